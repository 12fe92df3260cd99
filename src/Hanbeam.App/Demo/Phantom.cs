using Hanbeam.Numerics.Grids;

namespace Hanbeam.App.Demo;

/// <summary>Turns solids into CT numbers.</summary>
internal static class Phantom
{
    private const float Air = -1000;

    // Each voxel is the mean of 2 × 2 points in its slice, so edges are as soft as a scanner's.
    private static readonly double[] SubVoxel = [-0.25, 0.25];

    /// <summary>Paints tissues over air; the last one that contains a point decides. CT numbers are whole, as a scanner's.</summary>
    internal static Grid<float> Paint(GridGeometry geometry, (Func<double, double, double, bool> Contains, float Hounsfield)[] tissues)
    {
        var grid = new Grid<float>(geometry);
        Parallel.For(0, geometry.Nz, k =>
        {
            for (var j = 0; j < geometry.Ny; j++)
            {
                for (var i = 0; i < geometry.Nx; i++) grid[i, j, k] = Mean(geometry, tissues, i, j, k);
            }
        });
        return grid;
    }

    private static float Mean(GridGeometry geometry, (Func<double, double, double, bool> Contains, float Hounsfield)[] tissues, int i, int j, int k)
    {
        var center = geometry.Center(i, j, k);
        var sum = 0f;
        foreach (var u in SubVoxel)
        {
            foreach (var v in SubVoxel) sum += At(tissues, center.X + u * geometry.Spacing.X, center.Y + v * geometry.Spacing.Y, center.Z);
        }

        return MathF.Round(sum / (SubVoxel.Length * SubVoxel.Length));
    }

    private static float At((Func<double, double, double, bool> Contains, float Hounsfield)[] tissues, double x, double y, double z)
    {
        // The first tissue is the body, which all others lie in.
        if (!tissues[0].Contains(x, y, z)) return Air;
        for (var t = tissues.Length - 1; t > 0; t--)
        {
            if (tissues[t].Contains(x, y, z)) return tissues[t].Hounsfield;
        }

        return tissues[0].Hounsfield;
    }
}
