using System.Globalization;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;

namespace Hanbeam.Treatment.Evaluation.Goals;

/// <summary>Judges a dose by clinical goals.</summary>
/// <remarks>
/// A goal in Gy(RBE), in per cent of the prescription or in an index holds for the doses of its RBE model, a goal in Gy for physical doses, one in
/// keV/um for LET, one in RBE for that of its model. A goal that no dose of the call could answer is refused, because a limit of one model says nothing about a dose of
/// another; a structure that is missing or empty, a number of fractions that the goal is not for, and a missing prescription give the
/// verdict "not evaluated" with its reason.
/// </remarks>
public static class GoalEvaluator
{
    /// <summary>Judges the doses that the goals are about.</summary>
    /// <param name="goals">The goals.</param>
    /// <param name="doses">The doses of the evaluation.</param>
    /// <returns>For each dose that any goal is about, the verdicts in the order of the goals, one per goal and structure that it selects.</returns>
    /// <exception cref="InputException">A goal's quantity or RBE model is not that of any dose, or a dose stands for one fraction only.</exception>
    public static IReadOnlyList<(EvaluatedDose Dose, IReadOnlyList<GoalVerdict> Verdicts)> Evaluate(GoalSet goals, IReadOnlyList<EvaluatedDose> doses)
    {
        RefuseUnanswerable(goals, doses);
        var verdicts = doses.Select(dose => (Dose: dose, Verdicts: goals.Goals.Where(goal => IsAbout(goal, dose.Dose) && !IsForAnother(goal, dose, doses)).SelectMany(goal => Judge(goal, dose)).ToArray()));
        return [.. verdicts.Where(entry => entry.Verdicts.Length > 0).Select(entry => (entry.Dose, (IReadOnlyList<GoalVerdict>)entry.Verdicts))];
    }

    /// <summary>Refuses goals that no dose could answer, before anything is evaluated.</summary>
    /// <param name="goals">The goals.</param>
    /// <param name="doses">The doses of the evaluation; their structures are not asked.</param>
    /// <exception cref="InputException">A goal's quantity or RBE model is not that of any dose, or a dose stands for one fraction only.</exception>
    public static void RefuseUnanswerable(GoalSet goals, IReadOnlyList<EvaluatedDose> doses)
    {
        foreach (var goal in goals.Goals) RefuseWithoutDose(goals, goal, doses);
    }

    /// <summary>Whether a goal's quantity and RBE model are those of a dose.</summary>
    /// <param name="goal">The goal.</param>
    /// <param name="dose">The dose.</param>
    public static bool IsAbout(Goal goal, DoseVolume dose)
    {
        var unit = goal.Expression.Metric.DoseUnit;
        if (unit != MetricUnit.None && unit != MetricUnits.Of(dose.Quantity)) return false;
        return dose.Quantity switch
        {
            DoseQuantity.Let => unit == MetricUnit.KeVPerUm,
            DoseQuantity.PhysicalDose => goal.RbeModel is null or "physical",
            _ => (dose.Quantity != DoseQuantity.Rbe || unit == MetricUnit.Rbe) && (goal.RbeModel is null || IsOf(goal.RbeModel, dose.RbeModel)),
        };
    }

    // Where structures are shared out between doses, a goal is judged where its structure is; if it is nowhere, once.
    private static bool IsForAnother(Goal goal, EvaluatedDose dose, IReadOnlyList<EvaluatedDose> doses)
    {
        if (!dose.IsPartial || Selected(goal, dose).Count > 0) return false;
        var answering = doses.Where(other => other.Dose.Source == dose.Dose.Source && IsAbout(goal, other.Dose)).ToArray();
        return answering[0] != dose || answering.Any(other => Selected(goal, other).Count > 0);
    }

    private static bool IsOf(string asked, string? model) => model is not null && (model == asked || model.StartsWith(asked + ":", StringComparison.Ordinal));

