namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>What a physicist reads from a depth-dose curve.</summary>
/// <param name="RangeMm">Depth behind the peak where the dose is 80 % of it, mm.</param>
/// <param name="DistalFalloffMm">From the distal 80 to the distal 20 %, mm.</param>
/// <param name="PeakWidthMm">Between the two places with 80 % of the peak, mm.</param>
/// <param name="PlateauToPeak">Dose at 20 mm, or at a tenth of the range where that is less, over the peak's.</param>
public sealed record CurveFigures(double RangeMm, double DistalFalloffMm, double PeakWidthMm, double PlateauToPeak)
{
    /// <summary>Reads a curve; between points it is linear, and the peak is the parabola through the highest three where they are evenly spaced.</summary>
    /// <param name="depthMm">Depths, ascending.</param>
    /// <param name="dose">Doses.</param>
    /// <exception cref="FormatException">It has no rise or no fall to 20 % of its peak.</exception>
    public static CurveFigures Of(IReadOnlyList<double> depthMm, IReadOnlyList<double> dose)
    {
        var highest = 0;
        for (var n = 1; n < dose.Count; n++)
            if (dose[n] > dose[highest]) highest = n;
        var peak = Peak(depthMm, dose, highest);
        var distal80 = Falling(depthMm, dose, highest, 0.8 * peak);
        var distal20 = Falling(depthMm, dose, highest, 0.2 * peak);
        var proximal80 = Rising(depthMm, dose, highest, 0.8 * peak);
        var plateau = Math.Max(depthMm[0], Math.Min(20, 0.1 * distal80));
        return new CurveFigures(distal80, distal20 - distal80, distal80 - proximal80, At(depthMm, dose, plateau) / peak);
    }

    /// <summary>The curve at a depth, linear between points, its end values outside.</summary>
    public static double At(IReadOnlyList<double> depthMm, IReadOnlyList<double> dose, double atMm)
    {
        if (atMm <= depthMm[0]) return dose[0];
        var n = 1;
        while (n < depthMm.Count - 1 && depthMm[n] < atMm) n++;
        var share = Math.Min(1, (atMm - depthMm[n - 1]) / (depthMm[n] - depthMm[n - 1]));
        return dose[n - 1] + share * (dose[n] - dose[n - 1]);
    }

    /// <summary>Linear between tabulated points, which may be one alone; the end values outside.</summary>
    /// <param name="x">Points, ascending.</param>
    /// <param name="y">Values.</param>
    /// <param name="at">Where.</param>
    public static double Between(IReadOnlyList<double> x, IReadOnlyList<double> y, double at) => x.Count == 1 ? y[0] : At(x, y, at);

    private static double Peak(IReadOnlyList<double> depth, IReadOnlyList<double> dose, int n)
    {
        if (n == 0 || n == dose.Count - 1) return dose[n];
        var (left, right) = (depth[n] - depth[n - 1], depth[n + 1] - depth[n]);
        var (slopeLeft, slopeRight) = ((dose[n] - dose[n - 1]) / left, (dose[n + 1] - dose[n]) / right);
        var bend = 2 * (slopeRight - slopeLeft) / (left + right);
        var slope = (slopeLeft * right + slopeRight * left) / (left + right);
        return bend < 0 && Math.Max(left, right) < 2 * Math.Min(left, right) ? dose[n] - slope * slope / (2 * bend) : dose[n];
    }

    private static double Falling(IReadOnlyList<double> depth, IReadOnlyList<double> dose, int from, double level)
    {
        for (var n = from; n + 1 < dose.Count; n++)
            if (dose[n] >= level && dose[n + 1] < level) return depth[n] + (depth[n + 1] - depth[n]) * (dose[n] - level) / (dose[n] - dose[n + 1]);
        throw new FormatException("does not fall to 20 % of its peak: it must reach behind the Bragg peak");
    }

    private static double Rising(IReadOnlyList<double> depth, IReadOnlyList<double> dose, int from, double level)
    {
        for (var n = from; n > 0; n--)
            if (dose[n] >= level && dose[n - 1] < level) return depth[n] - (depth[n] - depth[n - 1]) * (dose[n] - level) / (dose[n] - dose[n - 1]);
        throw new FormatException("has no rise to its peak: it must begin in the plateau");
    }
}
