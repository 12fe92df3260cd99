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

    /// <summary>Several views of the same voxels as one: what covers it covers each.</summary>
    /// <param name="views">The views, at least one.</param>
    public static TargetView Joined(IReadOnlyList<TargetView> views) => new()
    {
        DepthMm = [.. views.SelectMany(view => view.DepthMm)],
        XIsoMm = [.. views.SelectMany(view => view.XIsoMm)],
        YIsoMm = [.. views.SelectMany(view => view.YIsoMm)],
        IsTissue = [.. views.SelectMany(view => view.IsTissue)],
        Fraction = [.. views.SelectMany(view => view.Fraction)],
        VoxelMm = views[0].VoxelMm,
    };

    /// <summary>The view where all stopping powers are higher or lower.</summary>
    /// <param name="factor">Factor on the depths.</param>
    public TargetView Scaled(double factor) => this with { DepthMm = Array.ConvertAll(DepthMm, depth => (float)(factor * depth)) };
}
