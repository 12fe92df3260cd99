using System.Globalization;
using Hanbeam.Dicom.Codec;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.Ct;

/// <summary>What the header of one CT image says; its pixels stay in the file until they are wanted.</summary>
internal sealed record CtSlice
{
    // More rows or columns than any scanner has; keeps what a header claims from deciding how much memory is taken.
    private const int LargestMatrix = 4096;

    internal required string Path { get; init; }

    internal required string SopInstanceUid { get; init; }

    internal required string SeriesInstanceUid { get; init; }

    internal required string SeriesDescription { get; init; }

    internal required string FrameOfReferenceUid { get; init; }

    /// <summary>Image Position (Patient): the centre of the first pixel, mm.</summary>
    internal required Vector3d Position { get; init; }

    /// <summary>Direction in which the column index grows along a row.</summary>
    internal required Vector3d AlongRow { get; init; }

    /// <summary>Direction in which the row index grows along a column.</summary>
    internal required Vector3d AlongColumn { get; init; }

    internal required int Rows { get; init; }

    internal required int Columns { get; init; }

    /// <summary>Distance of neighbouring columns, mm.</summary>
    internal required double SpacingXMm { get; init; }

    /// <summary>Distance of neighbouring rows, mm.</summary>
    internal required double SpacingYMm { get; init; }

    internal required string PatientPosition { get; init; }

    /// <summary>How the pixels are stored.</summary>
    internal required CtPixelFormat Format { get; init; }

    /// <summary>Where the pixels lie in the file; null where the file must be read as a whole for them.</summary>
    internal required (long Offset, long Length)? PixelsAt { get; init; }

    /// <summary>The file itself where it is in memory only.</summary>
    internal DicomFile? File { get; init; }

    /// <summary>Gantry/Detector Tilt, degrees; 0 where the file does not say.</summary>
    internal required double GantryTiltDeg { get; init; }

    /// <summary>Rescale Type; empty where the file does not say.</summary>
    internal required string RescaleType { get; init; }

    /// <summary>Reads what a header says.</summary>
    /// <param name="file">The image, with or without its pixels.</param>
    internal static CtSlice From(DicomFile file)
    {
        var set = file.DataSet;
        var position = set.RequiredNumbers(DicomTags.ImagePositionPatient, 3);
        var orientation = set.RequiredNumbers(DicomTags.ImageOrientationPatient, 6);
        var spacing = set.RequiredNumbers(DicomTags.PixelSpacing, 2);
        if (!(spacing[0] > 0 && spacing[1] > 0))
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{file.Path}: PixelSpacing is {spacing[0]} and {spacing[1]} mm; it must be above 0."));
        return new CtSlice
        {
            Path = file.Path,
            SopInstanceUid = set.Text(DicomTags.SOPInstanceUID),
            SeriesInstanceUid = set.Text(DicomTags.SeriesInstanceUID),
            SeriesDescription = set.Text(DicomTags.SeriesDescription),
            FrameOfReferenceUid = set.Text(DicomTags.FrameOfReferenceUID),
            Position = new Vector3d(position[0], position[1], position[2]),
            AlongRow = new Vector3d(orientation[0], orientation[1], orientation[2]),
            AlongColumn = new Vector3d(orientation[3], orientation[4], orientation[5]),
            Rows = set.RequiredInteger(DicomTags.Rows, 1, LargestMatrix),
            Columns = set.RequiredInteger(DicomTags.Columns, 1, LargestMatrix),
            SpacingYMm = spacing[0],
            SpacingXMm = spacing[1],
            PatientPosition = set.Text(DicomTags.PatientPosition),
            Format = CtPixelFormat.From(set),
            PixelsAt = file.PixelsAt,
            GantryTiltDeg = set.Number(DicomTags.GantryDetectorTilt) ?? 0,
            RescaleType = set.Text(DicomTags.RescaleType),
        };
    }
}
