using Hanbeam.Treatment.Plans;

namespace Hanbeam.Dose.PencilBeam;

/// <summary>
/// Spots at any positions, sorted by y: slower, and the plain twin of <see cref="LatticeFluence"/>. Its Gaussians end at four sigmas in x and y, or, where the machine asks for it,
/// on the ellipse that holds 99.5 % of them.
/// </summary>
internal sealed class ScatteredFluence : ILayerFluence
{
    private readonly float[] x;
    private readonly float[] y;
    private readonly float[] weights;
    private readonly float largestExponent;
    private readonly float compensation;

    public ScatteredFluence(EnergyLayer layer, ReadOnlySpan<double> spotWeights, bool roundCutoff = false)
    {
        (largestExponent, compensation) = roundCutoff ? (GaussianCutoff.RoundRadiusSquared / 2, 1 / GaussianCutoff.RoundShare) : (float.PositiveInfinity, GaussianCutoff.Compensation);
        var order = Enumerable.Range(0, layer.Count).OrderBy(n => layer.YMm[n]).ThenBy(n => layer.XMm[n]).ToArray();
        x = [.. order.Select(n => (float)layer.XMm[n])];
        y = [.. order.Select(n => (float)layer.YMm[n])];
        weights = new float[order.Length];
        for (var n = 0; n < order.Length; n++) weights[n] = (float)spotWeights[order[n]];
    }

    public float Fold(float xMm, float yMm, float sigmaXMm, float sigmaYMm, Span<float> scratch)
    {
        var (reachX, reachY) = (GaussianCutoff.Sigmas * sigmaXMm, GaussianCutoff.Sigmas * sigmaYMm);
        var (scaleX, scaleY) = (-0.5f / (sigmaXMm * sigmaXMm), -0.5f / (sigmaYMm * sigmaYMm));
        var first = Array.BinarySearch(y, yMm - reachY);
        if (first < 0) first = ~first;
        while (first > 0 && y[first - 1] >= yMm - reachY) first--;
        var sum = 0f;
        for (var n = first; n < y.Length && y[n] <= yMm + reachY; n++)
        {
            var (dx, dy) = (x[n] - xMm, y[n] - yMm);
            var exponent = scaleX * dx * dx + scaleY * dy * dy;
            if (Math.Abs(dx) <= reachX && -exponent <= largestExponent) sum += weights[n] * MathF.Exp(exponent);
        }

        return compensation * sum;
    }
}
