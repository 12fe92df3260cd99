using Hanbeam.Numerics.Minimization;

namespace Hanbeam.Dose.BeamModels.WaterBeams;

/// <summary>A Gaussian fitted to dose in rings about the axis: to the share of it within each radius.</summary>
internal static class LateralFit
{
    /// <summary>Sigma of one Gaussian, mm: least squares of 1 − exp(−r²/2σ²) to the shares within the radii, which lie in equal ratios.</summary>
    /// <param name="outerMm">Outer radius of each ring.</param>
    /// <param name="dose">Dose times area of each ring, with a sum above 0.</param>
    public static double Single(double[] outerMm, double[] dose)
    {
        var share = Cumulative(dose);
        var start = Radius(outerMm, share, 0.5) / Math.Sqrt(2 * Math.Log(2));
        var fit = LevenbergMarquardt.Minimise((p, r) =>
        {
            for (var k = 0; k < outerMm.Length; k++) r[k] = Inside(outerMm[k], Math.Exp(p[0])) - share[k];
        }, outerMm.Length, [Math.Log(start)], [0.01], [Math.Log(outerMm[0] / 10)], [Math.Log(outerMm[^1])]);
        return Math.Exp(fit.Parameters[0]);
    }

    private static double Inside(double radius, double sigma) => 1 - Math.Exp(-radius * radius / (2 * sigma * sigma));

    /// <summary>Share of the dose within the outer radius of each ring.</summary>
    public static double[] Cumulative(double[] dose)
    {
        var sum = 0.0;
        var total = dose.Sum();
        return [.. dose.Select(ring => (sum += ring) / total)];
    }

    /// <summary>Radius within which a wanted share lies, mm.</summary>
    public static double Radius(double[] outerMm, double[] share, double wanted)
    {
        var k = 0;
        while (k < share.Length - 1 && share[k] < wanted) k++;
        if (k == 0) return outerMm[0];
        var part = (wanted - share[k - 1]) / Math.Max(1e-12, share[k] - share[k - 1]);
        return outerMm[k - 1] * Math.Pow(outerMm[k] / outerMm[k - 1], Math.Clamp(part, 0, 1));
    }
}
