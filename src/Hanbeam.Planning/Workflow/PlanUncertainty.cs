using Hanbeam.Numerics.Grids;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Planning.Workflow;

/// <summary>Statistical uncertainty of the total physical dose of a plan from its beams, which are independent: their variances add up.</summary>
internal static class PlanUncertainty
{
    // What a Monte Carlo dose is commonly judged by where there is no target [Chetty2007].
    private const double HalfOfGreatestDose = 0.5;

    /// <summary>Root mean square of the relative standard uncertainty over voxels that have dose, per cent; infinite where none has.</summary>
    public static double RootMeanSquarePercent(Plan plan, IReadOnlyList<BeamTally> beams, int[] voxels)
    {
        var (sum, count) = (0.0, 0);
        foreach (var voxel in voxels)
        {
            var (dose, variance) = At(plan, beams, voxel);
            if (!(dose > 0)) continue;
            sum += variance / (dose * dose);
            count++;
        }

        return count > 0 ? 100 * Math.Sqrt(sum / count) : double.PositiveInfinity;
    }

    /// <summary>The voxels of at least half of the greatest dose.</summary>
    public static int[] HalfOfGreatest(Plan plan, IReadOnlyList<BeamTally> beams, int[] voxels)
    {
        var doses = Array.ConvertAll(voxels, voxel => At(plan, beams, voxel).Dose);
        var least = HalfOfGreatestDose * doses.Max();
        return [.. voxels.Where((_, n) => doses[n] > 0 && doses[n] >= least)];
    }

    /// <summary>Standard uncertainty, Gy.</summary>
    public static Grid<float> Total(Plan plan, IReadOnlyList<BeamTally> beams, int[] voxels, GridGeometry geometry)
    {
        var grid = new Grid<float>(geometry);
        foreach (var voxel in voxels) grid.Values[voxel] = (float)Math.Sqrt(At(plan, beams, voxel).Variance);
        return grid;
    }

    private static (double Dose, double Variance) At(Plan plan, IReadOnlyList<BeamTally> beams, int voxel)
    {
        var (dose, variance) = (0.0, 0.0);
        for (var n = 0; n < beams.Count; n++)
        {
            double fractions = plan.FractionsOf(plan.Beams[n]);
            dose += fractions * beams[n].Dose[voxel];
            variance += fractions * fractions * beams[n].Variance[voxel];
        }

        return (dose, variance);
    }
}
