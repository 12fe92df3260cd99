namespace Hanbeam.Dicom.Check;

/// <summary>Whether the images of one CT series make a volume.</summary>
public sealed record CtSeriesVerdict
{
    /// <summary>Series Instance UID.</summary>
    public required string SeriesInstanceUid { get; init; }

    /// <summary>Series Description.</summary>
    public required string Description { get; init; }

    /// <summary>Images of the series.</summary>
    public required int Images { get; init; }

    /// <summary>Matrix, voxel size and patient position; empty where the series is refused.</summary>
    public string Geometry { get; init; } = "";

    /// <summary>Structure sets that are drawn on it, by path.</summary>
    public IReadOnlyList<string> StructureSets { get; init; } = [];

    /// <summary>Why the series is refused; empty where it is not.</summary>
    public string Problem { get; init; } = "";

    /// <summary>What is ignored or assumed.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
