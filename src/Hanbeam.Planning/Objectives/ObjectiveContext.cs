using Hanbeam.Planning.Recipes;

namespace Hanbeam.Planning.Objectives;

/// <summary>What terms and constraints are made from beside their own region.</summary>
/// <param name="Structures">The structures on the dose grid.</param>
/// <param name="Voxels">Linear indices on the dose grid of the optimisation's voxels.</param>
/// <param name="NegligibleGyRbe">Total dose below which LET does not matter, Gy(RBE).</param>
internal sealed record ObjectiveContext(PlanningStructures Structures, int[] Voxels, double NegligibleGyRbe)
{
    /// <summary>
    /// The doses that <c>dose-falloff</c> allows, voxel by voxel, Gy(RBE): falling linearly from the targets' surface, half a voxel before the centre of the first voxel outside.
    /// </summary>
    public double[] FalloffLimits(GoalTerm term, ObjectiveRegion region)
    {
        var halfVoxelMm = Math.Cbrt(Structures.Geometry.VoxelVolumeMm3) / 2;
        var (from, to, within) = (term.FromGyRbe!.Value, term.ToGyRbe!.Value, term.WithinMm!.Value);
        return [.. region.Positions.Select(position =>
        {
            var distanceMm = Math.Max(0, Structures.DistanceFromTargetsMm[Voxels[position]] - halfVoxelMm);
            return from + (to - from) * Math.Min(1, distanceMm / within);
        })];
    }
}
