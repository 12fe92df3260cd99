namespace Hanbeam.Planning.Checks;

/// <summary>Where a voxel lies that a check looks at: the reason that a pencil beam may differ from Monte Carlo there. A voxel belongs to the first that fits.</summary>
public enum FailureClass
{
    /// <summary>It fails, but the noise of Monte Carlo explains it.</summary>
    Statistics,

    /// <summary>Near the skin: build-up of secondary particles, and voxels that are partly air.</summary>
    Surface,

    /// <summary>In or near tissue of low density.</summary>
    Air,

    /// <summary>Rays that lie close together meet different depths: ions of one spot end at different places.</summary>
    RangeMixing,

    /// <summary>In or near bone or metal.</summary>
    Bone,

    /// <summary>Outside all fields or behind the end of range: halo and fragments.</summary>
    Halo,

    /// <summary>In a steep fall of dose: penumbra and distal edge.</summary>
    SteepDose,

    /// <summary>In a field, in soft tissue, where the dose is even.</summary>
    InField,
}
