using Hanbeam.Dose.Influence;
using Hanbeam.Numerics.Grids;

namespace Hanbeam.Dose.PencilBeam;

/// <summary>The voxels of a dose grid that get dose, in the order in which it is calculated: one for all beams and all error scenarios of a plan.</summary>
public sealed class DoseVoxels
{
    /// <summary>Puts voxels in order.</summary>
    /// <param name="grid">The dose grid.</param>
    /// <param name="voxels">Voxels of the grid that get dose (inside the external); all others stay zero.</param>
    /// <param name="threads">Most threads that put them in order; the order is the same.</param>
    public DoseVoxels(GridGeometry grid, int[] voxels, int threads = 1)
    {
        (Grid, Voxels) = (grid, voxels);
        Bricks = new Bricks(voxels.Length, n => grid.Center(voxels[n]), threads);
    }

    /// <summary>The dose grid.</summary>
    public GridGeometry Grid { get; }

    /// <summary>Linear indices on it.</summary>
    public int[] Voxels { get; }

    /// <summary>The voxels in groups of sixteen neighbours.</summary>
    internal Bricks Bricks { get; }
}
