using System.Diagnostics;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Centre.DayBoard;

/// <summary>Runs the chains side by side, in rounds, until the bound is reached or the budget is spent.</summary>
internal static class OrderSearch
{
    private const int Rounds = 50;

    /// <summary>The best order of all chains; of equals, that of the first chain.</summary>
    public static (int[] Order, DayCost Cost, long Iterations) Run(BeamDay day, Func<IInsertion> insertion, DayCost bound, int iterations, DaySearchSettings settings, WorkContext context)
    {
        var clock = Stopwatch.StartNew();
        var chains = new SearchChain[settings.Chains];
        Parallel.For(0, chains.Length, context.ParallelOptions, n => chains[n] = new SearchChain(day, insertion(), settings.Seed, n));

        // A round has the same length for every chain, so that which chains go on never depends on which came first.
        var perRound = Math.Max(1, iterations / Rounds);
        long done = 0;
        while (chains.All(chain => chain.BestCost.CompareTo(bound) > 0))
        {
            if (settings.Seconds is { } seconds ? clock.Elapsed.TotalSeconds >= seconds : done >= iterations) break;
            context.Report("ordering the day", settings.Seconds is { } limit ? clock.Elapsed.TotalSeconds / limit : (double)done / iterations);
            Parallel.For(0, chains.Length, context.ParallelOptions, n => chains[n].Advance(perRound, bound, context.Cancellation));
            done += perRound;
        }

        var best = chains.MinBy(chain => chain.BestCost)!;
        return (best.BestOrder, best.BestCost, done);
    }
}
