using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.Influence;
using Hanbeam.Numerics.Minimization;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Deliverability;
using Hanbeam.Planning.Objectives;
using Hanbeam.Planning.Recipes;
using Hanbeam.Planning.Robustness;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Planning.Optimization;

/// <summary>
/// Finds the ions of every spot of a plan: a first pass without a minimum of ions, then the spots that are kept between the machine's limits, then whole ions.
/// Joint: all beams at once. Single-field uniform dose, and always with one beam per fraction: each beam by itself (<see cref="FieldGroups.Alone"/>), for a
/// fraction must not be cold where another day's field is hot. See docs/methods/optimisation.md and docs/methods/robust.md.
/// </summary>
public sealed class PlanOptimizer
{
    private readonly ScenarioInfluence influence;
    private readonly ObjectiveSet objectives;
    private readonly IRbeModel rbe;
    private readonly Machine machine;
    private readonly OptimizerSettings settings;
    private readonly WorkContext work;
    private readonly List<LayerStep> layerSteps = [];

    /// <summary>Makes an optimiser of the nominal case.</summary>
    /// <param name="beams">One operator per beam, on the voxels of <paramref name="objectives"/>.</param>
    /// <param name="objectives">What is minimised.</param>
    /// <param name="rbe">The RBE model.</param>
    /// <param name="machine">Gives the limits of ions per spot.</param>
    /// <param name="settings">When to stop.</param>
    /// <param name="work">Threads, progress, cancellation: a cancelled run returns the best plan so far.</param>
    public PlanOptimizer(IReadOnlyList<IDoseInfluence> beams, ObjectiveSet objectives, IRbeModel rbe, Machine machine, OptimizerSettings settings, WorkContext work)
        : this(new ScenarioInfluence([beams], RobustMethod.Expected), objectives, rbe, machine, settings, work)
    {
    }

    /// <summary>Makes an optimiser of several scenarios.</summary>
    /// <param name="influence">The operators by scenario and beam.</param>
    /// <param name="objectives">What is minimised.</param>
    /// <param name="rbe">The RBE model.</param>
    /// <param name="machine">Gives the limits of ions per spot.</param>
    /// <param name="settings">When to stop.</param>
    /// <param name="work">Threads, progress, cancellation: a cancelled run returns the best plan so far.</param>
    public PlanOptimizer(ScenarioInfluence influence, ObjectiveSet objectives, IRbeModel rbe, Machine machine, OptimizerSettings settings, WorkContext work) =>
        (this.influence, this.objectives, this.rbe, this.machine, this.settings, this.work) = (influence, objectives, rbe, machine, settings, work);

    private int BeamCount => influence.Nominal.Count;

    private double MinimumWeight => machine.MinimumIonsPerSpot * 1e-6;

    private double MaximumWeight => machine.MaximumIonsPerSpot * 1e-6;

    /// <summary>Runs the optimisation.</summary>
    /// <param name="fractions">Number of fractions.</param>
    /// <param name="delivery">How the beams are spread over them.</param>
    /// <param name="mode">Joint, or each beam by itself.</param>
    /// <exception cref="OperationCanceledException">It was cancelled before there was any plan.</exception>
    public PlanOptimizationResult Run(int fractions, DeliveryScheme delivery, OptimisationMode mode)
    {
        layerSteps.Clear();
        using var helm = new PlanHelm(objectives, settings.Steering, settings.Observer, work.Cancellation);
        var minimizer = new PlanMinimizer(objectives, settings, helm, work);
        var joint = new PlanFunction(influence, FieldGroups.Joint(BeamCount, fractions, delivery), objectives, rbe, work);
        var (free, weights) = (new double[joint.SpotCount], new double[joint.SpotCount]);
        if (mode == OptimisationMode.Joint && delivery == DeliveryScheme.AllBeams)
            Optimise(joint, null, StartOf(joint), minimizer, free, weights);
        else
            for (var beam = 0; beam < BeamCount; beam++)
            {
                var alone = new PlanFunction(influence, [FieldGroups.Alone(beam, BeamCount, fractions, delivery)], objectives, rbe, work);
                Optimise(alone, beam + 1, settings.Start?[beam], minimizer, joint.Of(free, beam), joint.Of(weights, beam));
            }

        return Finish(joint, free, weights, minimizer, helm);
    }

    private double[]? StartOf(PlanFunction joint)
    {
        if (settings.Start is null) return null;
        var ions = new double[joint.SpotCount];
        for (var beam = 0; beam < BeamCount; beam++) settings.Start[beam].CopyTo(joint.Of(ions, beam));
        return ions;
    }

