using System.Globalization;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;

namespace Hanbeam.Dicom.Ct;

/// <summary>
/// Puts the images of one series into one volume: axis-aligned, patient frame, positive spacing, slices by increasing z. What does not
/// make such a volume is refused with the reason; missing and uneven slices are interpolated where that is asked for.
/// </summary>
internal sealed class CtSeries
{
    // Direction cosines off the axes by this much move the edge of a 500 mm image by a quarter of a millimetre.
    private const double LargestTilt = 1e-3;

    // Positions are written with few decimals; a tenth of a millimetre is well below any voxel.
    internal const double PositionToleranceMm = 0.1;

    // Two images closer than this are at the same place.
    private const double SamePlaceMm = 0.01;

    private readonly string folder;
    private readonly List<string> warnings;
    private readonly SliceSpacing spacingZ;

    /// <summary>Sorts and checks the images of a series.</summary>
    /// <param name="folder">Where they come from, for messages.</param>
    /// <param name="slices">The images, at least one.</param>
    /// <param name="uneven">What becomes of missing or uneven slices.</param>
    /// <param name="warnings">Receives what the user should know.</param>
    internal CtSeries(string folder, IReadOnlyList<CtSlice> slices, UnevenSlices uneven, List<string> warnings)
    {
        this.folder = folder;
        this.warnings = warnings;
        foreach (var slice in slices) CheckDirections(slice);
        Slices = WithoutCopies(slices.OrderBy(slice => slice.Position.Z).ThenBy(slice => slice.Path, StringComparer.Ordinal));
        foreach (var slice in Slices) CheckAlike(slice, Slices[0]);
        if (Slices.Count < 2) throw new InputException($"{folder}: the CT series has only one slice; at least two are needed.");
        spacingZ = new SliceSpacing(folder, [.. Slices.Select(slice => slice.Position.Z)], uneven);
        Geometry = FindGeometry();
        WarnOfMeaning();
    }

    /// <summary>The images by increasing z.</summary>
    internal IReadOnlyList<CtSlice> Slices { get; }

    /// <summary>The volume's grid.</summary>
    internal GridGeometry Geometry { get; }

    /// <summary>Reads the pixels.</summary>
    /// <param name="context">Threads and cancellation.</param>
    internal CtImage Read(WorkContext context)
    {
        var position = Position();
        foreach (var slice in Slices) CtPixels.CheckSize(slice);
        var grid = new Grid<float>(Geometry);
        var area = Geometry.Nx * Geometry.Ny;
        if (spacingZ.IsEven) InOrder.For(Slices.Count, context, k => CtPixels.Read(Slices[k], grid.Values.AsSpan(k * area, area)));
        else Interpolate(grid.Values, area, context);
        return new CtImage(grid, position);
    }

    // The grid is walked upwards, so two slices at a time are enough.
    private void Interpolate(float[] values, int area, WorkContext context)
    {
        warnings.Add(spacingZ.Warning);
        var (lower, upper) = (new float[area], new float[area]);
        var below = -1;
        for (var k = 0; k < Geometry.Nz; k++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var (slice, weight) = spacingZ.Bracket(k);
            if (slice != below)
            {
                if (slice == below + 1 && below >= 0) (lower, upper) = (upper, lower);
                else CtPixels.Read(Slices[slice], lower);
                CtPixels.Read(Slices[slice + 1], upper);
                below = slice;
            }

            var target = values.AsSpan(k * area, area);
            for (var i = 0; i < area; i++) target[i] = (float)((1 - weight) * lower[i] + weight * upper[i]);
        }
    }

    private void CheckDirections(CtSlice slice)
    {
        var (row, column) = (slice.AlongRow, slice.AlongColumn);
        if (IsAlong(row.X, row.Y, row.Z) && IsAlong(column.Y, column.X, column.Z)) return;
        var normal = row.Cross(column);
        var tiltDeg = Math.Acos(Math.Clamp(Math.Abs(normal.Z) / Math.Max(normal.Length, double.Epsilon), 0, 1)) * 180 / Math.PI;
        throw new InputException(tiltDeg > 45
            ? $"{slice.Path}: the slices are not axial (ImageOrientationPatient {Show(row)}, {Show(column)}); Hanbeam reads axial CT only."
            : string.Create(CultureInfo.InvariantCulture, $"{slice.Path}: the slices are tilted by {tiltDeg:0.#}° or turned in their plane (ImageOrientationPatient {Show(row)}, {Show(column)}); Hanbeam reads untilted axial CT only, so the series must be resampled first."));
    }

    private static bool IsAlong(double main, double other1, double other2) =>
        Math.Abs(Math.Abs(main) - 1) <= LargestTilt && Math.Abs(other1) <= LargestTilt && Math.Abs(other2) <= LargestTilt;