    private static void RefuseWithoutDose(GoalSet goals, Goal goal, IReadOnlyList<EvaluatedDose> doses)
    {
        var answering = doses.Where(dose => IsAbout(goal, dose.Dose)).ToArray();
        if (answering.FirstOrDefault(dose => dose.Dose.Extent == DoseExtent.PerFraction && dose.Dose.Quantity != DoseQuantity.Let) is { } single)
            throw new InputException($"the goals {goals.Name} are for all fractions together, and the dose {single.Name} is that of one fraction");
        if (answering.Length > 0 || goal.Expression.Metric.DoseUnit is MetricUnit.KeVPerUm or MetricUnit.Rbe) return;
        var asked = goal.RbeModel is null ? MetricUnits.Text(goal.Expression.Metric.DoseUnit) : $"the RBE model {goal.RbeModel}";
        var there = string.Join(", ", doses.Select(dose => $"{dose.Name} is {Described(dose.Dose)}"));
        throw new InputException($"the goal {goal.Structure} {goal.Expression} of {goals.Name} is for {asked}, and no dose is: {there}");
    }

    private static string Described(DoseVolume dose) => dose.Quantity == DoseQuantity.RbeWeightedDose ? $"{dose.Unit} of {dose.RbeModel ?? "a model that its file does not name"}" : dose.Unit;

    private static IEnumerable<GoalVerdict> Judge(Goal goal, EvaluatedDose dose)
    {
        var selected = Selected(goal, dose);
        return selected.Count == 0 ? [NotEvaluated(goal, goal.Structure, WhyAbsent(goal, dose))] : selected.Select(structure => Judge(goal, structure));
    }

    private static GoalVerdict Judge(Goal goal, StructureDose structure)
    {
        var name = structure.Name;
        if (goal.Fractions.Count > 0 && structure.Dose.Fractions is { } fractions && !goal.Fractions.Contains(fractions))
            return NotEvaluated(goal, name, string.Create(CultureInfo.InvariantCulture, $"the goal is for {string.Join(" or ", goal.Fractions)} fractions, and the dose is given in {fractions}"));
        if (MetricEvaluator.WhyNot(goal.Expression.Metric, structure) is { } reason) return NotEvaluated(goal, name, reason);
        var value = MetricEvaluator.Evaluate(goal.Expression.Metric, structure);
        if (!double.IsFinite(value)) return NotEvaluated(goal, name, $"{goal.Expression.Metric} has no value, as the dose or volume that it divides by is 0");
        var status = goal.Expression.IsMet(value) ? GoalStatus.Met
            : goal.Tolerance > 0 && goal.Expression.Shortfall(value) <= goal.Tolerance ? GoalStatus.WithinTolerance : GoalStatus.Missed;
        return new GoalVerdict(goal, name, status, value, null);
    }

    private static IReadOnlyList<StructureDose> Selected(Goal goal, EvaluatedDose dose)
    {
        var there = dose.Structures.Select(structure => structure.Name).ToArray();
        var names = goal.Structure == Goal.Targets ? dose.Targets : StructureNames.Select([goal.Structure, .. goal.Aliases], there);

        // Last of all, what TG-263 would call by the goal's name.
        if (names.Count == 0) names = [.. there.Where(name => Tg263.Suggestion(name) is { } standard && StructureNames.Matches(goal.Structure, standard))];
        return [.. dose.Structures.Where(structure => names.Contains(structure.Name))];
    }

    private static string WhyAbsent(Goal goal, EvaluatedDose dose)
    {
        if (goal.Structure == Goal.Targets) return "no prescription is known, so there are no targets";
        var nearest = NearestName.Of(goal.Structure, dose.Structures.Select(structure => structure.Name));
        return dose.IsPartial ? $"the dose {dose.Name} has no structure {goal.Structure}; some structures have tissue parameters of their own"
            : $"there is no structure {goal.Structure}{(nearest is null ? "" : $"; did you mean {nearest}?")}";
    }

    private static GoalVerdict NotEvaluated(Goal goal, string structure, string reason) => new(goal, structure, GoalStatus.NotEvaluated, null, reason);
}
