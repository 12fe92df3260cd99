namespace Hanbeam.App.Output;

/// <summary>manifest.json (docs/formats/manifest-json.md): what a folder was made from.</summary>
internal sealed record Manifest
{
    public string Schema { get; } = "hanbeam-manifest/1";

    /// <summary>The version of Hanbeam.</summary>
    public required string Hanbeam { get; init; }

    /// <summary>The .NET runtime.</summary>
    public required string Runtime { get; init; }

    /// <summary>The words typed after <c>hanbeam</c>.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Time written into DICOM and PDF files, UTC.</summary>
    public required string Timestamp { get; init; }

    /// <summary>The recipe's seed, or null where there is none.</summary>
    public long? Seed { get; init; }

    /// <summary>Where the user stopped the optimisation, or null where it came to its own end.</summary>
    public StoppedRun? Stopped { get; init; }

    /// <summary>The recipe that was planned, or whose calibration and overrides a forward dose took over; else null.</summary>
    public HashedFile? Recipe { get; init; }

    /// <summary>The plan that was read, or null for a plan made from a recipe.</summary>
    public HashedFile? Plan { get; init; }

    /// <summary>The case.</summary>
    public required CaseFiles Case { get; init; }

    /// <summary>The machine file.</summary>
    public required HashedFile Machine { get; init; }

    /// <summary>Name or path of the calibration as asked for, or null for the default of the kind of case.</summary>
    public string? Calibration { get; init; }

    /// <summary>The RBE model.</summary>
    public required string RbeModel { get; init; }

    /// <summary>The table behind an RBE model of the user's own, or null.</summary>
    public HashedFile? RbeTable { get; init; }

    /// <summary>The files that ship with Hanbeam, with their SHA-256.</summary>
    public required IReadOnlyDictionary<string, string> Data { get; init; }
}
