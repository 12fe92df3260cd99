using System.Globalization;
using Hanbeam.Dicom.Codec;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.RtDose;

/// <summary>
/// Where the voxels of an RT Dose lie: its columns, rows and frames may run along any of the patient's axes, up or down [DICOM, PS3.3 section C.7.6.2
/// and C.8.8.3.2]. Turning them up only reorders voxels, so no dose changes.
/// </summary>
/// <param name="Geometry">The grid with ascending axes.</param>
/// <param name="Start">Index in that grid of the first voxel of the file.</param>
/// <param name="ColumnStep">What the index grows by from column to column.</param>
/// <param name="RowStep">What it grows by from row to row.</param>
/// <param name="FrameStep">What it grows by from frame to frame.</param>
internal sealed record DoseGridLayout(GridGeometry Geometry, int Start, int ColumnStep, int RowStep, int FrameStep)
{
    // Direction cosines off the axes by this much move the far edge of a 500 mm grid by half a millimetre.
    private const double LargestTilt = 1e-3;

    // Offsets are written with few decimals; a tenth of a millimetre is well below any voxel.
    private const double EvenSpacingToleranceMm = 0.1;

    // Offsets that begin this near to 0, or to the z of the image position, are meant to.
    private const double SamePlaceMm = 0.01;

    // Wide limits that no dose grid reaches: they catch wrong units.
    private const double FinestMm = 0.05;
    private const double CoarsestMm = 50;

    // 2^28, the most that a grid of Hanbeam holds.
    private const long MostVoxels = 1L << 28;
    private const int MostAlongAxis = 1 << 16;

    internal static DoseGridLayout From(DicomDataSet set)
    {
        var orientation = set.RequiredNumbers(DicomTags.ImageOrientationPatient, 6);
        var alongRow = new Vector3d(orientation[0], orientation[1], orientation[2]);
        var alongColumn = new Vector3d(orientation[3], orientation[4], orientation[5]);
        var (columnAxis, columnSign) = AxisOf(set, alongRow);
        var (rowAxis, rowSign) = AxisOf(set, alongColumn);
        if (columnAxis == rowAxis) throw Oblique(set);
        var frameAxis = 3 - columnAxis - rowAxis;
        var frameSign = Math.Sign(Component(alongRow.Cross(alongColumn), frameAxis));
        var spacing = set.RequiredNumbers(DicomTags.PixelSpacing, 2);
        var position = set.RequiredNumbers(DicomTags.ImagePositionPatient, 3);

        var lines = new Line[3];
        lines[columnAxis] = new Line(position[columnAxis], columnSign * spacing[1], set.RequiredInteger(DicomTags.Columns, 1, MostAlongAxis));
        lines[rowAxis] = new Line(position[rowAxis], rowSign * spacing[0], set.RequiredInteger(DicomTags.Rows, 1, MostAlongAxis));
        lines[frameAxis] = Frames(set, position[frameAxis], frameSign, frameAxis == 2);
        var geometry = GeometryOf(set, lines);
        int[] strides = [1, geometry.Nx, geometry.Nx * geometry.Ny];
        int Step(int axis) => lines[axis].StepMm > 0 ? strides[axis] : -strides[axis];
        var start = Enumerable.Range(0, 3).Sum(axis => lines[axis].StepMm > 0 ? 0 : (lines[axis].Count - 1) * strides[axis]);
        return new DoseGridLayout(geometry, start, Step(columnAxis), Step(rowAxis), Step(frameAxis));
    }

    private static (int Axis, int Sign) AxisOf(DicomDataSet set, Vector3d direction)
    {
        for (var axis = 0; axis < 3; axis++)
        {
            var along = Component(direction, axis);
            var across = Math.Sqrt(Math.Max(0, direction.Dot(direction) - along * along));
            if (Math.Abs(Math.Abs(along) - 1) <= LargestTilt && across <= LargestTilt) return (axis, Math.Sign(along));
        }

        throw Oblique(set);
    }

    private static InputException Oblique(DicomDataSet set) =>
        new($"{set.Source}: the dose grid is turned against the patient's axes (ImageOrientationPatient {string.Join('\\', set.Texts(DicomTags.ImageOrientationPatient))}); Hanbeam reads grids along the axes only, so the dose must be exported or resampled on such a grid.");

    // The frames' positions along their axis: offsets from the first along the normal of the image (first offset 0), or z itself.
    private static Line Frames(DicomDataSet set, double firstMm, int sign, bool isAlongZ)
    {
        var count = set.Find(DicomTags.NumberOfFrames) is null ? 1 : set.RequiredInteger(DicomTags.NumberOfFrames, 1, MostAlongAxis);
        var offsets = set.Numbers(DicomTags.GridFrameOffsetVector);
        if (count == 1 && offsets.Length == 0) offsets = [0];
        if (offsets.Length != count)
            throw new InputException($"{set.Source}: GridFrameOffsetVector has {offsets.Length} offsets for {count} frames.");
        if (Math.Abs(offsets[0]) > SamePlaceMm)
        {
            if (!isAlongZ || Math.Abs(offsets[0] - firstMm) > SamePlaceMm)
                throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{set.Source}: GridFrameOffsetVector begins with {offsets[0]} mm, which is neither 0 (offsets from the first frame) nor the z of ImagePositionPatient ({set.Numbers(DicomTags.ImagePositionPatient)[2]} mm)."));
            sign = 1;
        }

        if (count == 1) return new Line(firstMm, SingleFrameThicknessMm(set), 1);
        var stepMm = (offsets[^1] - offsets[0]) / (count - 1);
        for (var n = 1; n < count; n++)
            if (!(Math.Abs(offsets[n] - offsets[0] - n * stepMm) <= EvenSpacingToleranceMm))
                throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{set.Source}: the frames are not evenly spaced: frame {n + 1} lies {offsets[n] - offsets[0]:0.###} mm from the first where {n * stepMm:0.###} mm would be even; the dose must be resampled first."));
        return new Line(firstMm, sign * stepMm, count);
    }

    private static double SingleFrameThicknessMm(DicomDataSet set) => set.Number(DicomTags.SliceThickness) is { } thickness and > 0
        ? thickness : throw new InputException($"{set.Source}: the dose has a single frame and no SliceThickness, so its extent across the frame is not known.");

    private static GridGeometry GeometryOf(DicomDataSet set, Line[] lines)
    {
        foreach (var line in lines)
            if (!(Math.Abs(line.StepMm) is >= FinestMm and <= CoarsestMm))
                throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{set.Source}: voxels of the dose are {Math.Abs(line.StepMm):0.####} mm along an axis; {FinestMm} to {CoarsestMm} mm are allowed."));
        if ((long)lines[0].Count * lines[1].Count * lines[2].Count is var voxels and > MostVoxels)
            throw new InputException($"{set.Source}: the dose has {voxels} voxels; at most {MostVoxels} are read.");
        return new GridGeometry(
            new Vector3d(lines[0].LowestMm, lines[1].LowestMm, lines[2].LowestMm),
            new Vector3d(Math.Abs(lines[0].StepMm), Math.Abs(lines[1].StepMm), Math.Abs(lines[2].StepMm)),
            lines[0].Count,
            lines[1].Count,
            lines[2].Count);
    }

    private static double Component(Vector3d v, int axis) => axis == 0 ? v.X : axis == 1 ? v.Y : v.Z;

    // Voxel centres along one of the patient's axes in the order of the file.
    private readonly record struct Line(double FirstMm, double StepMm, int Count)
    {
        public double LowestMm => StepMm > 0 ? FirstMm : FirstMm + (Count - 1) * StepMm;
    }
}
