namespace Hanbeam.Dose.Influence;

/// <summary>How the Gaussians of a brick's sixteen voxels end.</summary>
internal enum BrickCutKind
{
    /// <summary>All where the window of the widest ends.</summary>
    Window,

    /// <summary>Each at its own distance along x and along y.</summary>
    Square,

    /// <summary>Each on its own ellipse.</summary>
    Round,
}
