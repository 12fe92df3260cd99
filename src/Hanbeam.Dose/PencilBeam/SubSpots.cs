using Hanbeam.Dose.BeamModels;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Dose.PencilBeam;

/// <summary>
/// How the spots of a beam are split where what lies before a voxel differs across the reach of scatter. Ions that come to a voxel have been scattered there from rays around its own. Each spot is
/// taken as sub-spots, one for each node of the scatter's Gaussian: displaced by it, narrower by the nodes' variance, and at the depth of the ray that the ions came along. Nodes have the moments
/// of the Gaussian up to the fifth, so that in homogeneous matter the sub-spots add up to the spot. Where rays lie: <see cref="SubSpotRays"/>.
/// </summary>
internal sealed class SubSpots
{
    /// <summary>Sub-spots of a spot.</summary>
    public const int Count = 12;

    /// <summary>What a sub-spot keeps of the spot's variance at least: spots so narrow against their scatter come out this much wider.</summary>
    public const float LeastVarianceShare = 0.25f;

    private const float StepMm = 1;

    private readonly float[] sigmaMm;

    /// <param name="beam">The beam.</param>
    /// <param name="kernels">Those of its layers.</param>
    public SubSpots(PlanBeam beam, LayerKernel[] kernels)
    {
        sigmaMm = Sigmas(kernels);
        Field = FieldOf(beam, kernels);
    }

    /// <summary>Places of the sub-spots, in sigmas, and their weights.</summary>
    public static (float X, float Y, float Weight)[] Nodes { get; } = MakeNodes();

    /// <summary>What spots reach in the isocentre plane, mm.</summary>
    public (double LowX, double HighX, double LowY, double HighY) Field { get; }

    /// <summary>Sigma of scatter in the patient that ions of the beam have at the end of the deepest range, mm.</summary>
    public float LargestSigmaMm => sigmaMm[^1];

    /// <summary>Sigma of scatter in the patient at a depth, mm.</summary>
    /// <param name="depthMm">Water-equivalent depth in the patient, mm.</param>
    public float SigmaMm(double depthMm) => sigmaMm[(int)Math.Clamp(depthMm / StepMm, 0, sigmaMm.Length - 1)];

    // That of the layer that ends next, which is the widest of those that reach so deep.
    private static float[] Sigmas(LayerKernel[] kernels)
    {
        var byRange = kernels.Where(kernel => kernel.Components.Any(component => component.Group == LateralGroup.Core)).OrderBy(kernel => kernel.RangeMm).ToArray();
        if (byRange.Length == 0) return [0];
        var deepest = byRange[^1].RangeMm - byRange[^1].ShiftMm;
        return [.. Enumerable.Range(0, Math.Max(1, (int)(deepest / StepMm))).Select(step => Sigma(byRange, step * StepMm))];
    }

    private static float Sigma(LayerKernel[] byRange, float depthMm)
    {
        var kernel = byRange.FirstOrDefault(one => one.RangeMm >= one.ShiftMm + depthMm) ?? byRange[^1];
        var variance = kernel.Components.First(component => component.Group == LateralGroup.Core).Variance;
        float At(float depth) => variance[Math.Clamp((int)(depth / kernel.DepthStepMm), 0, variance.Length - 1)];

        // Scatter in a range shifter displaces ions before they meet the patient; what it turns them by is in the difference.
        return MathF.Sqrt(Math.Max(0, At(kernel.ShiftMm + depthMm) - At(kernel.ShiftMm)));
    }

    private static (double, double, double, double) FieldOf(PlanBeam beam, LayerKernel[] kernels)
    {
        var (lowX, highX, lowY, highY) = (double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity);
        foreach (var (layer, kernel) in beam.Layers.Zip(kernels))
        {
            if (layer.Count == 0) continue;
            var (sigmaX, sigmaY) = kernel.SpotSigma(double.NegativeInfinity);
            var (reachX, reachY) = (GaussianCutoff.Sigmas * sigmaX, GaussianCutoff.Sigmas * sigmaY);
            (lowX, highX) = (Math.Min(lowX, layer.XMm.Min() - reachX), Math.Max(highX, layer.XMm.Max() + reachX));
            (lowY, highY) = (Math.Min(lowY, layer.YMm.Min() - reachY), Math.Max(highY, layer.YMm.Max() + reachY));
        }

        return (lowX, highX, lowY, highY);
    }

    // Two hexagons, which have the symmetry of a circle up to the fifth moments. With squared radii a and b their mean squared radius is 2 and its square 8, as a Gaussian's, for b = (8 − 2a)/(2 − a)
    // and the outer one's share (2 − a)/(b − a). Radii are about as the means of the inner two thirds and the outer third of a Gaussian; turned so that no two nodes lie on one line along x or y.
    private static (float, float, float)[] MakeNodes()
    {
        const double a = 0.6, b = (8 - 2 * a) / (2 - a), outer = (2 - a) / (b - a);
        IEnumerable<(float, float, float)> Hexagon(double squaredRadius, double share, double turnDeg) => Enumerable.Range(0, Count / 2)
            .Select(n => Math.SinCos((turnDeg + 60 * n) * Math.PI / 180))
            .Select(angle => ((float)(Math.Sqrt(squaredRadius) * angle.Cos), (float)(Math.Sqrt(squaredRadius) * angle.Sin), (float)(share / (Count / 2))));
        return [.. Hexagon(a, 1 - outer, 15), .. Hexagon(b, outer, 45)];
    }
}
