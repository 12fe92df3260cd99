using System.Collections.Concurrent;
using Hanbeam.Physics.Ions;

namespace Hanbeam.Physics.Stopping;

/// <summary>
/// Stopping power and CSDA range of one ion in unit-density water, tabulated on a logarithmic energy grid and interpolated monotonically both ways
/// (cubic Hermite in ln E and ln R, whose slopes are known exactly from the stopping power). Immutable; safe on any thread.
/// </summary>
public sealed class RangeTable
{
    /// <summary>Lowest tabulated energy, MeV/u; below it stopping is proportional to velocity.</summary>
    public const double LowestMeVPerU = 0.01;

    /// <summary>Highest energy, MeV/u.</summary>
    public const double HighestMeVPerU = 1000;

    private const int PointsPerDecade = 60;
    private static readonly ConcurrentDictionary<Ion, RangeTable> Cache = new();

    private readonly double[] _logRange;
    private readonly double[] _slope;
    private readonly double[] _logStopping;
    private readonly double[] _logIntegral;
    private readonly double[] _integralSlope;
    private readonly double _step;

    private RangeTable(Ion ion)
    {
        Ion = ion;
        var decades = Math.Log10(HighestMeVPerU / LowestMeVPerU);
        var count = (int)Math.Round(decades * PointsPerDecade) + 1;
        _step = Math.Log(HighestMeVPerU / LowestMeVPerU) / (count - 1);
        _logRange = new double[count];
        _slope = new double[count];
        _logStopping = new double[count];
        _logIntegral = new double[count];
        _integralSlope = new double[count];
        Fill();
    }

    /// <summary>The ion.</summary>
    public Ion Ion { get; }

    /// <summary>The table of an ion, made once.</summary>
    /// <param name="ion">The ion.</param>
    public static RangeTable Of(Ion ion) => Cache.GetOrAdd(ion, static i => new RangeTable(i));

    /// <summary>CSDA range in water, mm.</summary>
    /// <param name="E">Kinetic energy, MeV/u, 0 to 1000.</param>
    public double RangeMm(double E)
    {
        if (E <= 0) return 0;
        if (E < LowestMeVPerU) return Math.Exp(_logRange[0]) * Math.Sqrt(E / LowestMeVPerU);
        var x = Math.Log(E / LowestMeVPerU) / _step;
        var i = Math.Min((int)x, _logRange.Length - 2);
        return Math.Exp(Hermite(x - i, _logRange[i], _logRange[i + 1], _slope[i] * _step, _slope[i + 1] * _step));
    }

    /// <summary>Energy that has the given CSDA range in water, MeV/u.</summary>
    /// <param name="rangeMm">Range, mm; 0 and below give 0.</param>
    public double EnergyMeVPerU(double rangeMm)
    {
        if (rangeMm <= 0) return 0;
        var y = Math.Log(rangeMm);
        if (y < _logRange[0]) return LowestMeVPerU * Math.Exp(2 * (y - _logRange[0]));
        var i = Array.BinarySearch(_logRange, y);
        if (i < 0) i = ~i - 1;
        i = Math.Min(i, _logRange.Length - 2);
        var width = _logRange[i + 1] - _logRange[i];
        var t = (y - _logRange[i]) / width;
        return LowestMeVPerU * Math.Exp(Hermite(t, i * _step, (i + 1) * _step, width / _slope[i], width / _slope[i + 1]));
    }

    /// <summary>Electronic stopping power in unit-density water, keV/µm (MeV/mm of the whole ion).</summary>
    /// <param name="E">Kinetic energy, MeV/u, 0 to 1000.</param>
    public double StoppingKeVPerUm(double E)
    {
        if (E <= 0) return 0;
        if (E < LowestMeVPerU) return Math.Exp(_logStopping[0]) * Math.Sqrt(E / LowestMeVPerU);
        var x = Math.Log(E / LowestMeVPerU) / _step;
        var i = Math.Min((int)x, _logStopping.Length - 2);
        return Math.Exp(_logStopping[i] + (x - i) * (_logStopping[i + 1] - _logStopping[i]));
    }

    /// <summary>
    /// ∫ S dE from 0 to E, keV/µm·MeV/u. Times A it is ∫ S² along the rest of the path: what dose-averaged LET needs.
    /// </summary>
    /// <param name="E">Kinetic energy, MeV/u, 0 to 1000.</param>
    public double StoppingIntegral(double E)
    {
        if (E <= 0) return 0;
        if (E < LowestMeVPerU) return Math.Exp(_logIntegral[0]) * Math.Pow(E / LowestMeVPerU, 1.5);
        var x = Math.Log(E / LowestMeVPerU) / _step;
        var i = Math.Min((int)x, _logIntegral.Length - 2);
        return Math.Exp(Hermite(x - i, _logIntegral[i], _logIntegral[i + 1], _integralSlope[i] * _step, _integralSlope[i + 1] * _step));
    }

    // R = ∫ A dE/S and J = ∫ S dE: below the first point S ∝ sqrt(E), so R = 2AE/S and J = 2ES/3 there; above, Gauss-Legendre with 3 points in ln E an interval.
    private void Fill()
    {
        double[] nodes = [-Math.Sqrt(0.6), 0, Math.Sqrt(0.6)];
        double[] weights = [5.0 / 9, 8.0 / 9, 5.0 / 9];
        double Stopping(double logE) => ElectronicStopping.LetInWaterKeVPerUm(Ion, Math.Exp(logE));
        var range = 2 * Ion.A * LowestMeVPerU / Stopping(Math.Log(LowestMeVPerU));
        var integral = 2.0 / 3 * LowestMeVPerU * Stopping(Math.Log(LowestMeVPerU));
        for (var i = 0; i < _logRange.Length; i++)
        {
            var logE = Math.Log(LowestMeVPerU) + i * _step;
            for (var n = 0; n < nodes.Length && i > 0; n++)
            {
                var middle = logE - 0.5 * _step * (1 - nodes[n]);
                range += 0.5 * _step * weights[n] * Ion.A * Math.Exp(middle) / Stopping(middle);
                integral += 0.5 * _step * weights[n] * Math.Exp(middle) * Stopping(middle);
            }

            _logRange[i] = Math.Log(range);
            _logStopping[i] = Math.Log(Stopping(logE));
            _slope[i] = Ion.A * Math.Exp(logE) / (Stopping(logE) * range);
            _logIntegral[i] = Math.Log(integral);
            _integralSlope[i] = Math.Exp(logE) * Stopping(logE) / integral;
        }
    }

    private static double Hermite(double t, double y0, double y1, double m0, double m1)
    {
        var s = 1 - t;
        return y0 * s * s * (1 + 2 * t) + y1 * t * t * (3 - 2 * t) + s * t * (m0 * s - m1 * t);
    }
}
