using Hanbeam.Centre.Simulation;

namespace Hanbeam.App.Centre;

/// <summary>summary.json of compared centres (docs/formats/centre-run.md).</summary>
internal sealed record CentreCompareSummary
{
    public string Schema { get; } = "hanbeam-centre-compare/1";

    public required IReadOnlyList<string> Centres { get; init; }

    public required int Replications { get; init; }

    public required uint Seed { get; init; }

    public required IReadOnlyList<OtherSummary> Others { get; init; }

    /// <summary>Makes it.</summary>
    public static CentreCompareSummary Of(CentreComparison comparison) => new()
    {
        Centres = [.. comparison.Results.Select(result => result.Centre.Name)],
        Replications = comparison.Results[0].Centre.Replications,
        Seed = comparison.Results[0].Centre.Seed,
        Others = [.. Enumerable.Range(1, comparison.Results.Count - 1).Select(other => new OtherSummary(
            comparison.Results[other].Centre.Name,
            [.. comparison.Results[0].Years.Select(year => new YearDifferences(
                year.Year,
                comparison.Metrics.ToDictionary(metric => metric.Key, metric => comparison[other, year.Year, metric.Key]),
                [.. CentreCompareText.Sentences(comparison, other, year.Year)]))]))],
    };

    /// <summary>A centre against the first.</summary>
    internal sealed record OtherSummary(string Name, IReadOnlyList<YearDifferences> Years);

    /// <summary>Its differences in a year.</summary>
    internal sealed record YearDifferences(int Year, IReadOnlyDictionary<string, MetricDifference> Differences, IReadOnlyList<string> Sentences);
}
