using Hanbeam.Numerics.Grids;

namespace Hanbeam.Planning.Checks;

/// <summary>Tells failing voxels that the noise of Monte Carlo explains from those that it does not.</summary>
public static class FailureStatistics
{
    // 95 of 100 deviations by chance are smaller.
    private const double Deviations = 2;

    /// <summary>
    /// Whether noise explains that a voxel fails: its difference exceeds the dose criterion by no more than two standard uncertainties, and the mean difference of the
    /// 3 × 3 × 3 voxels around it, which has a fraction of its noise, stays within the criterion.
    /// </summary>
    /// <param name="difference">Difference of the doses, Gy.</param>
    /// <param name="uncertaintyGy">Standard uncertainty of the difference, Gy.</param>
    /// <param name="voxel">The failing voxel.</param>
    /// <param name="criterionGy">The dose criterion, Gy.</param>
    public static bool Explain(Grid<float> difference, Grid<float> uncertaintyGy, int voxel, double criterionGy) =>
        Math.Abs(difference.Values[voxel]) - criterionGy <= Deviations * uncertaintyGy.Values[voxel] && Math.Abs(LocalMean(difference, voxel)) <= criterionGy;

    /// <summary>Mean over a voxel and those that touch it; at the border of the grid over those that exist.</summary>
    /// <param name="values">The values.</param>
    /// <param name="voxel">The voxel.</param>
    public static double LocalMean(Grid<float> values, int voxel)
    {
        var g = values.Geometry;
        var (i, j, k) = g.Voxel(voxel);
        var (sum, count) = (0.0, 0);
        for (var z = Math.Max(k - 1, 0); z <= Math.Min(k + 1, g.Nz - 1); z++)
        {
            for (var y = Math.Max(j - 1, 0); y <= Math.Min(j + 1, g.Ny - 1); y++)
            {
                for (var x = Math.Max(i - 1, 0); x <= Math.Min(i + 1, g.Nx - 1); x++)
                {
                    sum += values[x, y, z];
                    count++;
                }
            }
        }

        return sum / count;
    }
}
