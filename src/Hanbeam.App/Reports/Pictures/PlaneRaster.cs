using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;

namespace Hanbeam.App.Reports.Pictures;

/// <summary>Values at the pixels of a plane.</summary>
/// <param name="Geometry">The plane.</param>
/// <param name="Values">One per pixel, row by row.</param>
internal sealed record PlaneRaster(PlaneGeometry Geometry, float[] Values)
{
    /// <summary>A pixel's value.</summary>
    public float this[int column, int row] => Values[row * Geometry.Width + column];

    /// <summary>Cuts a plane out of a grid by trilinear interpolation between voxel centres.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="plane">The plane.</param>
    /// <param name="outside">Value outside the grid.</param>
    public static PlaneRaster Cut(Grid<float> grid, PlaneGeometry plane, float outside)
    {
        var values = new float[plane.Width * plane.Height];
        for (var row = 0; row < plane.Height; row++)
            for (var column = 0; column < plane.Width; column++)
                values[row * plane.Width + column] = Sample(grid, plane.Point(column, row), outside);
        return new PlaneRaster(plane, values);
    }

    private static float Sample(Grid<float> grid, Vector3d point, float outside)
    {
        var g = grid.Geometry;
        var d = point - g.Origin;
        if (!Cell(d.X / g.Spacing.X, g.Nx, out var i, out var fx) || !Cell(d.Y / g.Spacing.Y, g.Ny, out var j, out var fy) || !Cell(d.Z / g.Spacing.Z, g.Nz, out var k, out var fz))
            return outside;
        var (i1, j1, k1) = (Math.Min(i + 1, g.Nx - 1), Math.Min(j + 1, g.Ny - 1), Math.Min(k + 1, g.Nz - 1));
        double Row(int jj, int kk) => (1 - fx) * grid[i, jj, kk] + fx * grid[i1, jj, kk];
        double Slice(int kk) => (1 - fy) * Row(j, kk) + fy * Row(j1, kk);
        return (float)((1 - fz) * Slice(k) + fz * Slice(k1));
    }

    // The half voxel around the outermost centres counts as inside and takes their value.
    private static bool Cell(double index, int count, out int lower, out double fraction)
    {
        lower = 0;
        fraction = 0;
        if (!(index >= -0.5 && index <= count - 0.5)) return false;
        var clamped = Math.Clamp(index, 0, count - 1);
        lower = (int)clamped;
        fraction = clamped - lower;
        return true;
    }
}
