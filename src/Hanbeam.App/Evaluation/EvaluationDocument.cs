using Hanbeam.App.Output;

namespace Hanbeam.App.Evaluation;

/// <summary>evaluation.json (docs/formats/evaluation.md).</summary>
internal sealed record EvaluationDocument
{
    public string Schema { get; } = "hanbeam-evaluation/1";

    /// <summary>The doses, in the order of the columns.</summary>
    public required IReadOnlyList<DoseEntry> Doses { get; init; }

    /// <summary>The dose that differences are taken from; null where there is one dose only.</summary>
    public string? Reference { get; init; }

    /// <summary>RBE models by structure, of those with tissue parameters of their own; null where there are none.</summary>
    public IReadOnlyDictionary<string, string>? Tissues { get; init; }

    /// <summary>By structure and dose.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, StructureEntry>> Structures { get; init; }

    /// <summary>Names of TG-263 for structures that are called otherwise.</summary>
    public required IReadOnlyDictionary<string, string> StandardNames { get; init; }

    /// <summary>Verdicts, where goals were given.</summary>
    public GoalsEntry? Goals { get; init; }

    /// <summary>Curves by dose; left out where they are files of their own.</summary>
    public IReadOnlyDictionary<string, DvhDocument>? Dvh { get; init; }

    /// <summary>What the user should know.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}

/// <summary>A dose of an evaluation.</summary>
internal sealed record DoseEntry
{
    public required string Name { get; init; }

    public required string Source { get; init; }

    public required string Quantity { get; init; }

    public required string Unit { get; init; }

    public string? RbeModel { get; init; }

    /// <summary>The structures that it is for, where it is of their tissue parameters only.</summary>
    public IReadOnlyList<string>? Only { get; init; }

    public int? Fractions { get; init; }

    /// <summary>For LET and RBE: the physical dose from which on volume counts, Gy.</summary>
    public double? LeastDoseGy { get; init; }

    public required double[] SpacingMm { get; init; }

    public required int[] Voxels { get; init; }

    /// <summary>Prescribed doses by target, in the dose's unit.</summary>
    public required IReadOnlyDictionary<string, double> Prescription { get; init; }
}

/// <summary>A structure in a dose.</summary>
/// <param name="VolumeCc">Its volume in the dose grid, cm³.</param>
/// <param name="Metrics">Values by the metric's name.</param>
/// <param name="Differences">This dose minus the reference, where both are in the same unit; by the metric's name.</param>
internal sealed record StructureEntry(double VolumeCc, IReadOnlyDictionary<string, double> Metrics, IReadOnlyDictionary<string, double>? Differences);
