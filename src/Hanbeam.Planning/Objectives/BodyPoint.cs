namespace Hanbeam.Planning.Objectives;

/// <summary>A place in a body for which the optimisation has no voxel.</summary>
/// <param name="Around">The voxels of the dose grid that its dose is interpolated between, with their weights, which add to 1.</param>
/// <param name="Share">Share of the structure's volume that it stands for.</param>
internal sealed record BodyPoint((int Voxel, double Weight)[] Around, double Share);
