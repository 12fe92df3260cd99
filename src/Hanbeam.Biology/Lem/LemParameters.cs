using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Biology.Lem;

/// <summary>The parameters of a local effect model of one cell line or tissue.</summary>
/// <param name="Photons">Survival after photons, with a threshold D_t.</param>
/// <param name="NucleusRadiusUm">Radius of the cell nucleus, µm.</param>
/// <param name="Averaging">Which hits make the initial slope.</param>
public sealed record LemParameters(PhotonCurve Photons, double NucleusRadiusUm, LemAveraging Averaging)
{
    private static readonly Dictionary<string, string> Units = new() { ["alphax"] = "1/Gy", ["betax"] = "1/Gy²", ["dt"] = "Gy", ["rn"] = "µm" };

    /// <summary>The same with some parameters replaced, as <c>rbe table --set</c> names them.</summary>
    /// <param name="settings"><c>alphax</c> 1/Gy, <c>betax</c> 1/Gy², <c>dt</c> Gy, <c>rn</c> µm.</param>
    /// <exception cref="InputException">An unknown name or a value out of range.</exception>
    public LemParameters With(IReadOnlyDictionary<string, double> settings)
    {
        var result = this;
        foreach (var (name, value) in settings)
        {
            result = name switch
            {
                "alphax" => result with { Photons = result.Photons with { AlphaPerGy = value } },
                "betax" => result with { Photons = result.Photons with { BetaPerGy2 = value } },
                "dt" => result with { Photons = result.Photons with { ThresholdGy = value } },
                "rn" => result with { NucleusRadiusUm = value },
                _ => throw new InputException($"unknown parameter {name} of a local effect model; known: alphax, betax, dt, rn"),
            };
            if (!double.IsFinite(value) || value <= 0)
                throw new InputException(FormattableString.Invariant($"parameter {name} is {value} {Units[name]}, but must be above 0"));
        }

        return result;
    }
}
