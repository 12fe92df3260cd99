namespace Hanbeam.Centre.Simulation;

/// <summary>One reported year over the replications.</summary>
/// <param name="Year">The year, from 1.</param>
/// <param name="Summaries">A summary per metric of the result, in its order.</param>
/// <param name="Samples">The replications' values: first the metric, then the replication.</param>
/// <param name="Bottleneck">What holds the centre back.</param>
public sealed record YearResult(int Year, IReadOnlyList<MetricSummary> Summaries, IReadOnlyList<IReadOnlyList<double>> Samples, Bottleneck Bottleneck);
