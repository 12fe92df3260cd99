namespace Hanbeam.Dose.BeamModels.WaterBeams;

/// <summary>Spread of the water in front of a beam about its mean: uniform (ripple filter) folded with a Gaussian (energy spread in range).</summary>
internal sealed class SpreadKernel
{
    // Four sigmas hold all but 6e-5.
    private const double Reach = 4;

    // Cells over the Gaussian's sigma or over the uniform's width: midpoints of such cells integrate both to 1e-4.
    private const double CellsPerSigma = 2.5;
    private const double CellsPerWidth = 40;

    /// <param name="widthMm">Width of the uniform, mm; 0 without.</param>
    /// <param name="sigmaMm">Sigma of the Gaussian, mm; 0 without.</param>
    public SpreadKernel(double widthMm, double sigmaMm)
    {
        if (widthMm < 1e-9 && sigmaMm < 1e-9)
        {
            (OffsetMm, Weight) = ([0], [1]);
            return;
        }

        var reach = 0.5 * widthMm + Reach * sigmaMm;
        var cell = Math.Max(2 * reach / 400, Math.Min(sigmaMm > 0 ? sigmaMm / CellsPerSigma : double.MaxValue, widthMm > 0 ? widthMm / CellsPerWidth : double.MaxValue));
        var count = (int)Math.Ceiling(2 * reach / cell);
        cell = 2 * reach / count;
        OffsetMm = new double[count];
        Weight = new double[count];
        for (var i = 0; i < count; i++)
        {
            var left = -reach + i * cell;
            OffsetMm[i] = left + 0.5 * cell;
            Weight[i] = Cumulative(left + cell, widthMm, sigmaMm) - Cumulative(left, widthMm, sigmaMm);
        }

        var sum = Weight.Sum();
        for (var i = 0; i < count; i++) Weight[i] /= sum;
    }

    /// <summary>Thickness less its mean, mm.</summary>
    public double[] OffsetMm { get; }

    /// <summary>Probabilities; they add to 1.</summary>
    public double[] Weight { get; }

    // The primitive of the normal distribution function is σ(uΦ + φ).
    private static double Cumulative(double x, double width, double sigma)
    {
        if (sigma < 1e-9) return Math.Clamp(x / width + 0.5, 0, 1);
        if (width < 1e-9) return Numerics.Special.NormalDistribution.Cumulative(x / sigma);
        return (Primitive(x + 0.5 * width, sigma) - Primitive(x - 0.5 * width, sigma)) / width;
    }

    private static double Primitive(double x, double sigma)
    {
        var u = x / sigma;
        return x * Numerics.Special.NormalDistribution.Cumulative(u) + sigma * Math.Exp(-0.5 * u * u) / Math.Sqrt(2 * Math.PI);
    }
}
