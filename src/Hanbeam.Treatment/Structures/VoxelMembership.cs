using Hanbeam.Numerics.Grids;

namespace Hanbeam.Treatment.Structures;

/// <summary>
/// A structure on a grid: for every voxel that it touches, the fraction of the voxel's volume inside it.
/// </summary>
/// <param name="Name">The structure's name.</param>
/// <param name="Geometry">The grid.</param>
/// <param name="Voxels">Linear indices of the touched voxels, ascending.</param>
/// <param name="Fractions">Fraction inside of each, in (0, 1].</param>
public sealed record VoxelMembership(string Name, GridGeometry Geometry, int[] Voxels, float[] Fractions)
{
    /// <summary>From this fraction on a voxel that must be one or the other counts as inside.</summary>
    public const float Inside = 0.5f;

    /// <summary>Volume, cm³.</summary>
    public double VolumeCc
    {
        get
        {
            var sum = 0.0;
            foreach (var fraction in Fractions) sum += fraction;
            return sum * Geometry.VoxelVolumeMm3 / 1000;
        }
    }
}
