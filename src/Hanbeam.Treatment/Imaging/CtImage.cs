using Hanbeam.Numerics.Grids;

namespace Hanbeam.Treatment.Imaging;

/// <summary>A CT in Hounsfield units on an axis-aligned grid in the patient frame (DICOM LPS, mm, voxel centres).</summary>
/// <param name="Hounsfield">CT numbers, HU.</param>
/// <param name="Position">How the patient lay.</param>
public sealed record CtImage(Grid<float> Hounsfield, PatientPosition Position);
