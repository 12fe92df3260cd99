namespace Hanbeam.Planning.SpotPlacement;

/// <summary>Whether a beam can put a Bragg peak into a voxel, and if not why.</summary>
public enum VoxelReach
{
    /// <summary>It can.</summary>
    Reached,

    /// <summary>The voxel lies deeper than the highest energy goes.</summary>
    TooDeep,

    /// <summary>The voxel lies shallower than the lowest energy stops.</summary>
    TooShallow,

    /// <summary>The voxel lies outside the scan field.</summary>
    OutsideField,
}
