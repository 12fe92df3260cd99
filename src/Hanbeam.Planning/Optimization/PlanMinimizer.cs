using System.Globalization;
using Hanbeam.Numerics.Minimization;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Constraints;
using Hanbeam.Planning.Objectives;

namespace Hanbeam.Planning.Optimization;

/// <summary>
/// Minimises a plan's function between bounds: once, or with constraints or scenarios in rounds between which multipliers and priors move on; and anew from where it is when somebody
/// changes a weight.
/// </summary>
internal sealed class PlanMinimizer
{
    // Without this much progress in a round the constraints' penalty is raised by the second factor: usual choices [NocedalWright2006, Sec. 17.4].
    private const double EnoughProgress = 0.5;
    private const double Stiffening = 4;

    // The first round, which only has to show multipliers and priors where to go, ends at so many times the decrease of the last; each further one at half as many at most.
    private const double LoosestRound = 8;

    private readonly ObjectiveSet objectives;
    private readonly OptimizerSettings settings;
    private readonly PlanHelm helm;
    private readonly WorkContext work;

    public PlanMinimizer(ObjectiveSet objectives, OptimizerSettings settings, PlanHelm helm, WorkContext work) =>
        (this.objectives, this.settings, this.helm, this.work) = (objectives, settings, helm, work);

    /// <summary>Function evaluations so far.</summary>
    public int Evaluations { get; private set; }

    /// <summary>Why each pass ended.</summary>
    public List<StopReason> Reasons { get; } = [];

    /// <summary>Whether somebody has stopped it.</summary>
    public bool IsStopped => helm.Token.IsCancellationRequested;

    /// <summary>Cancelled when somebody stops it.</summary>
    public CancellationToken Stop => helm.Token;

    /// <summary>Whether a constraint is broken by too much to be called met.</summary>
    public bool IsBroken(IPlanConstraint constraint, double excess) => excess > Tolerance(constraint);

    /// <summary>Minimises.</summary>
    /// <param name="function">The function.</param>
    /// <param name="scaled">The same in scaled variables.</param>
    /// <param name="start">Weights to start from.</param>
    /// <param name="lower">Lower bounds.</param>
    /// <param name="upper">Upper bounds.</param>
    /// <param name="limits">When to stop.</param>
    /// <param name="roundsLimit">Most iterations where rounds are needed.</param>
    /// <param name="stage">What the pass is called.</param>
    /// <exception cref="OperationCanceledException">Stopped before the function was known anywhere.</exception>
    public double[] Run(PlanFunction function, ScaledPlanFunction scaled, double[] start, double[] lower, double[] upper, MinimizationSettings limits, int roundsLimit, string stage)
    {
        var most = function.NeedsRounds ? roundsLimit : limits.IterationLimit;
        var weights = start;
        var (left, broken, reason) = (most, double.PositiveInfinity, StopReason.IterationLimit);
        var looseness = function.Updates == 0 && function.NeedsRounds ? LoosestRound : 1;
        if (!helm.Token.IsCancellationRequested) function.Prepare(start);
        for (var round = 1; ; round++)
        {
            (weights, reason, var done) = OneRound(function, scaled, weights, lower, upper, Loosened(limits, looseness), left, most, stage);
            left -= done;
            if (reason == StopReason.Cancelled || !function.NeedsRounds) break;
            var excess = LargestExcess(function, weights);
            var stiffen = excess > 1 && excess > EnoughProgress * broken;
            var gap = function.Update(weights, stiffen ? Stiffening : 1);
            if (stiffen) scaled.Curvature.Clear();
            broken = excess;
            var wasLoose = looseness > 1;
            looseness = Math.Clamp(Math.Max(excess, gap / settings.ScenarioTolerance), 1, Math.Max(1, looseness / 2));
            if (excess <= 1 && gap <= settings.ScenarioTolerance && !wasLoose)
            {
                reason = StopReason.Converged;
                break;
            }

            if (round < settings.RoundLimit && left > 0) continue;
            reason = excess > 1 ? StopReason.ConstraintsNotMet : StopReason.IterationLimit;
            break;
        }

        Reasons.Add(reason);
        return weights;
    }

    // One minimisation, begun again where a weight is changed.
    private (double[] Weights, StopReason Reason, int Iterations) OneRound(
        PlanFunction function, ScaledPlanFunction scaled, double[] start, double[] lower, double[] upper, MinimizationSettings limits, int left, int most, string stage)
    {
        var (weights, iterations) = (start, 0);
        while (true)
        {
            using var turn = CancellationTokenSource.CreateLinkedTokenSource(helm.Token);
            void Tell(IterationReport report)
            {
                var done = most - left + iterations + report.Iteration;
                work.Report(stage, Math.Min(1, (double)done / most), work.Progress is null ? null : Line(helm.Snapshot(stage, function)));
                helm.After(stage, function);
                if (helm.Turned) turn.Cancel();
            }

            var allowed = (function.NeedsRounds ? Math.Min(left, settings.RoundIterations) : left) - iterations;
            var now = limits with { IterationLimit = Math.Max(0, allowed), AbsoluteDecrease = settings.SmallestDeviation * settings.SmallestDeviation * objectives.TargetScale };
            function.Cancellation = turn.Token;
            var result = BoundedQuasiNewton.Minimize(scaled.Evaluate, scaled.FromWeights(weights), scaled.FromWeights(lower), scaled.FromWeights(upper), now, Tell, turn.Token, function.NeedsRounds ? scaled.Curvature : null);
            function.Cancellation = CancellationToken.None;
            if (result.Values.Count == 0 && helm.Iterations == 0) throw new OperationCanceledException(work.Cancellation);
            Evaluations += result.Evaluations;
            iterations += result.Iterations;
            weights = scaled.ToWeights(result.Point);
            if (helm.Token.IsCancellationRequested) return (weights, StopReason.Cancelled, iterations);
            if (!helm.TakeTurn()) return (weights, result.StopReason, iterations);
            scaled.Curvature.Clear();
        }
    }

    /// <summary>The largest excess of a constraint in the worst scenario, in tolerances: 1 and below is met; 0 without constraints.</summary>
    public double LargestExcess(PlanFunction function, double[] weights)
    {
        if (objectives.Constraints.Count == 0) return 0;
        return function.Excesses(weights).Select((excess, n) => excess / Tolerance(objectives.Constraints[n])).Max();
    }

    // What a terminal shows of an iteration.
    private static string Line(PlanSnapshot plan) => string.Create(CultureInfo.InvariantCulture, $"iteration {plan.Iteration + 1}, objective {plan.Objective:G5}")
        + string.Concat(plan.Targets.Select(target => string.Create(CultureInfo.InvariantCulture, $", {target} D95 {plan.DoseAt(target, 95):F2} Gy(RBE)")));

    private double Tolerance(IPlanConstraint constraint) => ConstraintJudge.ToleranceOf(constraint, settings.ConstraintTolerance);

    private static MinimizationSettings Loosened(MinimizationSettings limits, double looseness) => limits with { RelativeDecrease = looseness * limits.RelativeDecrease };
}
