using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Hanbeam.Dose.Vectors;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Dose.PencilBeam;

/// <summary>
/// The weighted spots of a layer at any positions, to be folded with a Gaussian at any point of the isocentre plane: sorted by y, sixteen at a time. The Gaussians end at four sigmas in x and y, or, where the machine asks for it,
/// on the ellipse that holds 99.5 % of them.
/// </summary>
internal sealed class ScatteredFluence
{
    private const int Lanes = 16;

    // A place that no Gaussian reaches, for the spots that fill the last vector.
    private const float Nowhere = 1e9f;

    private readonly int count;
    private readonly float[] x;
    private readonly float[] y;
    private readonly float[] weights;
    private readonly bool roundCutoff;
    private readonly float compensation;

    public ScatteredFluence(EnergyLayer layer, ReadOnlySpan<double> spotWeights, bool roundCutoff = false)
    {
        (this.roundCutoff, compensation) = (roundCutoff, roundCutoff ? 1 / GaussianCutoff.RoundShare : GaussianCutoff.Compensation);
        count = layer.Count;
        var order = Enumerable.Range(0, count).OrderBy(n => layer.YMm[n]).ThenBy(n => layer.XMm[n]).ToArray();
        var padding = Enumerable.Repeat(Nowhere, Lanes);
        x = [.. order.Select(n => (float)layer.XMm[n]), .. padding];
        y = [.. order.Select(n => (float)layer.YMm[n]), .. padding];
        weights = new float[x.Length];
        for (var n = 0; n < count; n++) weights[n] = (float)spotWeights[order[n]];
    }

    /// <summary>Σ over spots of weight · exp(−dx²/2σx² − dy²/2σy²), times what the cut tails hold so that the sum over the plane is conserved.</summary>
    /// <param name="xMm">Xg of the point in the isocentre plane, mm.</param>
    /// <param name="yMm">Yg of the point in the isocentre plane, mm.</param>
    /// <param name="sigmaXMm">Sigma along Xg in the isocentre plane, mm.</param>
    /// <param name="sigmaYMm">Sigma along Yg in the isocentre plane, mm.</param>
    /// <param name="magnification">Of the isocentre plane over where the point lies.</param>
    public float Fold(float xMm, float yMm, float sigmaXMm, float sigmaYMm, float magnification = 1)
    {
        var (reachX, reachY) = (Vector512.Create(GaussianCutoff.Sigmas * sigmaXMm), Vector512.Create(GaussianCutoff.Sigmas * sigmaYMm));
        var (scaleX, scaleY) = (-0.5f / (sigmaXMm * sigmaXMm), -0.5f / (sigmaYMm * sigmaYMm));
        var lowest = Vector512.Create(-LargestExponent(sigmaXMm, sigmaYMm, magnification));
        ref var xs = ref MemoryMarshal.GetArrayDataReference(x);
        ref var ys = ref MemoryMarshal.GetArrayDataReference(y);
        ref var ws = ref MemoryMarshal.GetArrayDataReference(weights);
        var sum = Vector512<float>.Zero;
        for (var n = First(yMm - reachY[0]); n < count && y[n] <= yMm + reachY[0]; n += Lanes)
        {
            var dx = Vector512.LoadUnsafe(ref xs, (nuint)n) - Vector512.Create(xMm);
            var dy = Vector512.LoadUnsafe(ref ys, (nuint)n) - Vector512.Create(yMm);
            var exponent = scaleX * dx * dx + scaleY * dy * dy;
            var inside = Vector512.LessThanOrEqual(Vector512.Abs(dx), reachX) & Vector512.LessThanOrEqual(Vector512.Abs(dy), reachY)
                & Vector512.GreaterThanOrEqual(exponent, lowest);
            sum = Vector512.FusedMultiplyAdd(inside & LaneMath.Exp(exponent), Vector512.LoadUnsafe(ref ws, (nuint)n), sum);
        }

        return compensation * Sum(sum);
    }

    /// <summary>The scalar twin of <see cref="Fold"/>: the same sum, spot by spot in double precision.</summary>
    /// <param name="xMm">Xg of the point in the isocentre plane, mm.</param>
    /// <param name="yMm">Yg of the point in the isocentre plane, mm.</param>
    /// <param name="sigmaXMm">Sigma along Xg in the isocentre plane, mm.</param>
    /// <param name="sigmaYMm">Sigma along Yg in the isocentre plane, mm.</param>
    /// <param name="magnification">Of the isocentre plane over where the point lies.</param>
    public float FoldScalar(float xMm, float yMm, float sigmaXMm, float sigmaYMm, float magnification = 1)
    {
        var (reachX, reachY) = (GaussianCutoff.Sigmas * sigmaXMm, GaussianCutoff.Sigmas * sigmaYMm);
        var largestExponent = LargestExponent(sigmaXMm, sigmaYMm, magnification);
        var sum = 0.0;
        for (var n = First(yMm - reachY); n < count && y[n] <= yMm + reachY; n++)
        {
            var (dx, dy) = ((double)x[n] - xMm, (double)y[n] - yMm);
            var exponent = 0.5 * (dx * dx / ((double)sigmaXMm * sigmaXMm) + dy * dy / ((double)sigmaYMm * sigmaYMm));
            if (Math.Abs(dx) <= reachX && exponent <= largestExponent) sum += weights[n] * Math.Exp(-exponent);
        }

        return (float)(compensation * sum);
    }

    // In halves, so that the order does not depend on the width of the machine's vectors.
    private static float Sum(Vector512<float> lanes)
    {
        var eight = lanes.GetLower() + lanes.GetUpper();
        var four = eight.GetLower() + eight.GetUpper();
        return four[0] + four[2] + (four[1] + four[3]);
    }

    private float LargestExponent(float sigmaXMm, float sigmaYMm, float magnification) =>
        roundCutoff ? GaussianCutoff.RoundRadiusSquared(MathF.Sqrt(sigmaXMm * sigmaYMm) / magnification) / 2 : float.MaxValue;

    // The first spot at or above a y.
    private int First(float lowest)
    {
        var first = Array.BinarySearch(y, 0, count, lowest);
        if (first < 0) return ~first;
        while (first > 0 && y[first - 1] >= lowest) first--;
        return first;
    }
}
