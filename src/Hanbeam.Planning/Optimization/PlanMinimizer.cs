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

    // Below this a limit's tolerance is taken of this value, Gy(RBE) or keV/µm: a limit of 0 cannot be met to the bit.
    private const double SmallLimit = 5;

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
        if (!helm.Token.IsCancellationRequested) function.Prepare(start);
        for (var round = 1; ; round++)
        {
            (weights, reason, var done) = OneRound(function, scaled, weights, lower, upper, limits, left, most, stage);
            left -= done;
            if (reason == StopReason.Cancelled || !function.NeedsRounds) break;
            var excess = LargestExcess(function, weights);
            var gap = function.Update(weights, excess > 1 && excess > EnoughProgress * broken ? Stiffening : 1);
            broken = excess;
            if (excess <= 1 && gap <= settings.ScenarioTolerance)
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
                work.Report(stage, Math.Min(1, (double)done / most), string.Create(CultureInfo.InvariantCulture, $"iteration {helm.Iterations + 1}, objective {function.Objective:G5}"));
                helm.After(stage, function);
                if (helm.Turned) turn.Cancel();
            }

            var allowed = (function.NeedsRounds ? Math.Min(left, settings.RoundIterations) : left) - iterations;
            var now = limits with { IterationLimit = Math.Max(0, allowed), AbsoluteDecrease = settings.SmallestDeviation * settings.SmallestDeviation * objectives.TargetScale };
            var result = BoundedQuasiNewton.Minimize(scaled.Evaluate, scaled.FromWeights(weights), scaled.FromWeights(lower), scaled.FromWeights(upper), now, Tell, turn.Token);
            if (result.Values.Count == 0 && helm.Iterations == 0) throw new OperationCanceledException(work.Cancellation);
            Evaluations += result.Evaluations;
            iterations += result.Iterations;
            weights = scaled.ToWeights(result.Point);
            if (helm.Token.IsCancellationRequested) return (weights, StopReason.Cancelled, iterations);
            if (!helm.TakeTurn()) return (weights, result.StopReason, iterations);
        }
    }

    // In tolerances: 1 and below is met.
    private double LargestExcess(PlanFunction function, double[] weights)
    {
        if (objectives.Constraints.Count == 0) return 0;
        return function.Excesses(weights).Select((excess, n) => excess / Tolerance(objectives.Constraints[n])).Max();
    }

    private double Tolerance(IPlanConstraint constraint) => settings.ConstraintTolerance * Math.Max(SmallLimit, Math.Abs(constraint.Limit));
}
