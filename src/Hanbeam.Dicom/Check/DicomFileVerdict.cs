namespace Hanbeam.Dicom.Check;

/// <summary>What one file is, what it belongs to and what is wrong with it.</summary>
public sealed record DicomFileVerdict
{
    /// <summary>The file, as it was found.</summary>
    public required string Path { get; init; }

    /// <summary>What becomes of it.</summary>
    public required DicomFileStatus Status { get; init; }

    /// <summary>What it is in the standard's words, such as RT Ion Plan; or no DICOM.</summary>
    public required string Kind { get; init; }

    /// <summary>What is in it, in a few words.</summary>
    public string Content { get; init; } = "";

    /// <summary>SOP Instance UID; empty where there is none.</summary>
    public string SopInstanceUid { get; init; } = "";

    /// <summary>Series Instance UID; empty where there is none.</summary>
    public string SeriesInstanceUid { get; init; } = "";

    /// <summary>What it belongs to: the series, structure set or plan that it refers to, and where that is.</summary>
    public IReadOnlyList<string> BelongsTo { get; init; } = [];

    /// <summary>Why it is refused; one sentence each.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>What is ignored or assumed when it is read; one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What could be better and changes nothing, such as names of structures.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];
}
