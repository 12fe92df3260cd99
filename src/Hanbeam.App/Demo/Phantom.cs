using Hanbeam.Numerics.Grids;

namespace Hanbeam.App.Demo;

/// <summary>Turns solids into CT numbers.</summary>
internal static class Phantom
{
    private const float Air = -1000;

    // Each voxel is the mean of 2 × 2 points in its slice, so edges are as soft as a scanner's.
    private const int PointsPerEdge = 2;

    /// <summary>
    /// Paints tissues over air: the first one is the body, the others lie in it, and the last one that contains a point decides. CT numbers are
    /// whole, as a scanner's.
    /// </summary>
    internal static Grid<float> Paint(GridGeometry geometry, IReadOnlyList<(Solid Solid, float Hounsfield)> tissues)
    {
        var grid = new Grid<float>(geometry);
        Parallel.For(0, geometry.Nz, k =>
        {
            var points = new float[PointsPerEdge * PointsPerEdge * geometry.Nx * geometry.Ny];
            Array.Fill(points, Air);
            foreach (var (index, (solid, hounsfield)) in tissues.Index()) PaintSlice(points, geometry, geometry.Center(0, 0, k).Z, solid, hounsfield, isBody: index == 0);
            for (var j = 0; j < geometry.Ny; j++)
            {
                for (var i = 0; i < geometry.Nx; i++) grid[i, j, k] = MathF.Round(Mean(points, geometry.Nx, i, j));
            }
        });
        return grid;
    }

    private static void PaintSlice(float[] points, GridGeometry geometry, double z, Solid solid, float hounsfield, bool isBody)
    {
        var (low, high) = solid.Bounds;
        if (z < low.Z || z > high.Z) return;
        var (stepX, stepY) = (geometry.Spacing.X / PointsPerEdge, geometry.Spacing.Y / PointsPerEdge);
        var (firstX, firstY) = (geometry.LowerCorner.X + 0.5 * stepX, geometry.LowerCorner.Y + 0.5 * stepY);
        var (columns, rows) = (PointsPerEdge * geometry.Nx, PointsPerEdge * geometry.Ny);
        for (var row = First(low.Y, firstY, stepY); row < Last(high.Y, firstY, stepY, rows); row++)
        {
            for (var column = First(low.X, firstX, stepX); column < Last(high.X, firstX, stepX, columns); column++)
            {
                ref var point = ref points[row * columns + column];
                if ((isBody || point != Air) && solid.Contains(firstX + column * stepX, firstY + row * stepY, z)) point = hounsfield;
            }
        }
    }

    private static int First(double low, double first, double step) => Math.Max(0, (int)Math.Ceiling((low - first) / step));

    private static int Last(double high, double first, double step, int count) => Math.Min(count, (int)Math.Floor((high - first) / step) + 1);

    private static float Mean(float[] points, int columns, int i, int j)
    {
        var sum = 0f;
        for (var v = 0; v < PointsPerEdge; v++)
        {
            for (var u = 0; u < PointsPerEdge; u++) sum += points[(PointsPerEdge * j + v) * PointsPerEdge * columns + PointsPerEdge * i + u];
        }

        return sum / (PointsPerEdge * PointsPerEdge);
    }
}
