using Hanbeam.Dicom.Check;

namespace Hanbeam.App.Dicom;

/// <summary>What <c>dicom check --json</c> prints (docs/formats/dicom-check-json.md).</summary>
internal sealed record DicomCheckDocument
{
    public string Schema { get; } = "hanbeam-dicom-check/1";

    /// <summary>The file or folder as typed.</summary>
    public required string Source { get; init; }

    /// <summary>Files by what becomes of them.</summary>
    public required DicomCheckCounts Counts { get; init; }

    public required IReadOnlyList<DicomCheckedFile> Files { get; init; }

    public required IReadOnlyList<CtSeriesVerdict> Series { get; init; }

    /// <summary>The document of a report; empty texts and lists are left out.</summary>
    public static DicomCheckDocument Of(DicomCheckReport report) => new()
    {
        Source = report.Source,
        Counts = DicomCheckCounts.Of(report),
        Files = [.. report.Files.Select(DicomCheckedFile.Of)],
        Series = report.Series,
    };
}
