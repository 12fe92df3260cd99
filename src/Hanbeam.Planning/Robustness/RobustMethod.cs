namespace Hanbeam.Planning.Robustness;

/// <summary>How error scenarios become one function to minimise; docs/methods/robust.md.</summary>
public enum RobustMethod
{
    /// <summary>The function in the worst scenario (composite worst case).</summary>
    WorstCase,

    /// <summary>The function of each voxel's worst dose, whichever scenario it comes from.</summary>
    VoxelWise,

    /// <summary>The mean of the function over the scenarios.</summary>
    Expected,

    /// <summary>The mean of the function over the worst scenarios (conditional value at risk).</summary>
    ConditionalValueAtRisk,
}
