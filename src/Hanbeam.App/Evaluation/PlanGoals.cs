using Hanbeam.App.Output;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Evaluation.Goals;

namespace Hanbeam.App.Evaluation;

/// <summary>The goals that a recipe names: read before anything is planned, judged when the plan is there.</summary>
internal static class PlanGoals
{
    /// <summary>Reads the goals of a recipe; those of another RBE model are refused at once.</summary>
    /// <param name="nameOrPath">What the recipe says, or null.</param>
    /// <param name="rbeModel">The model of its prescription.</param>
    public static GoalSet? Read(string? nameOrPath, string rbeModel)
    {
        if (nameOrPath is null) return null;
        var goals = GoalsYaml.Read(GoalLibrary.Resolve(nameOrPath));
        var grid = new Grid<float>(new GridGeometry(default, new Vector3d(1, 1, 1), 1, 1, 1));
        EvaluatedDose Empty(DoseQuantity quantity, string? model) => new(model ?? "the physical dose", new DoseVolume { Values = grid, Quantity = quantity, RbeModel = model }, [], []);
        EvaluatedDose[] doses = [Empty(DoseQuantity.PhysicalDose, null), Empty(DoseQuantity.Let, null)];
        GoalEvaluator.RefuseUnanswerable(goals, rbeModel == "physical" ? doses : [Empty(DoseQuantity.RbeWeightedDose, rbeModel), .. doses]);
        return goals;
    }

    /// <summary>Judges a plan's dose.</summary>
    /// <param name="goals">The goals.</param>
    /// <param name="results">The dose.</param>
    /// <param name="work">Threads and cancellation.</param>
    public static GoalsEntry Judge(GoalSet goals, DoseResults results, WorkContext work)
    {
        var columns = new PlanColumns(results.Plan, results.Patient, results.Structures, results.Plan.Name, [], work);
        List<EvaluatedDose> doses = [columns.MainDose(results.RbeModel, results.Dose, results.RbeModel), columns.Let("LET", results.Dose)];
        if (results.Dose.RbeGy is not null && goals.Goals.Any(goal => goal.Expression.Metric.DoseUnit == MetricUnit.Gray)) doses.Add(columns.PhysicalDose("physical", results.Dose));
        if (results.Dose.RbeGy is not null && goals.Goals.Any(goal => goal.Expression.Metric.DoseUnit == MetricUnit.Rbe)) doses.Add(columns.Rbe("RBE", results.Dose, results.RbeModel));
        return GoalsEntry.Of(goals, doses);
    }
}
