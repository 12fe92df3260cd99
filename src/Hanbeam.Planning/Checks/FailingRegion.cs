using Hanbeam.Numerics.Geometry;

namespace Hanbeam.Planning.Checks;

/// <summary>Failing voxels in one piece.</summary>
/// <param name="CenterMm">Mean of their centres, patient frame, mm.</param>
/// <param name="VolumeCc">Their volume, cm³.</param>
/// <param name="MeanDifferencePercent">Mean difference, per cent of the reference dose.</param>
/// <param name="Class">The class that most of them belong to.</param>
/// <param name="Voxels">Linear indices on the dose grid.</param>
public sealed record FailingRegion(Vector3d CenterMm, double VolumeCc, double MeanDifferencePercent, FailureClass Class, IReadOnlyList<int> Voxels);
