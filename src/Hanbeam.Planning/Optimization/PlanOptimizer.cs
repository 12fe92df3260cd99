using System.Globalization;
using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.Influence;
using Hanbeam.Numerics.Minimization;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Deliverability;
using Hanbeam.Planning.Objectives;
using Hanbeam.Planning.Recipes;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Planning.Optimization;

/// <summary>
/// Finds the ions of every spot of a plan: a first pass without a minimum of ions, then the spots that are kept between the machine's limits, then whole ions.
/// Joint: all beams at once. Single-field uniform dose, and always with one beam per fraction: each beam by itself (<see cref="FieldGroups.Alone"/>), for a
/// fraction must not be cold where another day's field is hot. See docs/methods/optimisation.md.
/// </summary>
public sealed class PlanOptimizer
{
    private readonly IReadOnlyList<IDoseInfluence> beams;
    private readonly ObjectiveSet objectives;
    private readonly IRbeModel rbe;
    private readonly Machine machine;
    private readonly OptimizerSettings settings;
    private readonly WorkContext work;
    private readonly List<OptimizationResult> passes = [];
    private double freeObjective;

    /// <summary>Makes an optimiser.</summary>
    /// <param name="beams">One operator per beam, on the voxels of <paramref name="objectives"/>.</param>
    /// <param name="objectives">What is minimised.</param>
    /// <param name="rbe">The RBE model.</param>
    /// <param name="machine">Gives the limits of ions per spot.</param>
    /// <param name="settings">When to stop.</param>
    /// <param name="work">Threads, progress, cancellation: a cancelled run returns the best plan so far.</param>
    public PlanOptimizer(IReadOnlyList<IDoseInfluence> beams, ObjectiveSet objectives, IRbeModel rbe, Machine machine, OptimizerSettings settings, WorkContext work) =>
        (this.beams, this.objectives, this.rbe, this.machine, this.settings, this.work) = (beams, objectives, rbe, machine, settings, work);

    private double MinimumWeight => machine.MinimumIonsPerSpot * 1e-6;

    private double MaximumWeight => machine.MaximumIonsPerSpot * 1e-6;

    /// <summary>Runs the optimisation.</summary>
    /// <param name="fractions">Number of fractions.</param>
    /// <param name="delivery">How the beams are spread over them.</param>
    /// <param name="mode">Joint, or each beam by itself.</param>
    /// <exception cref="OperationCanceledException">It was cancelled before there was any plan.</exception>
    public PlanOptimizationResult Run(int fractions, DeliveryScheme delivery, OptimisationMode mode)
    {
        passes.Clear();
        freeObjective = 0;
        var joint = FieldGroups.Joint(beams.Count, fractions, delivery);
        var function = new PlanFunction(beams, joint, objectives, rbe, work);
        var weights = new double[function.SpotCount];
        if (mode == OptimisationMode.Joint && delivery == DeliveryScheme.AllBeams)
            Optimise(function).CopyTo(weights, 0);
        else
            for (var beam = 0; beam < beams.Count; beam++)
                Optimise(new PlanFunction(beams, [FieldGroups.Alone(beam, beams.Count, fractions, delivery)], objectives, rbe, work)).CopyTo(function.Of(weights, beam));
        return Finish(function, weights);
    }

    private double[] Optimise(PlanFunction function)
    {
        var start = InitialWeights.Find(function, MaximumWeight);
        var scaled = new ScaledPlanFunction(function, start);
        var upper = new double[start.Length];
        Array.Fill(upper, MaximumWeight);
        var (free, freeWeights) = Minimise(scaled, start, new double[start.Length], upper, settings.Free, "optimise");
        if (free.Values.Count == 0) throw new OperationCanceledException(work.Cancellation);
        freeObjective += free.Value;
        var (lower, limited) = SpotLimits.Bounds(freeWeights, MinimumWeight, MaximumWeight);
        return Minimise(scaled, freeWeights, lower, limited, settings.Deliverable, "minimum ions").Weights;
    }

    private (OptimizationResult Result, double[] Weights) Minimise(ScaledPlanFunction function, double[] start, double[] lower, double[] upper, MinimizationSettings limits, string stage)
    {
        void Tell(IterationReport report) => work.Report(
            stage,
            (double)report.Iteration / limits.IterationLimit,
            string.Create(CultureInfo.InvariantCulture, $"iteration {report.Iteration}, objective {report.Value:G5}"));
        var small = limits with { AbsoluteDecrease = settings.SmallestDeviation * settings.SmallestDeviation * objectives.TargetScale };
        var result = BoundedQuasiNewton.Minimize(
            function.Evaluate, function.FromWeights(start), function.FromWeights(lower), function.FromWeights(upper), small, Tell, work.Cancellation);
        passes.Add(result);
        return (result, function.ToWeights(result.Point));
    }

    private PlanOptimizationResult Finish(PlanFunction function, double[] weights)
    {
        var ions = SpotLimits.WholeIons(weights, machine.MinimumIonsPerSpot, machine.MaximumIonsPerSpot);
        for (var n = 0; n < weights.Length; n++) weights[n] = ions[n] * 1e-6;
        var terms = new double[objectives.Terms.Count];
        var objective = function.EvaluateTerms(weights, terms);
        return new PlanOptimizationResult
        {
            StopReason = passes.Any(pass => pass.StopReason == StopReason.Cancelled)
                ? StopReason.Cancelled
                : passes.Select(pass => pass.StopReason).FirstOrDefault(reason => reason != StopReason.Converged, StopReason.Converged),
            Iterations = passes.Sum(pass => pass.Iterations),
            Evaluations = passes.Sum(pass => pass.Evaluations),
            Objective = objective,
            ObjectiveBeforeLimits = freeObjective,
            Terms = [.. objectives.Terms.Select((term, n) => (term.Label, terms[n]))],
            Ions = [.. beams.Select((_, beam) => function.Of(ions, beam).ToArray())],
            PercentAtMinimum = SpotLimits.PercentAtMinimum(ions, machine.MinimumIonsPerSpot),
        };
    }
}
