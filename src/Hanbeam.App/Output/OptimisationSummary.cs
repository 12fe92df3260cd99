using Hanbeam.Planning.Constraints;
using Hanbeam.Planning.Optimization;
using Reason = Hanbeam.Numerics.Minimization.StopReason;

namespace Hanbeam.App.Output;

/// <summary>How the optimisation ended.</summary>
internal sealed record OptimisationSummary(int Iterations, double Objective, string StopReason)
{
    /// <summary>The objective before minimum and whole ions.</summary>
    public required double ObjectiveBeforeLimits { get; init; }

    /// <summary>The terms with weight and value.</summary>
    public required IReadOnlyList<PlanTerm> Terms { get; init; }

    /// <summary>The constraints and what became of them in the final dose; absent without.</summary>
    public IReadOnlyList<ConstraintVerdict>? Constraints { get; init; }

    /// <summary>The objective in each scenario; absent without robustness.</summary>
    public IReadOnlyList<double>? ScenarioObjectives { get; init; }

    /// <summary>The trade of energy layers; absent where none was asked for.</summary>
    public IReadOnlyList<LayerStep>? LayerSteps { get; init; }

    /// <summary>The summary of a result.</summary>
    /// <param name="result">How the plan was found.</param>
    /// <param name="verdicts">What its constraints came to in the final dose.</param>
    public static OptimisationSummary Of(PlanOptimizationResult result, IReadOnlyList<ConstraintVerdict> verdicts) => new(result.Iterations, result.Objective, Words(Final(result.StopReason, verdicts).ToString()))
    {
        ObjectiveBeforeLimits = result.ObjectiveBeforeLimits,
        Terms = result.Terms,
        Constraints = verdicts.Count > 0 ? verdicts : null,
        ScenarioObjectives = result.ScenarioObjectives.Count > 1 ? result.ScenarioObjectives : null,
        LayerSteps = result.LayerSteps.Count > 0 ? result.LayerSteps : null,
    };

    // A stop comes first, then what the final dose does to the constraints; where it keeps what the optimiser could not, its rounds were used up.
    private static Reason Final(Reason reason, IReadOnlyList<ConstraintVerdict> verdicts)
    {
        if (reason == Reason.Cancelled) return reason;
        if (verdicts.Any(verdict => !verdict.Met)) return Reason.ConstraintsNotMet;
        return reason == Reason.ConstraintsNotMet ? Reason.IterationLimit : reason;
    }

    // IterationLimit becomes iteration-limit.
    private static string Words(string name) =>
        string.Concat(name.Select((letter, n) => char.IsUpper(letter) ? (n > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString()));
}
