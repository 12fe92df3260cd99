using Hanbeam.Treatment.Structures;

namespace Hanbeam.Treatment.Evaluation;

/// <summary>The dose at a distance from a target: how steeply a plan falls off.</summary>
public static class ShellDose
{
    /// <summary>Mean dose of the voxels whose distance lies in a shell, weighted by their volume in the region.</summary>
    /// <param name="region">Where to look, usually the patient's outline.</param>
    /// <param name="distanceMm">Distance of every voxel of the grid from the target, mm.</param>
    /// <param name="dose">Dose of every voxel of the grid.</param>
    /// <param name="innerMm">Inner radius of the shell, mm, included.</param>
    /// <param name="outerMm">Outer radius of the shell, mm, excluded.</param>
    /// <returns>The mean, or null where no voxel of the region lies in the shell.</returns>
    public static double? Mean(VoxelMembership region, ReadOnlySpan<float> distanceMm, ReadOnlySpan<float> dose, double innerMm, double outerMm)
    {
        if (distanceMm.Length != region.Geometry.Count || dose.Length != region.Geometry.Count)
            throw new ArgumentException("one distance and one dose per voxel of the region's grid are needed", nameof(distanceMm));
        var (sum, volume) = (0.0, 0.0);
        for (var n = 0; n < region.Voxels.Length; n++)
        {
            var voxel = region.Voxels[n];
            if (!(distanceMm[voxel] >= innerMm && distanceMm[voxel] < outerMm)) continue;
            sum += (double)region.Fractions[n] * dose[voxel];
            volume += region.Fractions[n];
        }

        return volume > 0 ? sum / volume : null;
    }
}
