using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.App.Demo;

/// <summary>
/// A box of water, 200 mm along each axis in air, with a 60 mm cube as target in its middle: what physicists plan first. HU 0 is not quite water to a
/// clinical calibration, so a recipe for it overrides BODY with water. A beam at gantry 0 enters at y = 0; the target lies 70 to 130 mm deep.
/// </summary>
internal static class WaterBox
{
    private const double BoxMm = 200;
    private const double TargetMm = 60;
    private const double AirMm = 20;
    private const double VoxelMm = 2;
    private const float WaterHounsfield = 0;
    private const float AirHounsfield = -1000;

    private static readonly int Voxels = (int)((BoxMm + 2 * AirMm) / VoxelMm);

    // Faces of box and target lie between voxels.
    private static readonly GridGeometry Grid = new(
        new Vector3d(-0.5 * BoxMm - AirMm + 0.5 * VoxelMm, -AirMm + 0.5 * VoxelMm, -0.5 * BoxMm - AirMm + 0.5 * VoxelMm),
        new Vector3d(VoxelMm, VoxelMm, VoxelMm), Voxels, Voxels, Voxels);

    /// <summary>Makes the case.</summary>
    internal static PatientCase Create() => new()
    {
        Source = "water-box",
        Kind = CaseKind.Dicom,
        Ct = new CtImage(Water(), PatientPosition.HFS),
        Structures = [Cube("BODY", "EXTERNAL", 1, (0, 120, 255), BoxMm), Cube("TARGET", "PTV", 2, (255, 0, 0), TargetMm)],
        Identity = new StudyIdentity { PatientName = "HANBEAM^WATER BOX", PatientId = "HANBEAM-WATER-BOX", PatientSex = "O", StudyId = "WATER" },
    };

    private static Grid<float> Water()
    {
        var grid = new Grid<float>(Grid);
        for (var index = 0; index < Grid.Count; index++)
        {
            var (i, j, k) = Grid.Voxel(index);
            grid.Values[index] = IsInside(Grid.Center(i, j, k), BoxMm) ? WaterHounsfield : AirHounsfield;
        }

        return grid;
    }

    private static bool IsInside(Vector3d point, double edgeMm) =>
        Math.Max(Math.Abs(point.X), Math.Max(Math.Abs(point.Y - 0.5 * BoxMm), Math.Abs(point.Z))) < 0.5 * edgeMm;

    private static Structure Cube(string name, string type, int number, (byte, byte, byte) color, double edgeMm)
    {
        var half = 0.5 * edgeMm;
        var heights = Enumerable.Range(0, Grid.Nz).Select(k => Grid.Center(0, 0, k).Z).Where(z => Math.Abs(z) < half);
        return new Structure
        {
            Name = name,
            Type = type,
            Number = number,
            Color = color,
            Contours = [.. heights.Select(z => new Contour(z, [-half, half, half, -half], [0.5 * BoxMm - half, 0.5 * BoxMm - half, 0.5 * BoxMm + half, 0.5 * BoxMm + half]))],
        };
    }
}
