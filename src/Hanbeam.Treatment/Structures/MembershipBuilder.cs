using Hanbeam.Numerics.Grids;

namespace Hanbeam.Treatment.Structures;

/// <summary>Collects touched voxels in ascending order.</summary>
internal sealed class MembershipBuilder(string name, GridGeometry geometry)
{
    private readonly List<int> voxels = [];
    private readonly List<float> fractions = [];

    /// <summary>Adds the touched voxels of a run of consecutive ones.</summary>
    /// <param name="first">Linear index of the run's first voxel; runs must come in ascending order.</param>
    /// <param name="run">Fraction inside of each; what exceeds 1 by rounding counts as 1.</param>
    public void Add(int first, ReadOnlySpan<float> run)
    {
        for (var n = 0; n < run.Length; n++)
        {
            if (!(run[n] > AxisOverlap.Negligible)) continue;
            voxels.Add(first + n);
            fractions.Add(Math.Min(run[n], 1f));
        }
    }

    /// <summary>What was collected.</summary>
    public VoxelMembership Build() => new(name, geometry, [.. voxels], [.. fractions]);
}
