using Hanbeam.Treatment.Evaluation.Goals;

namespace Hanbeam.App.Evaluation;

/// <summary>Clinical goals with their verdicts, as evaluation.json and summary.json hold them.</summary>
internal sealed record GoalsEntry
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    public required int Met { get; init; }

    public required int WithinTolerance { get; init; }

    public required int Missed { get; init; }

    public required int NotEvaluated { get; init; }

    public required IReadOnlyList<VerdictEntry> Verdicts { get; init; }

    /// <summary>Judges doses.</summary>
    /// <exception cref="Numerics.Work.InputException">A goal is about a quantity or an RBE model that no dose has.</exception>
    public static GoalsEntry Of(GoalSet goals, IReadOnlyList<EvaluatedDose> doses)
    {
        var verdicts = GoalEvaluator.Evaluate(goals, doses).SelectMany(entry => entry.Verdicts.Select(verdict => VerdictEntry.Of(entry.Dose.Name, verdict))).ToArray();
        int Count(GoalStatus status) => verdicts.Count(verdict => verdict.Status == VerdictEntry.Words(status));
        return new GoalsEntry
        {
            Name = goals.Name, Description = goals.Description, Verdicts = verdicts,
            Met = Count(GoalStatus.Met), WithinTolerance = Count(GoalStatus.WithinTolerance), Missed = Count(GoalStatus.Missed), NotEvaluated = Count(GoalStatus.NotEvaluated),
        };
    }
}

/// <summary>A goal's verdict for a structure and a dose.</summary>
internal sealed record VerdictEntry
{
    public required string Dose { get; init; }

    public required string Structure { get; init; }

    public required string Goal { get; init; }

    public required string Status { get; init; }

    public double? Value { get; init; }

    public string? Reason { get; init; }

    public required double Tolerance { get; init; }

    public required int Priority { get; init; }

    public string? Rbe { get; init; }

    public IReadOnlyList<int>? Fractions { get; init; }

    public required string Source { get; init; }

    public required string Evidence { get; init; }

    public static string Words(GoalStatus status) => status switch
    {
        GoalStatus.Met => "met",
        GoalStatus.WithinTolerance => "within tolerance",
        GoalStatus.Missed => "missed",
        _ => "not evaluated",
    };

    public static VerdictEntry Of(string dose, GoalVerdict verdict) => new()
    {
        Dose = dose, Structure = verdict.Structure, Goal = verdict.Goal.Expression.ToString(), Status = Words(verdict.Status), Value = verdict.Value, Reason = verdict.Reason,
        Tolerance = verdict.Goal.Tolerance, Priority = verdict.Goal.Priority, Rbe = verdict.Goal.RbeModel, Fractions = verdict.Goal.Fractions.Count > 0 ? verdict.Goal.Fractions : null,
        Source = verdict.Goal.Source, Evidence = verdict.Goal.Evidence,
    };
}
