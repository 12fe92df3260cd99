using Hanbeam.Numerics.Minimization;
using Hanbeam.Planning.Recipes;

namespace Hanbeam.Planning.Optimization;

/// <summary>An optimised plan's ions and how they were found.</summary>
public sealed record PlanOptimizationResult
{
    /// <summary>Why the optimisation ended; with several passes the first reason that is not convergence.</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>Iterations of all passes.</summary>
    public required int Iterations { get; init; }

    /// <summary>Function evaluations of all passes.</summary>
    public required int Evaluations { get; init; }

    /// <summary>The objective of the deliverable plan over all scenarios, Gy(RBE)².</summary>
    public required double Objective { get; init; }

    /// <summary>The same of the plan after the first pass, before minimum and whole ions: what makes a plan deliverable is the difference.</summary>
    public required double ObjectiveBeforeLimits { get; init; }

    /// <summary>The terms as they ended, in the recipe's order; in a nominal plan their values add to <see cref="Objective"/>.</summary>
    public required IReadOnlyList<PlanTerm> Terms { get; init; }

    /// <summary>The constraints as they ended in the optimiser's own dose, corrected where there is a final one, in the recipe's order; the dose that is written is judged by <see cref="Hanbeam.Planning.Constraints.ConstraintJudge"/>.</summary>
    public IReadOnlyList<ConstraintOutcome> Constraints { get; init; } = [];

    /// <summary>The function in each scenario of the plan as delivered, the nominal case first; one figure for voxel-wise worst doses.</summary>
    public IReadOnlyList<double> ScenarioObjectives { get; init; } = [];

    /// <summary>What was changed while it ran; with this in the recipe the run can be repeated.</summary>
    public IReadOnlyList<SteeringEvent> Steering { get; init; } = [];

    /// <summary>Recorded changes that lie behind the last iteration and so were never made.</summary>
    public IReadOnlyList<SteeringEvent> SteeringUnreached { get; init; } = [];

    /// <summary>What an observer asked for that cannot be: an objective that there is not, or a weight below 0.</summary>
    public IReadOnlyList<SteeringEvent> SteeringRefused { get; init; } = [];

    /// <summary>The trade of layers that was looked at; empty where no reduction was asked for.</summary>
    public IReadOnlyList<LayerStep> LayerSteps { get; init; } = [];

    /// <summary>Whole ions per fraction, by beam and spot, in the operators' spot order.</summary>
    public required IReadOnlyList<double[]> Ions { get; init; }

    /// <summary>Ions in spots held at the machine's minimum, per cent.</summary>
    public required double PercentAtMinimum { get; init; }
}
