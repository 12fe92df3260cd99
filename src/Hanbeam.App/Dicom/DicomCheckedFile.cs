using Hanbeam.Dicom.Check;

namespace Hanbeam.App.Dicom;

/// <summary>One file in the document; what is empty is null and left out.</summary>
internal sealed record DicomCheckedFile
{
    public required string Path { get; init; }

    /// <summary>ok, warning, ignored or error.</summary>
    public required string Status { get; init; }

    public required string Kind { get; init; }

    public string? Content { get; init; }

    public string? SopInstanceUid { get; init; }

    public string? SeriesInstanceUid { get; init; }

    public IReadOnlyList<string>? BelongsTo { get; init; }

    public IReadOnlyList<string>? Problems { get; init; }

    public IReadOnlyList<string>? Warnings { get; init; }

    public IReadOnlyList<string>? Hints { get; init; }

    public static DicomCheckedFile Of(DicomFileVerdict file) => new()
    {
        Path = file.Path,
        Status = file.Status.ToString().ToLowerInvariant(),
        Kind = file.Kind,
        Content = OrNull(file.Content),
        SopInstanceUid = OrNull(file.SopInstanceUid),
        SeriesInstanceUid = OrNull(file.SeriesInstanceUid),
        BelongsTo = OrNull(file.BelongsTo),
        Problems = OrNull(file.Problems),
        Warnings = OrNull(file.Warnings),
        Hints = OrNull(file.Hints),
    };

    private static string? OrNull(string text) => text.Length > 0 ? text : null;

    private static IReadOnlyList<string>? OrNull(IReadOnlyList<string> texts) => texts.Count > 0 ? texts : null;
}
