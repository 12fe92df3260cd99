using Hanbeam.Dose.BeamModels.WaterBeams;
using Hanbeam.Numerics.Minimization;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>
/// Finds range and energy spread of each curve and one width of the ripple filter for all of them. A curve's height is free: it is the least-squares one
/// for each shape.
/// </summary>
internal sealed class DepthDoseFit
{
    // A range may be so far from the description's: a filter or window that was forgotten, not another energy.
    private const double FurthestMm = 8;

    // Widest energy spread in range and widest filter, mm: a beam with more has lost its peak.
    private const double WidestSpreadMm = 6;
    private const double WidestFilterMm = 20;

    // Derivatives by the variance of the range are taken over what readings tell of it, not over less: at low energies filter and straggling hide smaller ones, and cells of the fold would show.
    private const double LeastVarianceStepMm2 = 0.1;

    private readonly WaterBeamSet beams;
    private readonly IReadOnlyList<DepthDoseCurve> curves;
    private readonly ChamberShare chambers;
    private readonly double[][] uncertainty;
    private readonly double[] expectedMm;

    /// <param name="beams">Mono-energetic beams.</param>
    /// <param name="curves">The measurements.</param>
    /// <param name="expectedMm">Csda ranges behind nozzle and filter by the description.</param>
    /// <param name="chambers">What the curves' chambers take in.</param>
    public DepthDoseFit(WaterBeamSet beams, IReadOnlyList<DepthDoseCurve> curves, double[] expectedMm, ChamberShare chambers)
    {
        this.beams = beams;
        this.curves = curves;
        this.expectedMm = expectedMm;
        this.chambers = chambers;
        uncertainty = [.. curves.Select(Uncertainty)];
    }

    /// <summary>Fits.</summary>
    /// <param name="spreadMm">Energy spread in range to start from, by curve.</param>
    /// <param name="rippleMm">Width of the filter to start from.</param>
    /// <param name="fitRipple">Whether it is fitted.</param>
    public DepthDoseFitResult Fit(double[] spreadMm, double rippleMm, bool fitRipple)
    {
        var n = curves.Count;
        double[] start = [.. Enumerable.Range(0, n).Select(StartRange), .. spreadMm.Select(s => s * s), rippleMm];
        double[] lower = [.. expectedMm.Select(r => Math.Max(beams.ShortestMm, r - FurthestMm)), .. spreadMm.Select(_ => 0.0), fitRipple ? 0 : rippleMm];
        double[] upper = [.. expectedMm.Select(r => Math.Min(beams.LongestMm, r + FurthestMm)), .. spreadMm.Select(_ => WidestSpreadMm * WidestSpreadMm), fitRipple ? WidestFilterMm : rippleMm];
        double[] steps = [.. expectedMm.Select(_ => 0.02), .. spreadMm.Select(s => 0.1 * Math.Max(s * s, LeastVarianceStepMm2)), 0.05];
        for (var each = 0; each < start.Length; each++) start[each] = Math.Clamp(start[each], lower[each], upper[each]);
        var count = curves.Sum(curve => curve.DepthMm.Length);
        var last = new double[n][];
        var at = new (double, double, double)[n];
        var fit = LevenbergMarquardt.Minimise((x, r) =>
        {
            var next = 0;
            for (var i = 0; i < n; i++)
            {
                // Most parameters belong to one curve: the others stay as they were.
                var key = (x[i], x[n + i], x[2 * n]);
                if (last[i] is null || at[i] != key) (last[i], at[i]) = (Residuals(i, x[i], Math.Sqrt(x[n + i]), x[2 * n]), key);
                last[i].CopyTo(r, next);
                next += last[i].Length;
            }
        }, count, start, steps, lower, upper);
        var p = fit.Parameters;
        return new DepthDoseFitResult(
            [.. Enumerable.Range(0, n).Select(i => new FittedFigure(p[i], fit.Uncertainty(i)))],
            [.. Enumerable.Range(n, n).Select(i => new FittedFigure(Math.Sqrt(p[i]), fit.Uncertainty(i) / (2 * Math.Max(Math.Sqrt(p[i]), Math.Sqrt(fit.Uncertainty(i))))))],
            new FittedFigure(p[2 * n], fitRipple ? fit.Uncertainty(2 * n) : 0), fit.ReducedChiSquare);
    }

    /// <summary>The model's curve at the depths of a measured one, scaled to it.</summary>
    private double[] Residuals(int index, double rangeMm, double spreadMm, double rippleMm)
    {
        var curve = curves[index];
        var model = chambers.Read(index, new FoldedBeam(beams.At(rangeMm), new SpreadKernel(rippleMm, spreadMm)).Dose(curve.DepthMm));
        double product = 0, square = 0;
        for (var d = 0; d < model.Length; d++)
        {
            var weight = 1 / (uncertainty[index][d] * uncertainty[index][d]);
            product += weight * model[d] * curve.Dose[d];
            square += weight * model[d] * model[d];
        }

        var scale = product / square;
        return [.. model.Select((value, d) => (scale * value - curve.Dose[d]) / uncertainty[index][d])];
    }

    private double StartRange(int index)
    {
        try
        {
            var figures = CurveFigures.Of(curves[index].DepthMm, curves[index].Dose);
            var start = figures.RangeMm;
            if (Math.Abs(start - expectedMm[index]) <= FurthestMm) return start;
            var unit = start > 5 * expectedMm[index] || start < 0.2 * expectedMm[index] ? "; is its depth in mm?" : "";
            throw new InputException(FormattableString.Invariant(
                $"{curves[index].Source}: the curve of {curves[index].EnergyMeVPerU} MeV/u has its range at {start:0.0} mm, and {expectedMm[index]:0.0} ± {FurthestMm:0} mm are expected behind the nozzle{unit}."));
        }
        catch (FormatException exception)
        {
            throw new InputException($"{curves[index].Source}: the curve {exception.Message}.", exception);
        }
    }

    // Reading and depth: where the curve is steep, the depth counts.
    private static double[] Uncertainty(DepthDoseCurve curve)
    {
        var (depth, dose) = (curve.DepthMm, curve.Dose);
        var floor = 0.001 * dose.Max(); // of the peak: what chambers and electrometers leave
        return [.. dose.Select((value, n) =>
        {
            var (left, right) = (Math.Max(0, n - 1), Math.Min(dose.Length - 1, n + 1));
            var slope = (dose[right] - dose[left]) / (depth[right] - depth[left]);
            return Math.Sqrt(Math.Pow(curve.RelativeUncertainty * value, 2) + Math.Pow(slope * curve.DepthUncertaintyMm, 2) + floor * floor);
        })];
    }
}
