using Hanbeam.Treatment.Structures;

namespace Hanbeam.Treatment.Evaluation;

/// <summary>How well an isodose fits a target.</summary>
public static class PaddickConformity
{
    /// <summary>
    /// Paddick's conformity index TV_PIV²/(TV·PIV) [Paddick2000]: TV the target's volume, PIV the volume with at least the dose, TV_PIV
    /// what they share; 1 where they coincide, 0 where they do not meet.
    /// </summary>
    /// <param name="target">The target on the dose grid.</param>
    /// <param name="dose">Dose of every voxel of that grid; a voxel counts as a whole where its centre has the isodose.</param>
    /// <param name="isodose">The isodose, in the unit of the dose.</param>
    public static double Index(VoxelMembership target, ReadOnlySpan<float> dose, double isodose)
    {
        if (dose.Length != target.Geometry.Count) throw new ArgumentException("one dose per voxel of the target's grid is needed", nameof(dose));
        var (covered, shared, volume) = (0L, 0.0, 0.0);
        foreach (var d in dose)
            if (d >= isodose) covered++;
        for (var n = 0; n < target.Voxels.Length; n++)
        {
            volume += target.Fractions[n];
            if (dose[target.Voxels[n]] >= isodose) shared += target.Fractions[n];
        }

        return shared == 0 ? 0 : shared * shared / (volume * covered);
    }
}
