namespace Hanbeam.Planning.Objectives;

/// <summary>
/// The part of a structure that an optimisation sees: which of its voxels, and which share of the structure's volume each stands for.
/// Shares and <see cref="RestShare"/> add to 1.
/// </summary>
/// <param name="Positions">Positions in the optimisation's list of voxels, ascending.</param>
/// <param name="Shares">Share of the structure's volume that each stands for.</param>
/// <param name="RestShare">Share of the structure's volume that no listed voxel stands for; its dose counts as 0.</param>
public sealed record ObjectiveRegion(int[] Positions, double[] Shares, double RestShare = 0);
