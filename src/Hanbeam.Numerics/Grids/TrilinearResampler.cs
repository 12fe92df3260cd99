using Hanbeam.Numerics.Geometry;

namespace Hanbeam.Numerics.Grids;

/// <summary>Carries values from one grid to another by linear interpolation between voxel centres along each axis.</summary>
public static class TrilinearResampler
{
    /// <summary>The values at the voxel centres of another grid.</summary>
    /// <param name="source">The values.</param>
    /// <param name="target">The other grid.</param>
    /// <param name="outside">The value of centres that lie outside the source's voxels.</param>
    /// <returns>Between centres linear, so exact for a linear function; from the outermost centres to the border constant.</returns>
    public static Grid<float> Resample(Grid<float> source, GridGeometry target, float outside = 0)
    {
        var from = source.Geometry;
        if (from == target) return source;
        var x = Taps(from.Origin.X, from.Spacing.X, from.Nx, target.Origin.X, target.Spacing.X, target.Nx);
        var y = Taps(from.Origin.Y, from.Spacing.Y, from.Ny, target.Origin.Y, target.Spacing.Y, target.Ny);
        var z = Taps(from.Origin.Z, from.Spacing.Z, from.Nz, target.Origin.Z, target.Spacing.Z, target.Nz);
        var result = new Grid<float>(target);
        if (outside != 0) Array.Fill(result.Values, outside);
        var row = new double[from.Nx];
        for (var k = 0; k < target.Nz; k++)
        {
            for (var j = 0; j < target.Ny; j++)
            {
                if (z[k].Lower < 0 || y[j].Lower < 0) continue;
                Blend(source, y[j], z[k], row);
                var line = result.Values.AsSpan(target.Index(0, j, k), target.Nx);
                for (var i = 0; i < line.Length; i++)
                    if (x[i].Lower >= 0) line[i] = (float)x[i].Of(row[x[i].Lower], row[x[i].Upper]);
            }
        }

        return result;
    }

    /// <summary>The value at a point, as <see cref="Resample"/> gives it there.</summary>
    /// <param name="source">The values.</param>
    /// <param name="point">The point, in the frame of the grid, mm.</param>
    /// <returns>The value, or null outside the source's voxels.</returns>
    public static double? Sample(Grid<float> source, Vector3d point)
    {
        var from = source.Geometry;
        var x = TapAt((point.X - from.Origin.X) / from.Spacing.X, from.Nx);
        var y = TapAt((point.Y - from.Origin.Y) / from.Spacing.Y, from.Ny);
        var z = TapAt((point.Z - from.Origin.Z) / from.Spacing.Z, from.Nz);
        if (x.Lower < 0 || y.Lower < 0 || z.Lower < 0) return null;
        double Along(int j, int k) => x.Of(source[x.Lower, j, k], source[x.Upper, j, k]);
        return z.Of(y.Of(Along(y.Lower, z.Lower), Along(y.Upper, z.Lower)), y.Of(Along(y.Lower, z.Upper), Along(y.Upper, z.Upper)));
    }

    private static void Blend(Grid<float> source, Tap y, Tap z, double[] row)
    {
        ReadOnlySpan<float> Row(int j, int k) => source.Values.AsSpan(source.Geometry.Index(0, j, k), row.Length);
        var a = Row(y.Lower, z.Lower);
        var b = Row(y.Upper, z.Lower);
        var c = Row(y.Lower, z.Upper);
        var d = Row(y.Upper, z.Upper);
        for (var i = 0; i < row.Length; i++) row[i] = z.Of(y.Of(a[i], b[i]), y.Of(c[i], d[i]));
    }

    private static Tap[] Taps(double fromOriginMm, double fromSpacingMm, int fromCount, double originMm, double spacingMm, int count)
    {
        var taps = new Tap[count];
        for (var n = 0; n < count; n++) taps[n] = TapAt((originMm + n * spacingMm - fromOriginMm) / fromSpacingMm, fromCount);
        return taps;
    }

    private static Tap TapAt(double at, int count)
    {
        // Half a voxel beyond the outermost centres is still inside; the margin is the rounding of coordinates.
        const double border = 0.5 + 1e-6;
        var inside = at >= -border && at <= count - 1 + border;
        var lower = (int)Math.Clamp(Math.Floor(at), 0, Math.Max(0, count - 2));
        return new Tap(inside ? lower : -1, Math.Min(lower + 1, count - 1), Math.Clamp(at - lower, 0, 1));
    }

    private readonly record struct Tap(int Lower, int Upper, double Fraction)
    {
        public double Of(double lower, double upper) => lower + Fraction * (upper - lower);
    }
}
