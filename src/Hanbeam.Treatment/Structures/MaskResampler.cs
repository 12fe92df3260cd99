using Hanbeam.Numerics.Grids;

namespace Hanbeam.Treatment.Structures;

/// <summary>Carries a mask to another grid by the volume that voxels share; volume is conserved where the new grid covers the mask.</summary>
internal static class MaskResampler
{
    /// <summary>The mask's membership on another grid.</summary>
    /// <param name="name">The structure's name.</param>
    /// <param name="mask">Fraction of each voxel inside, 0 to 1.</param>
    /// <param name="geometry">The new grid.</param>
    public static VoxelMembership Resample(string name, Grid<float> mask, GridGeometry geometry)
    {
        var builder = new MembershipBuilder(name, geometry);
        var (from, to) = (mask.Geometry, geometry);
        if (from == to)
        {
            builder.Add(0, mask.Values);
            return builder.Build();
        }

        var x = Shares(from.LowerCorner.X, from.Spacing.X, from.Nx, to.LowerCorner.X, to.Spacing.X, to.Nx);
        var y = Shares(from.LowerCorner.Y, from.Spacing.Y, from.Ny, to.LowerCorner.Y, to.Spacing.Y, to.Ny);
        var z = Shares(from.LowerCorner.Z, from.Spacing.Z, from.Nz, to.LowerCorner.Z, to.Spacing.Z, to.Nz);
        var source = new double[from.Nx];
        var row = new float[to.Nx];
        for (var k = 0; k < to.Nz; k++)
        {
            for (var j = 0; j < to.Ny; j++)
            {
                if (!Gather(mask, z[k], y[j], source)) continue;
                for (var i = 0; i < to.Nx; i++) row[i] = (float)Gather(source, x[i]);
                builder.Add(to.Index(0, j, k), row);
            }
        }

        return builder.Build();
    }

    // For every new cell: the old cells it shares length with, and which fraction of the new cell each is.
    private static (int First, double[] Fractions)[] Shares(
        double fromLowerMm, double fromSpacingMm, int fromCount, double toLowerMm, double toSpacingMm, int toCount)
    {
        var shares = new (int First, double[] Fractions)[toCount];
        for (var n = 0; n < toCount; n++)
        {
            var cellLowerMm = toLowerMm + n * toSpacingMm;
            var (first, last) = AxisOverlap.Cells(cellLowerMm, cellLowerMm + toSpacingMm, fromLowerMm, fromSpacingMm, fromCount);
            var fractions = new double[Math.Max(0, last - first + 1)];
            for (var m = 0; m < fractions.Length; m++)
            {
                var lowerMm = fromLowerMm + (first + m) * fromSpacingMm;
                fractions[m] = AxisOverlap.Fraction(lowerMm, lowerMm + fromSpacingMm, cellLowerMm, toSpacingMm);
            }

            shares[n] = (first, fractions);
        }

        return shares;
    }

    private static bool Gather(Grid<float> mask, (int First, double[] Fractions) z, (int First, double[] Fractions) y, double[] sum)
    {
        Array.Clear(sum);
        var any = false;
        for (var k = 0; k < z.Fractions.Length; k++)
        {
            for (var j = 0; j < y.Fractions.Length; j++)
            {
                var values = mask.Values.AsSpan(mask.Geometry.Index(0, y.First + j, z.First + k), sum.Length);
                if (values.IndexOfAnyExcept(0f) < 0) continue;
                any = true;
                var weight = z.Fractions[k] * y.Fractions[j];
                for (var i = 0; i < sum.Length; i++) sum[i] += weight * values[i];
            }
        }

        return any;
    }

    private static double Gather(double[] source, (int First, double[] Fractions) x)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Fractions.Length; i++) sum += x.Fractions[i] * source[x.First + i];
        return sum;
    }
}