    private void Optimise(PlanFunction function, int? beamNumber, double[]? startIons, PlanMinimizer minimizer, Span<double> free, Span<double> deliverable)
    {
        var start = startIons is null ? InitialWeights.Find(function, MaximumWeight) : [.. startIons.Select(ions => Math.Clamp(ions * 1e-6, 0, MaximumWeight))];
        var scaled = new ScaledPlanFunction(function, start);
        var upper = new double[start.Length];
        Array.Fill(upper, MaximumWeight);
        var weights = minimizer.Run(function, scaled, start, new double[start.Length], upper, settings.Free, settings.RoundsIterationLimit, "optimise");
        if (settings.Layers is { } reduction && !minimizer.IsStopped)
        {
            var reducer = new LayerReducer(function, reduction, machine, beamNumber, minimizer);
            weights = reducer.Run(weights, settings.SmallestDeviation * settings.SmallestDeviation * objectives.TargetScale, MaximumWeight, (from, most) =>
                minimizer.Run(function, scaled, from, new double[from.Length], most, settings.Deliverable, 2 * settings.Deliverable.IterationLimit, "fewer layers"));
            layerSteps.AddRange(reducer.Steps);
        }

        weights.CopyTo(free);
        var (lower, limited) = SpotLimits.Bounds(weights, MinimumWeight, MaximumWeight);
        double[] Deliver(double[] from, string stage) => Whole(minimizer.Run(function, scaled, from, lower, limited, settings.Deliverable, 2 * settings.Deliverable.IterationLimit, stage));

        new FinalDoseCorrector(function, settings, minimizer, work).Run(Deliver(weights, "minimum ions"), from => Deliver(from, "final dose")).CopyTo(deliverable);
    }

    // Whole ions between the machine's limits, as weights.
    private double[] Whole(double[] weights) => [.. SpotLimits.WholeIons(weights, machine.MinimumIonsPerSpot, machine.MaximumIonsPerSpot).Select(ions => ions * 1e-6)];

    private PlanOptimizationResult Finish(PlanFunction function, double[] free, double[] weights, PlanMinimizer minimizer, PlanHelm helm)
    {
        var ions = SpotLimits.WholeIons(weights, machine.MinimumIonsPerSpot, machine.MaximumIonsPerSpot);
        for (var n = 0; n < weights.Length; n++) weights[n] = ions[n] * 1e-6;
        var terms = new double[objectives.Terms.Count];
        var beforeLimits = function.EvaluateTerms(free, terms);
        var excess = function.Excesses(weights);
        ConstraintOutcome[] outcomes = [.. objectives.Constraints.Select((constraint, n) =>
            new ConstraintOutcome(constraint.Label, constraint.Limit, constraint.Unit, Math.Max(0, excess[n]), !minimizer.IsBroken(constraint, excess[n])))];
        var objective = function.EvaluateTerms(weights, terms);
        var reason = Reason(minimizer.Reasons, outcomes);
        return new PlanOptimizationResult
        {
            StopReason = reason,
            Iterations = helm.Iterations,
            Evaluations = minimizer.Evaluations,
            Objective = objective,
            ObjectiveBeforeLimits = beforeLimits,
            Terms = [.. objectives.Terms.Select((term, n) => new PlanTerm(term.Label, term.Weight, terms[n]))],
            Constraints = outcomes,
            ScenarioObjectives = [.. function.ScenarioValues],
            Steering = helm.Events(reason == StopReason.Cancelled),
            LayerSteps = [.. layerSteps],
            SteeringRefused = helm.Refused,
            SteeringUnreached = [.. helm.Unreached],
            Ions = [.. influence.Nominal.Select((_, beam) => function.Of(ions, beam).ToArray())],
            PercentAtMinimum = SpotLimits.PercentAtMinimum(ions, machine.MinimumIonsPerSpot),
        };
    }

    // A stop comes first; then what the plan as delivered does to its constraints; then the first pass that did not converge.
    private static StopReason Reason(List<StopReason> passes, ConstraintOutcome[] outcomes)
    {
        if (passes.Contains(StopReason.Cancelled)) return StopReason.Cancelled;
        if (outcomes.Any(outcome => !outcome.Met)) return StopReason.ConstraintsNotMet;
        return passes.FirstOrDefault(reason => reason is not (StopReason.Converged or StopReason.ConstraintsNotMet), StopReason.Converged);
    }
}
