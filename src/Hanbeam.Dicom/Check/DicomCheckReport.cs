namespace Hanbeam.Dicom.Check;

/// <summary>What lies in a file or a folder, file by file and CT series by CT series.</summary>
public sealed record DicomCheckReport
{
    /// <summary>What was checked.</summary>
    public required string Source { get; init; }

    /// <summary>The files in the order of their paths.</summary>
    public required IReadOnlyList<DicomFileVerdict> Files { get; init; }

    /// <summary>The CT series.</summary>
    public required IReadOnlyList<CtSeriesVerdict> Series { get; init; }

    /// <summary>Whether any file or series is refused.</summary>
    public bool HasErrors => Files.Any(file => file.Status == DicomFileStatus.Error) || Series.Any(series => series.Problem.Length > 0);
}
