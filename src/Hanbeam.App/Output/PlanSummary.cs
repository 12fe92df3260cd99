using Hanbeam.App.Evaluation;

namespace Hanbeam.App.Output;

/// <summary>summary.json (docs/formats/summary-json.md).</summary>
internal sealed record PlanSummary
{
    public string Schema { get; } = "hanbeam-plan-summary/1";

    public required IReadOnlyList<BeamSummary> Beams { get; init; }

    public required int Spots { get; init; }

    public InfluenceSummary? Influence { get; init; }

    /// <summary>The engine of the dose (<c>dose</c> only).</summary>
    public EngineSummary? Engine { get; init; }

    public required string Calibration { get; init; }

    public OptimisationSummary? Optimisation { get; init; }

    public required IReadOnlyDictionary<string, StructureSummary> Structures { get; init; }

    /// <summary>Mean dose in a shell of one voxel 20 mm outside the targets, per cent of the first target's prescription.</summary>
    public double? MeanPercent20MmOutside { get; init; }

    /// <summary>Highest RBE-weighted dose of a voxel that no target touches, Gy(RBE).</summary>
    public double? MaxOutsideTargetsGyRbe { get; init; }

    /// <summary>Without an RBE model: highest dose of a voxel that no target touches, Gy.</summary>
    public double? MaxOutsideTargetsGy { get; init; }

    public required string RbeModel { get; init; }

    public PrescriptionSummary? Prescription { get; init; }

    public required int Fractions { get; init; }

    public string? Delivery { get; init; }

    public IReadOnlyList<PointDose>? Points { get; init; }

    /// <summary>The plan in its error scenarios.</summary>
    public RobustnessSummary? Robustness { get; init; }

    /// <summary>Verdicts on the goals that the recipe names.</summary>
    public GoalsEntry? Goals { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public required SecondsSummary Seconds { get; init; }

    public required long PeakMemoryBytes { get; init; }
}
