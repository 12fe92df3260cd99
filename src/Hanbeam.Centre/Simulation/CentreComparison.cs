using Hanbeam.Numerics.Work;

namespace Hanbeam.Centre.Simulation;

/// <summary>Centres compared with the first of them.</summary>
/// <param name="Results">The simulations, in the order given; all with the same seed, replications and years.</param>
/// <param name="Metrics">The figures that all of them have.</param>
public sealed record CentreComparison(IReadOnlyList<CentreRunResult> Results, IReadOnlyList<CentreMetric> Metrics)
{
    // Below ten pairs a confidence interval says little, and the expansion for Student's t less.
    private const int FewestReplications = 10;

    /// <summary>Simulates centres with the same random streams.</summary>
    /// <param name="centres">Two centres or more; the first one's seed and number of replications hold for all.</param>
    /// <param name="work">Threads, progress, cancellation.</param>
    /// <exception cref="InputException">Their years differ, or there are too few replications.</exception>
    public static CentreComparison Run(IReadOnlyList<CentreDescription> centres, WorkContext work)
    {
        if (centres.Count < 2) throw new InputException($"a comparison needs at least two centres, and {centres.Count} was given");
        var first = centres[0];
        if (first.Replications < FewestReplications) throw new InputException($"a comparison needs at least {FewestReplications} replications, and {first.Name} has {first.Replications}");
        foreach (var centre in centres)
            if (centre.Years != first.Years || centre.WarmUpWeeks != first.WarmUpWeeks)
                throw new InputException($"{centre.Name} is simulated for {centre.WarmUpWeeks} weeks and {centre.Years} years, and {first.Name} for {first.WarmUpWeeks} weeks and {first.Years} years: compare the same time");
        CentreRunResult[] results = [.. centres.Select(centre => CentreSimulator.Run(centre with { Seed = first.Seed, Replications = first.Replications }, work))];
        return new CentreComparison(results, [.. results[0].Metrics.Where(metric => results.All(result => result.Metrics.Contains(metric)))]);
    }

    /// <summary>The difference of a figure between a centre and the first.</summary>
    /// <param name="other">The centre's index, from 1.</param>
    /// <param name="year">The year, from 1.</param>
    /// <param name="key">The metric's key.</param>
    public MetricDifference this[int other, int year, string key] => MetricDifference.Of(Results[0].Samples(year, key), Results[other].Samples(year, key));
}
