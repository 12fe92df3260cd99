using Hanbeam.Numerics.Minimization;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Planning.Optimization;

/// <summary>
/// Makes a plan keep its constraints in the final dose. Operators are cut and rounded: a limit that their dose just keeps is broken by some tenths of a Gy(RBE) where they have too little.
/// So the final dose is calculated, the operators are corrected by what they lack, and the plan is optimised on from where it is, until the limits hold in a final dose.
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
        if (settings.FinalDose is not { } final || !function.HasConstraints) return weights;
        var (best, least) = (weights, double.PositiveInfinity);
        for (var round = 0; !minimizer.IsStopped; round++)
        {
            work.Report("constraints in the final dose", (double)round / (settings.CorrectionLimit + 1));
            try
            {
                function.Correct(weights, final, minimizer.Stop);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            var excess = minimizer.LargestExcess(function, weights);
            if (excess < least) (best, least) = (weights, excess);
            if (excess <= 1 || round == settings.CorrectionLimit) break;
            weights = optimise(weights);
        }

        if (minimizer.IsStopped) minimizer.Reasons.Add(StopReason.Cancelled);
        return best;
    }
}
