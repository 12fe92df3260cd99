namespace Hanbeam.Planning.Objectives;

/// <summary>Which voxels of the dose grid the beams can reach at all; one entry per voxel of the grid.</summary>
/// <param name="InView">Inside the lateral reach of some beam's spots.</param>
/// <param name="InRange">Inside it and not far behind that beam's deepest layer.</param>
public sealed record ReachedVoxels(bool[] InView, bool[] InRange);
