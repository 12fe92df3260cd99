using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Planning.Workflow;

/// <summary>
/// The engine <c>monte-carlo</c>: the ions of the plan's spots are followed one by one through the CT with its tissues. The RBE model's tables are those that the
/// pencil beam takes, averaged over the dose of the particles themselves. See docs/methods/plan-check.md.
/// </summary>
/// <remarks>
/// A calculation that ends by histories or by uncertainty is the same to the bit for any number of threads: it goes in rounds whose sizes follow from the
/// results alone, and each beam of each round has random streams of its own.
/// </remarks>
public sealed class MonteCarloForwardDose : IForwardDose
{
    private readonly MonteCarloStop stop;
    private readonly ulong seed;
    private readonly bool toMedium;

    /// <summary>Makes the engine.</summary>
    /// <param name="stop">When to stop.</param>
    /// <param name="seed">The seed of the random streams.</param>
    /// <param name="toMedium">Whether dose to the medium is wanted beside dose to water.</param>
    /// <exception cref="InputException">Stopping makes no sense.</exception>
    public MonteCarloForwardDose(MonteCarloStop stop, ulong seed, bool toMedium = false)
    {
        stop.Validate();
        (this.stop, this.seed, this.toMedium) = (stop, seed, toMedium);
    }

    /// <inheritdoc/>
    public string Engine => "monte-carlo";

    /// <inheritdoc/>
    public PlanDose Calculate(PlanDoseTask task, WorkContext work)
    {
        if (task.Rbe is KernelRbe kernels)
            throw new InputException($"The RBE model {kernels.Name} is made of the pencil beams of a machine file, so the engine monte-carlo has no alpha and beta of it; take a model with tables, such as mmkm-qst.");
        return new MonteCarloRounds(task, stop, seed, toMedium, work).Run();
    }
}
