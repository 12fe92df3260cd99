using Hanbeam.Numerics.Work;

namespace Hanbeam.Biology.Mkm;

/// <summary>The parameters of a microdosimetric kinetic model of one cell line.</summary>
/// <param name="Alpha0PerGy">Initial slope in the limit of no LET, 1/Gy.</param>
/// <param name="BetaPerGy2">Quadratic coefficient, the same for all ions, 1/Gy².</param>
/// <param name="DomainRadiusUm">Radius of a domain, µm.</param>
/// <param name="NucleusRadiusUm">Radius of the cell nucleus, µm.</param>
/// <param name="GivenSaturationGy">Saturation parameter z0 where it is given, Gy; null for the formula.</param>
public sealed record MkmParameters(
    double Alpha0PerGy, double BetaPerGy2, double DomainRadiusUm, double NucleusRadiusUm, double? GivenSaturationGy = null)
{
    /// <summary>Saturation parameter, Gy: z0 = (R_n/r_d)²/√(β[1 + (R_n/r_d)²]) [Inaniwa2010], unless given.</summary>
    public double SaturationGy
    {
        get
        {
            var ratio = NucleusRadiusUm / DomainRadiusUm;
            return GivenSaturationGy ?? ratio * ratio / Math.Sqrt(BetaPerGy2 * (1 + ratio * ratio));
        }
    }

    /// <summary>The same with some parameters replaced, as <c>rbe table --set</c> names them.</summary>
    /// <param name="settings"><c>alpha0</c> 1/Gy, <c>beta</c> 1/Gy², <c>rd</c> and <c>rn</c> µm, <c>z0</c> Gy.</param>
    /// <exception cref="InputException">An unknown name or a value out of range.</exception>
    public MkmParameters With(IReadOnlyDictionary<string, double> settings)
    {
        var result = this;
        foreach (var (name, value) in settings)
        {
            result = name switch
            {
                "alpha0" => result with { Alpha0PerGy = value },
                "beta" => result with { BetaPerGy2 = value },
                "rd" => result with { DomainRadiusUm = value },
                "rn" => result with { NucleusRadiusUm = value },
                "z0" => result with { GivenSaturationGy = value },
                _ => throw new InputException($"unknown parameter {name} of a microdosimetric kinetic model; known: alpha0, beta, rd, rn, z0"),
            };
            if (!double.IsFinite(value) || value < 0 || (value == 0 && name != "alpha0"))
                throw new InputException(FormattableString.Invariant($"parameter {name} is {value} {Units[name]}, but must be {(name == "alpha0" ? "0 or more" : "above 0")}"));
        }

        return result;
    }

    private static readonly Dictionary<string, string> Units = new() { ["alpha0"] = "1/Gy", ["beta"] = "1/Gy²", ["rd"] = "µm", ["rn"] = "µm", ["z0"] = "Gy" };
}
