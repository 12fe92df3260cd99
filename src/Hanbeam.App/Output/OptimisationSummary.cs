using Hanbeam.Planning.Optimization;

namespace Hanbeam.App.Output;

/// <summary>How the optimisation ended.</summary>
internal sealed record OptimisationSummary(int Iterations, double Objective, string StopReason)
{
    /// <summary>The objective before minimum and whole ions.</summary>
    public required double ObjectiveBeforeLimits { get; init; }

    /// <summary>The terms with weight and value.</summary>
    public required IReadOnlyList<PlanTerm> Terms { get; init; }

    /// <summary>The constraints and what became of them; absent without.</summary>
    public IReadOnlyList<ConstraintOutcome>? Constraints { get; init; }

    /// <summary>The objective in each scenario; absent without robustness.</summary>
    public IReadOnlyList<double>? ScenarioObjectives { get; init; }

    /// <summary>The trade of energy layers; absent where none was asked for.</summary>
    public IReadOnlyList<LayerStep>? LayerSteps { get; init; }

    /// <summary>The summary of a result.</summary>
    public static OptimisationSummary Of(PlanOptimizationResult result) => new(result.Iterations, result.Objective, Words(result.StopReason.ToString()))
    {
        ObjectiveBeforeLimits = result.ObjectiveBeforeLimits,
        Terms = result.Terms,
        Constraints = result.Constraints.Count > 0 ? result.Constraints : null,
        ScenarioObjectives = result.ScenarioObjectives.Count > 1 ? result.ScenarioObjectives : null,
        LayerSteps = result.LayerSteps.Count > 0 ? result.LayerSteps : null,
    };

    // IterationLimit becomes iteration-limit.
    private static string Words(string name) =>
        string.Concat(name.Select((letter, n) => char.IsUpper(letter) ? (n > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString()));
}
