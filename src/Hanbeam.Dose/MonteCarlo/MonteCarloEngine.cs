using System.Diagnostics;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>
/// Dose of ions by Monte Carlo: every ion of the beam and every charged fragment is followed through the voxels; energy loss with straggling, multiple and single
/// Coulomb scattering, nuclear reactions event by event (docs/methods/monte-carlo.md).
/// The same numbers, bit for bit, for any number of threads: batches are fixed, each is run by one thread and added in its turn.
/// Accuracy: the classes MonteCarloEnergyBook_Closes_ToATenThousandth, StoppingDepthsOfMonteCarlo_AreRangeAndStraggling and those on depth doses, lateral spread and plans.
/// </summary>
public static class MonteCarloEngine
{
    /// <summary>Runs until a limit of the settings is reached.</summary>
    /// <param name="geometry">Matter.</param>
    /// <param name="sources">Beams; their doses add up.</param>
    /// <param name="request">What is scored.</param>
    /// <param name="settings">When to stop.</param>
    /// <param name="work">Threads, progress, cancellation. Fewer threads are used where the memory is not enough for all.</param>
    /// <param name="tables">Tables made for this geometry, these sources (and maybe others), quantities and reactions; made anew if null.</param>
    /// <exception cref="InputException">No limit, or one out of range; more cells than there is memory for.</exception>
    public static MonteCarloResult Run(TransportGeometry geometry, BeamSource[] sources, ScoringRequest request, MonteCarloSettings settings, WorkContext work, TransportTables? tables = null)
    {
        Check(settings);
        var clock = Stopwatch.StartNew();
        var plan = new RunPlan(geometry, sources, request, settings, work, tables);
        work = work with { Threads = RunMemory.Threads(plan.Layout, work.Threads, settings.MemoryBytes ?? FreeMemory.Bytes()) };
        var sums = new BatchSums(plan);
        var pool = new WorkerPool(plan, sums, work);
        var stop = new StopRule(settings, request, plan.Layout);
        while (stop.NextRound(sums, clock.Elapsed) is var round && round.Length > 0)
            pool.Run(
                round,
                batches => stop.IsTimeOver(batches, clock.Elapsed),
                () => work.Report("Monte Carlo", stop.Fraction(sums, clock.Elapsed), FormattableString.Invariant($"{sums.Histories / 1e6:F2} million ions")));
        return ResultMaker.Make(plan, sums, stop.Uncertainty(sums), clock.Elapsed.TotalSeconds);
    }

    private static void Check(MonteCarloSettings settings)
    {
        if (settings.Histories is null && settings.RelativeUncertainty is null && settings.Time is null)
            throw new InputException("a Monte Carlo run needs a number of histories, an uncertainty or a time to stop at");
        if (settings.Histories is < MonteCarloSettings.FewestBatches or > 100_000_000_000)
            throw new InputException($"the number of histories is {settings.Histories}, but must lie from {MonteCarloSettings.FewestBatches} to 10¹¹");
        if (settings.RelativeUncertainty is <= 0 or >= 1)
            throw new InputException(FormattableString.Invariant($"the relative uncertainty is {settings.RelativeUncertainty}, but must lie between 0 and 1"));
    }
}
