using System.Collections.Concurrent;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;

namespace Hanbeam.Physics.Stopping;

/// <summary>
/// Stopping power and CSDA range of one ion in one material, by default unit-density water, tabulated on a logarithmic energy grid and interpolated monotonically both ways
/// (cubic Hermite in ln E and ln R, whose slopes are known exactly from the stopping power). Immutable; safe on any thread.
/// </summary>
public sealed class RangeTable
{
    /// <summary>Lowest tabulated energy, MeV/u; below it stopping is proportional to velocity.</summary>
    public const double LowestMeVPerU = 0.01;

    /// <summary>Highest energy, MeV/u.</summary>
    public const double HighestMeVPerU = 1000;

    private const int PointsPerDecade = 60;
    private static readonly ConcurrentDictionary<Ion, RangeTable> Water = new();

    private readonly double[] logRange;
    private readonly double[] slope;
    private readonly double[] logStopping;
    private readonly double[] logIntegral;
    private readonly double[] integralSlope;
    private readonly double step;
    private readonly double longest;

    private RangeTable(Ion ion, Material material)
    {
        if (ion.Z < 1 || ion.A < ion.Z) throw new ArgumentException($"{ion.Name} has no range", nameof(ion));
        (Ion, Material) = (ion, material);
        var decades = Math.Log10(HighestMeVPerU / LowestMeVPerU);
        var count = (int)Math.Round(decades * PointsPerDecade) + 1;
        step = Math.Log(HighestMeVPerU / LowestMeVPerU) / (count - 1);
        logRange = new double[count];
        slope = new double[count];
        logStopping = new double[count];
        logIntegral = new double[count];
        integralSlope = new double[count];
        Fill();
        longest = Math.Exp(logRange[^1]) * (1 + 1e-12); // rounding of exp(ln R)
    }

    /// <summary>The ion.</summary>
    public Ion Ion { get; }

    /// <summary>The material, at its own density.</summary>
    public Material Material { get; }

    /// <summary>The table of an ion in unit-density water, made once.</summary>
    /// <param name="ion">The ion.</param>
    public static RangeTable Of(Ion ion) => Water.GetOrAdd(ion, static i => new RangeTable(i, Material.Water));

    /// <summary>A table of an ion in a material at its density, made anew: keep it.</summary>
    /// <param name="ion">The ion.</param>
    /// <param name="material">What it passes.</param>
    public static RangeTable Of(Ion ion, Material material) => ReferenceEquals(material, Material.Water) ? Of(ion) : new RangeTable(ion, material);

    /// <summary>CSDA range, mm.</summary>
    /// <param name="E">Kinetic energy, MeV/u, 0 to 1000.</param>
    /// <exception cref="InputException">The energy lies above the table.</exception>
    public double RangeMm(double E)
    {
        if (!(E <= HighestMeVPerU)) throw new InputException(FormattableString.Invariant($"{Ion.Name} of {E} MeV/u lies outside the range tables, which go up to {HighestMeVPerU} MeV/u"));
        if (E <= 0) return 0;
        if (E < LowestMeVPerU) return Math.Exp(logRange[0]) * Math.Sqrt(E / LowestMeVPerU);
        var x = Math.Log(E / LowestMeVPerU) / step;
        var i = Math.Min((int)x, logRange.Length - 2);
        return Math.Exp(Hermite(x - i, logRange[i], logRange[i + 1], slope[i] * step, slope[i + 1] * step));
    }

    /// <summary>Energy that has the given CSDA range in water, MeV/u.</summary>
    /// <param name="rangeMm">Range, mm; 0 and below give 0.</param>
    /// <exception cref="InputException">The range is longer than that of 1000 MeV/u.</exception>
    public double EnergyMeVPerU(double rangeMm)
    {
        if (!(rangeMm <= longest)) throw new InputException(FormattableString.Invariant($"a range of {rangeMm:G6} mm of {Material.Name} lies outside the tables of {Ion.Name}, which end with {longest:F0} mm at {HighestMeVPerU} MeV/u"));
        if (rangeMm <= 0) return 0;
        var y = Math.Log(rangeMm);
        if (y < logRange[0]) return LowestMeVPerU * Math.Exp(2 * (y - logRange[0]));
        var i = Array.BinarySearch(logRange, y);
        if (i < 0) i = ~i - 1;
        i = Math.Min(i, logRange.Length - 2);
        var width = logRange[i + 1] - logRange[i];
        var t = (y - logRange[i]) / width;
        return LowestMeVPerU * Math.Exp(Hermite(t, i * step, (i + 1) * step, width / slope[i], width / slope[i + 1]));
    }

