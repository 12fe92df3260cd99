using Hanbeam.Numerics.Grids;

namespace Hanbeam.Treatment.Evaluation;

/// <summary>Samples the ratio of two fields where the lower one is at least a threshold above 0: LET as (LET·dose)/dose, RBE as Gy(RBE)/Gy.</summary>
/// <remarks>Both fields are interpolated and then divided, so that voxels without dose do not pull the ratio down. The threshold's border is found exactly along x.</remarks>
internal sealed class RatioSampler(string structure, AxisCells x, Grid<float> numerator, Grid<float> denominator, double threshold) : LineSampler(structure, x)
{
    private readonly LineField top = new(numerator);
    private readonly LineField bottom = new(denominator);

    /// <inheritdoc/>
    protected override void MoveTo(AxisCells y, int cellY, double yMm, AxisCells z, int cellZ, double zMm)
    {
        top.MoveTo(y, cellY, yMm, z, cellZ, zMm);
        bottom.MoveTo(y, cellY, yMm, z, cellZ, zMm);
    }

    /// <inheritdoc/>
    protected override void TakePiece(int lower, int upper, double t0, double t1, double dy, double dz, double volumeMm3)
    {
        var (topA, topB, a, b) = (top.At(lower), top.At(upper), bottom.At(lower), bottom.At(upper));
        double Bottom(double t) => LineField.Node.Between(t, a.Value, b.Value);
        double Ratio(double t) => LineField.Node.Between(t, topA.Value, topB.Value) / Bottom(t);
        if (!double.IsFinite(a.Value + b.Value + topA.Value + topB.Value)) Add(double.NaN, 0, volumeMm3);
        var (from, to) = (Bottom(t0), Bottom(t1));
        if (from < threshold && to < threshold) return;
        var border = t0 == t1 || from == to ? t0 : t0 + (t1 - t0) * (threshold - from) / (to - from);
        var (u0, u1) = from < threshold ? (border, t1) : to < threshold ? (t0, border) : (t0, t1);
        var part = t1 > t0 ? (u1 - u0) / (t1 - t0) : 1;
        if (!(part > 0)) return;
        var t = 0.5 * (u0 + u1);
        var (first, last, dose) = (Ratio(u0), Ratio(u1), Bottom(t)); // the ratio of two lines rises or falls all the way
        var (mean, alongX) = (0.5 * (first + last), last - first);
        var alongY = dy * (LineField.Node.Between(t, topA.SlopeY, topB.SlopeY) - mean * LineField.Node.Between(t, a.SlopeY, b.SlopeY)) / dose;
        var alongZ = dz * (LineField.Node.Between(t, topA.SlopeZ, topB.SlopeZ) - mean * LineField.Node.Between(t, a.SlopeZ, b.SlopeZ)) / dose;
        Add(mean, Math.Min(Math.Sqrt(alongX * alongX + alongY * alongY + alongZ * alongZ), 2 * Math.Max(0, mean)), part * volumeMm3);
    }
}
