namespace Hanbeam.Planning.SpotPlacement;

/// <summary>The targets' voxels as one beam sees them; one entry per voxel.</summary>
public sealed record TargetView
{
    /// <summary>Water-equivalent depth in the patient along the ray from the source, mm.</summary>
    public required float[] DepthMm { get; init; }

    /// <summary>Xg projected along the ray onto the isocentre plane, mm.</summary>
    public required float[] XIsoMm { get; init; }

    /// <summary>Yg projected along the ray onto the isocentre plane, mm.</summary>
    public required float[] YIsoMm { get; init; }

    /// <summary>Whether the voxel is tissue rather than air; only tissue sets the limits of the layers.</summary>
    public required bool[] IsTissue { get; init; }

    /// <summary>Fraction of the voxel that is target, 0 to 1.</summary>
    public required float[] Fraction { get; init; }

    /// <summary>Edge of a voxel, mm.</summary>
    public required double VoxelMm { get; init; }

    /// <summary>Number of voxels.</summary>
    public int Count => DepthMm.Length;
}