    private List<CtSlice> WithoutCopies(IEnumerable<CtSlice> sorted)
    {
        var kept = new List<CtSlice>();
        var copies = 0;
        foreach (var slice in sorted)
        {
            if (kept.Count == 0 || slice.Position.Z - kept[^1].Position.Z > SamePlaceMm) kept.Add(slice);
            else if (slice.SopInstanceUid == kept[^1].SopInstanceUid) copies++;
            else throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{folder}: {kept[^1].Path} and {slice.Path} are different images at the same place, z = {slice.Position.Z} mm; keep one of them."));
        }

        if (copies > 0) warnings.Add($"{folder}: {copies} CT files are copies of others and were ignored.");
        return kept;
    }

    private void CheckAlike(CtSlice slice, CtSlice first)
    {
        if (slice.Rows != first.Rows || slice.Columns != first.Columns)
            throw new InputException($"{slice.Path}: the image has {slice.Columns} × {slice.Rows} pixels where {first.Path} has {first.Columns} × {first.Rows}.");
        // Spacings may differ by what moves the far edge of the image by less than the position tolerance.
        if (Math.Abs(slice.SpacingXMm - first.SpacingXMm) * slice.Columns > PositionToleranceMm || Math.Abs(slice.SpacingYMm - first.SpacingYMm) * slice.Rows > PositionToleranceMm)
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{slice.Path}: PixelSpacing is {slice.SpacingXMm} × {slice.SpacingYMm} mm where {first.Path} has {first.SpacingXMm} × {first.SpacingYMm} mm."));
        if ((slice.AlongRow - first.AlongRow).Length > 1 || (slice.AlongColumn - first.AlongColumn).Length > 1)
            throw new InputException($"{slice.Path}: the image is turned against {first.Path}.");
        var shiftX = slice.Position.X - first.Position.X;
        var shiftY = slice.Position.Y - first.Position.Y;
        if (Math.Abs(shiftX) > PositionToleranceMm || Math.Abs(shiftY) > PositionToleranceMm)
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{slice.Path}: the image is shifted sideways by {shiftX:0.##}, {shiftY:0.##} mm against {first.Path}; a series made with a tilted gantry must be resampled first."));
        if (slice.FrameOfReferenceUid != first.FrameOfReferenceUid)
            throw new InputException($"{slice.Path}: the image is in another frame of reference than {first.Path}.");
    }

    private GridGeometry FindGeometry()
    {
        var first = Slices[0];
        var (x, y) = (first.Position.X, first.Position.Y);
        if (first.AlongRow.X < 0) x -= (first.Columns - 1) * first.SpacingXMm;
        if (first.AlongColumn.Y < 0) y -= (first.Rows - 1) * first.SpacingYMm;
        if ((long)first.Columns * first.Rows * spacingZ.Count > Array.MaxLength)
            throw new InputException($"{folder}: the CT has {first.Columns} × {first.Rows} × {spacingZ.Count} voxels, more than the {Array.MaxLength} that fit into one volume.");
        var spacing = new Vector3d(first.SpacingXMm, first.SpacingYMm, spacingZ.SpacingMm);
        CtSpacing.Check(folder, spacing);
        return new GridGeometry(new Vector3d(x, y, first.Position.Z), spacing, first.Columns, first.Rows, spacingZ.Count);
    }

    private void WarnOfMeaning()
    {
        if (Slices.FirstOrDefault(slice => !slice.Format.HasRescale) is { } bare)
            warnings.Add($"{bare.Path} gives no RescaleSlope or RescaleIntercept; its stored values are taken as they are.");
        if (Slices.FirstOrDefault(slice => slice.RescaleType is not ("" or "HU")) is { } other)
            warnings.Add($"{other.Path} says that its values are '{other.RescaleType}', and they are taken as Hounsfield units.");
        // Resampled series keep the tag of the scan that they were made from.
        if (Slices.FirstOrDefault(slice => Math.Abs(slice.GantryTiltDeg) > LargestTilt * 180 / Math.PI) is { } tilted)
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{tilted.Path} names a gantry tilt of {tilted.GantryTiltDeg:0.#}° though its slices are axial; it is taken as resampled."));
    }

    internal PatientPosition Position()
    {
        var text = Slices[0].PatientPosition;
        if (Slices.FirstOrDefault(slice => slice.PatientPosition != text) is { } other)
            throw new InputException($"{other.Path}: PatientPosition is '{other.PatientPosition}' where {Slices[0].Path} has '{text}'.");
        if (text.Length == 0)
        {
            warnings.Add($"The CT in {folder} does not say the patient position; head first supine (HFS) is assumed.");
            return PatientPosition.HFS;
        }

        return Enum.TryParse<PatientPosition>(text, out var position) && Enum.IsDefined(position) ? position
            : throw new InputException($"{Slices[0].Path}: PatientPosition is '{text}'; HFS, HFP, FFS and FFP are read.");
    }

    private static string Show(Vector3d v) => string.Create(CultureInfo.InvariantCulture, $"{v.X:0.###}\\{v.Y:0.###}\\{v.Z:0.###}");
}
