using Hanbeam.Treatment.Evaluation.Goals;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.App.Evaluation;

/// <summary>What <c>evaluate</c> was asked for.</summary>
internal sealed record EvaluationRequest
{
    /// <summary>Dose files and plan folders, in the order given.</summary>
    public required IReadOnlyList<string> Doses { get; init; }

    /// <summary>An RT Structure Set, a folder of masks or a case; null for the plan folder's own case.</summary>
    public string? Structures { get; init; }

    /// <summary>The case to use in place of the plan folder's, or null.</summary>
    public string? Case { get; init; }

    /// <summary>The machine to use in place of the plan folder's, or null.</summary>
    public string? Machine { get; init; }

    /// <summary>RBE models: those of a plan folder's doses, or the one of dose files that do not name theirs.</summary>
    public IReadOnlyList<string> RbeModels { get; init; } = [];

    /// <summary>RBE models of structures with tissue parameters of their own, for plan folders.</summary>
    public IReadOnlyDictionary<string, string> Tissues { get; init; } = new Dictionary<string, string>();

    /// <summary>Prescribed doses by target, total, in the plan's own model or, where it has none, that of the doses; empty for the plan's own.</summary>
    public IReadOnlyList<TargetDose> Prescription { get; init; } = [];

    /// <summary>Number of fractions of dose files that do not say, or null.</summary>
    public int? Fractions { get; init; }

    /// <summary>Metrics to list in place of the usual ones; empty for those.</summary>
    public IReadOnlyList<Metric> Metrics { get; init; } = [];

    /// <summary>Clinical goals, or null.</summary>
    public GoalSet? Goals { get; init; }

    /// <summary>Whether the doses are added up to one.</summary>
    public bool Sum { get; init; }
}
