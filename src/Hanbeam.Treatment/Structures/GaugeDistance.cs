using Hanbeam.Numerics.Grids;

namespace Hanbeam.Treatment.Structures;

/// <summary>The nearest marked voxel of every voxel by a margin's measure, one axis after the other; only as far as the margin reaches.</summary>
internal sealed class GaugeDistance
{
    // Voxels farther than the margin and this many more are never asked for.
    private const double Beyond = 3;

    private readonly GridGeometry geometry;
    private readonly float[] squared;
    private readonly int[] nearest;

    private GaugeDistance(GridGeometry geometry, ReadOnlySpan<bool> marked)
    {
        this.geometry = geometry;
        (squared, nearest) = (new float[geometry.Count], new int[geometry.Count]);
        for (var n = 0; n < squared.Length; n++) (squared[n], nearest[n]) = marked[n] ? (0, n) : (float.PositiveInfinity, -1);
    }

    /// <summary>The nearest marked voxels.</summary>
    /// <param name="geometry">The grid.</param>
    /// <param name="marked">One entry per voxel.</param>
    /// <param name="gauge">Measures the way FROM a marked voxel.</param>
    /// <returns>Linear index of the nearest, −1 where none is in reach.</returns>
    public static int[] Nearest(GridGeometry geometry, ReadOnlySpan<bool> marked, MarginGauge gauge)
    {
        var distance = new GaugeDistance(geometry, marked);
        var (nx, ny, nz, s) = (geometry.Nx, geometry.Ny, geometry.Nz, geometry.Spacing);
        for (var k = 0; k < nz; k++)
            for (var j = 0; j < ny; j++) distance.Line(geometry.Index(0, j, k), 1, nx, gauge.Plus.X / s.X, gauge.Minus.X / s.X);
        for (var k = 0; k < nz; k++)
            for (var i = 0; i < nx; i++) distance.Line(geometry.Index(i, 0, k), nx, ny, gauge.Plus.Y / s.Y, gauge.Minus.Y / s.Y);
        for (var j = 0; j < ny; j++)
            for (var i = 0; i < nx; i++) distance.Line(geometry.Index(i, j, 0), nx * ny, nz, gauge.Plus.Z / s.Z, gauge.Minus.Z / s.Z);
        return distance.nearest;
    }

    // Along one line: the least of value(q) + ((p − q)/margin)², the margins in voxels.
    private void Line(int start, int stride, int count, double plus, double minus)
    {
        Span<float> values = stackalloc float[count];
        Span<int> from = stackalloc int[count];
        var any = false;
        for (var n = 0; n < count; n++)
        {
            (values[n], from[n]) = (squared[start + n * stride], nearest[start + n * stride]);
            any |= from[n] >= 0;
        }

        if (!any) return;
        var (up, down) = ((int)Math.Ceiling(plus + Beyond), (int)Math.Ceiling(minus + Beyond));
        for (var p = 0; p < count; p++)
        {
            var (best, at) = (values[p], from[p]);
            for (var q = Math.Max(0, p - up); q <= Math.Min(count - 1, p + down); q++)
            {
                if (from[q] < 0) continue;
                var way = (p - q) / (p > q ? plus : minus);
                var value = (float)(values[q] + way * way);
                if (value < best) (best, at) = (value, from[q]);
            }

            (squared[start + p * stride], nearest[start + p * stride]) = (best, at);
        }
    }
}