    /// <summary>Electronic stopping power, keV/µm (MeV/mm of the whole ion).</summary>
    /// <param name="E">Kinetic energy, MeV/u, 0 to 1000.</param>
    public double StoppingKeVPerUm(double E)
    {
        if (E <= 0) return 0;
        if (E < LowestMeVPerU) return Math.Exp(logStopping[0]) * Math.Sqrt(E / LowestMeVPerU);
        var x = Math.Log(E / LowestMeVPerU) / step;
        var i = Math.Min((int)x, logStopping.Length - 2);
        return Math.Exp(logStopping[i] + (x - i) * (logStopping[i + 1] - logStopping[i]));
    }

    /// <summary>
    /// ∫ S dE from 0 to E, keV/µm·MeV/u. Times A it is ∫ S² along the rest of the path: what dose-averaged LET needs.
    /// </summary>
    /// <param name="E">Kinetic energy, MeV/u, 0 to 1000.</param>
    public double StoppingIntegral(double E)
    {
        if (E <= 0) return 0;
        if (E < LowestMeVPerU) return Math.Exp(logIntegral[0]) * Math.Pow(E / LowestMeVPerU, 1.5);
        var x = Math.Log(E / LowestMeVPerU) / step;
        var i = Math.Min((int)x, logIntegral.Length - 2);
        return Math.Exp(Hermite(x - i, logIntegral[i], logIntegral[i + 1], integralSlope[i] * step, integralSlope[i + 1] * step));
    }

    // R = ∫ A dE/S and J = ∫ S dE: below the first point S ∝ sqrt(E), so R = 2AE/S and J = 2ES/3 there; above, Gauss-Legendre with 3 points in ln E an interval.
    private void Fill()
    {
        double[] nodes = [-Math.Sqrt(0.6), 0, Math.Sqrt(0.6)];
        double[] weights = [5.0 / 9, 8.0 / 9, 5.0 / 9];
        double Stopping(double logE) => Material.DensityGPerCm3 * (ElectronicStopping.MassStoppingPower(Ion, Math.Exp(logE), Material) / 10); // 1 MeV/cm is 0.1 keV/µm
        var range = 2 * Ion.A * LowestMeVPerU / Stopping(Math.Log(LowestMeVPerU));
        var integral = 2.0 / 3 * LowestMeVPerU * Stopping(Math.Log(LowestMeVPerU));
        for (var i = 0; i < logRange.Length; i++)
        {
            var logE = Math.Log(LowestMeVPerU) + i * step;
            for (var n = 0; n < nodes.Length && i > 0; n++)
            {
                var middle = logE - 0.5 * step * (1 - nodes[n]);
                range += 0.5 * step * weights[n] * Ion.A * Math.Exp(middle) / Stopping(middle);
                integral += 0.5 * step * weights[n] * Math.Exp(middle) * Stopping(middle);
            }

            logRange[i] = Math.Log(range);
            logStopping[i] = Math.Log(Stopping(logE));
            slope[i] = Ion.A * Math.Exp(logE) / (Stopping(logE) * range);
            logIntegral[i] = Math.Log(integral);
            integralSlope[i] = Math.Exp(logE) * Stopping(logE) / integral;
        }
    }

    private static double Hermite(double t, double y0, double y1, double m0, double m1)
    {
        var s = 1 - t;
        return y0 * s * s * (1 + 2 * t) + y1 * t * t * (3 - 2 * t) + s * t * (m0 * s - m1 * t);
    }
}
