using Hanbeam.Numerics.Grids;

namespace Hanbeam.Treatment.Evaluation;

/// <summary>Samples one field.</summary>
/// <remarks>
/// Along x the interpolated dose is linear within a cell, so a piece's doses spread evenly between those of its ends. Across it the slopes along y and z
/// spread them further by what the dose changes over the strip: the share gets the width whose variance is the sum of the three, which is exact for
/// a slope along one axis; it stays within the eight voxels around.
/// </remarks>
internal sealed class DoseSampler(string structure, AxisCells x, Grid<float> dose) : LineSampler(structure, x)
{
    private readonly LineField field = new(dose);
    private (int Column, LineField.Node Node) last = (-1, default);

    /// <inheritdoc/>
    protected override void MoveTo(AxisCells y, int cellY, double yMm, AxisCells z, int cellZ, double zMm)
    {
        field.MoveTo(y, cellY, yMm, z, cellZ, zMm);
        last = (-1, default);
    }

    /// <inheritdoc/>
    protected override void TakePiece(int lower, int upper, double t0, double t1, double dy, double dz, double volumeMm3)
    {
        var a = last.Column == lower ? last.Node : field.At(lower);
        var b = upper == lower ? a : field.At(upper);
        last = (upper, b);
        var t = 0.5 * (t0 + t1);
        var mean = LineField.Node.Between(t, a.Value, b.Value);
        var alongX = (t1 - t0) * (b.Value - a.Value);
        var alongY = dy * LineField.Node.Between(t, a.SlopeY, b.SlopeY);
        var alongZ = dz * LineField.Node.Between(t, a.SlopeZ, b.SlopeZ);
        var room = Math.Min(mean - Math.Min(a.Least, b.Least), Math.Max(a.Most, b.Most) - mean);
        Add(mean, Math.Min(Math.Sqrt(alongX * alongX + alongY * alongY + alongZ * alongZ), Math.Max(0, 2 * room)), volumeMm3);
    }
}
