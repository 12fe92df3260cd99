using Hanbeam.Numerics.Minimization;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Planning.Optimization;

/// <summary>
/// Makes a plan keep its constraints in the final dose. Operators are cut and rounded: a limit that their dose just keeps is broken by some tenths of a Gy(RBE) where they have too little.
/// So the final dose is calculated, the operators are corrected by what they lack, and the plan is optimised on from where it is, until the limits hold in a final dose. A plan without limits
/// and scenarios is corrected once, for its targets' sake, and keeps the better of the two plans in the final dose.
/// </summary>
internal sealed class FinalDoseCorrector
{
    private readonly PlanFunction function;
    private readonly OptimizerSettings settings;
    private readonly PlanMinimizer minimizer;
    private readonly WorkContext work;

    public FinalDoseCorrector(PlanFunction function, OptimizerSettings settings, PlanMinimizer minimizer, WorkContext work) =>
        (this.function, this.settings, this.minimizer, this.work) = (function, settings, minimizer, work);

    /// <summary>Corrects.</summary>
    /// <param name="weights">A deliverable plan.</param>
    /// <param name="optimise">Optimises on from weights to another one.</param>
    /// <returns>The first plan that keeps its constraints in the final dose, or of those looked at the one that breaks them least.</returns>
    public double[] Run(double[] weights, Func<double[], double[]> optimise)
    {
        if (settings.FinalDose is not { } final || minimizer.IsStopped) return weights;
        if (!function.HasConstraints) return function.ScenarioCount == 1 ? Once(weights, final, optimise) : weights;
        var (best, least) = (weights, double.PositiveInfinity);
        for (var round = 0; !minimizer.IsStopped; round++)
        {
            if (!TryCorrect(weights, final, (double)round / (settings.CorrectionLimit + 1))) break;
            var excess = minimizer.LargestExcess(function, weights);
            if (excess < least) (best, least) = (weights, excess);
            if (excess <= 1 || round == settings.CorrectionLimit) break;
            weights = optimise(weights);
        }

        if (minimizer.IsStopped) minimizer.Reasons.Add(StopReason.Cancelled);
        return best;
    }

    // Without limits there is nothing to keep, and one correction takes all but the last of what the operators lack; over error scenarios it would take longer than it is worth.
    private double[] Once(double[] weights, IFinalDose final, Func<double[], double[]> optimise)
    {
        if (!TryCorrect(weights, final, 0)) return Stopped(weights);
        var before = Objective(weights);
        var after = optimise(weights);
        if (minimizer.IsStopped) return after;
        if (!TryCorrect(after, final, 0.5)) return Stopped(after);
        if (Objective(after) <= before) return after;

        // The function shall be that of the final dose at what it is asked about.
        return TryCorrect(weights, final, 0.75) ? weights : Stopped(weights);
    }

    private double Objective(double[] weights) => function.EvaluateTerms(weights, new double[function.TermValues.Length]);

    private double[] Stopped(double[] weights)
    {
        minimizer.Reasons.Add(StopReason.Cancelled);
        return weights;
    }

    private bool TryCorrect(double[] weights, IFinalDose final, double fraction)
    {
        work.Report("held against the final dose", fraction);
        try
        {
            function.Correct(weights, final, minimizer.Stop);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
