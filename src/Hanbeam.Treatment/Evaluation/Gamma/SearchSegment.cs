namespace Hanbeam.Treatment.Evaluation.Gamma;

/// <summary>Steps of the search that lie between two neighbouring evaluated voxels along an axis, where the interpolated dose is linear.</summary>
/// <param name="Node">The lower of the two voxels.</param>
/// <param name="First">The first step.</param>
/// <param name="Last">The last step.</param>
/// <param name="CenterFraction">How far the reference voxel itself lies from <paramref name="Node"/>, in evaluated voxels; any number.</param>
/// <param name="NearestSquared">Square of the least number of steps to the segment.</param>
internal readonly record struct SearchSegment(int Node, int First, int Last, double CenterFraction, int NearestSquared);
