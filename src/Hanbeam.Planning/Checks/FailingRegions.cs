using Hanbeam.Numerics.Grids;

namespace Hanbeam.Planning.Checks;

/// <summary>Puts failing voxels that share faces together.</summary>
public static class FailingRegions
{
    /// <summary>The connected sets of marked voxels, the largest first; of equals that with the lowest index.</summary>
    /// <param name="geometry">The grid.</param>
    /// <param name="marked">One entry per voxel.</param>
    /// <returns>Linear indices of each set, ascending.</returns>
    public static IReadOnlyList<int[]> Of(GridGeometry geometry, bool[] marked)
    {
        var left = (bool[])marked.Clone();
        var regions = new List<int[]>();
        for (var n = 0; n < left.Length; n++)
            if (left[n]) regions.Add(Take(geometry, left, n));
        return [.. regions.OrderByDescending(region => region.Length).ThenBy(region => region[0])];
    }

    private static int[] Take(GridGeometry geometry, bool[] left, int first)
    {
        var (region, open) = (new List<int>(), new Stack<int>([first]));
        left[first] = false;
        while (open.TryPop(out var voxel))
        {
            region.Add(voxel);
            foreach (var neighbour in Neighbours(geometry, voxel))
            {
                if (!left[neighbour]) continue;
                left[neighbour] = false;
                open.Push(neighbour);
            }
        }

        region.Sort();
        return [.. region];
    }

    private static IEnumerable<int> Neighbours(GridGeometry g, int voxel)
    {
        var (i, j, k) = g.Voxel(voxel);
        if (i > 0) yield return voxel - 1;
        if (i + 1 < g.Nx) yield return voxel + 1;
        if (j > 0) yield return voxel - g.Nx;
        if (j + 1 < g.Ny) yield return voxel + g.Nx;
        if (k > 0) yield return voxel - g.Nx * g.Ny;
        if (k + 1 < g.Nz) yield return voxel + g.Nx * g.Ny;
    }
}
