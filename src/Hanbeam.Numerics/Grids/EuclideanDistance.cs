namespace Hanbeam.Numerics.Grids;

/// <summary>
/// Distance of every voxel's centre from the nearest marked voxel's centre, exact for any voxel size: the lower envelope of parabolas, one axis after
/// the other [FelzenszwalbHuttenlocher2012, Sec. 2]. Time grows with the number of voxels only.
/// </summary>
public static class EuclideanDistance
{
    /// <summary>Distance from the nearest marked voxel, mm.</summary>
    /// <param name="geometry">The grid.</param>
    /// <param name="marked">One entry per voxel.</param>
    /// <returns>0 in marked voxels; infinity everywhere where none is marked.</returns>
    public static float[] From(GridGeometry geometry, ReadOnlySpan<bool> marked) => Nearest(geometry, marked).DistanceMm;

    /// <summary>The nearest marked voxel of every voxel and its distance.</summary>
    /// <param name="geometry">The grid.</param>
    /// <param name="marked">One entry per voxel.</param>
    /// <returns>Distance between centres, mm, and linear index of the nearest; infinity and −1 where none is marked.</returns>
    public static (float[] DistanceMm, int[] Voxel) Nearest(GridGeometry geometry, ReadOnlySpan<bool> marked)
    {
        var squared = new float[geometry.Count];
        var nearest = new int[geometry.Count];
        for (var n = 0; n < squared.Length; n++) (squared[n], nearest[n]) = marked[n] ? (0, n) : (float.PositiveInfinity, -1);
        var (nx, ny, nz) = (geometry.Nx, geometry.Ny, geometry.Nz);
        var line = new ParabolaEnvelope(squared, nearest, Math.Max(nx, Math.Max(ny, nz)));
        for (var k = 0; k < nz; k++)
            for (var j = 0; j < ny; j++) line.Transform(geometry.Index(0, j, k), 1, nx, geometry.Spacing.X);
        for (var k = 0; k < nz; k++)
            for (var i = 0; i < nx; i++) line.Transform(geometry.Index(i, 0, k), nx, ny, geometry.Spacing.Y);
        for (var j = 0; j < ny; j++)
            for (var i = 0; i < nx; i++) line.Transform(geometry.Index(i, j, 0), nx * ny, nz, geometry.Spacing.Z);
        for (var n = 0; n < squared.Length; n++) squared[n] = MathF.Sqrt(squared[n]);
        return (squared, nearest);
    }

    // One line of the grid: value(p) becomes the minimum over q of value(q) + (p − q)² h².
    private sealed class ParabolaEnvelope(float[] values, int[] nearest, int capacity)
    {
        private readonly int[] inputNearest = new int[capacity];
        private readonly double[] input = new double[capacity];
        private readonly int[] vertex = new int[capacity];
        private readonly double[] border = new double[capacity + 1];

        public void Transform(int start, int stride, int count, double spacingMm)
        {
            for (var n = 0; n < count; n++) (input[n], inputNearest[n]) = (values[start + n * stride], nearest[start + n * stride]);
            var last = -1;
            var h2 = spacingMm * spacingMm;
            for (var q = 0; q < count; q++)
            {
                if (double.IsPositiveInfinity(input[q])) continue;
                var from = double.NegativeInfinity;
                while (last >= 0)
                {
                    from = Crossing(vertex[last], q, h2);
                    if (from > border[last]) break;
                    last--;
                    from = double.NegativeInfinity;
                }

                last++;
                vertex[last] = q;
                border[last] = from;
            }

            if (last >= 0) WriteEnvelope(start, stride, count, h2, last);
        }

        // Position, in voxels, where the parabolas of p < q have the same height.
        private double Crossing(int p, int q, double h2) => (input[q] - input[p] + h2 * ((double)q * q - (double)p * p)) / (2 * h2 * (q - p));

        private void WriteEnvelope(int start, int stride, int count, double h2, int last)
        {
            var parabola = 0;
            for (var n = 0; n < count; n++)
            {
                while (parabola < last && border[parabola + 1] < n) parabola++;
                var d = n - vertex[parabola];
                values[start + n * stride] = (float)(input[vertex[parabola]] + h2 * d * d);
                nearest[start + n * stride] = inputNearest[vertex[parabola]];
            }
        }
    }
}
