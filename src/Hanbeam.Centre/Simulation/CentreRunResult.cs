namespace Hanbeam.Centre.Simulation;

/// <summary>What a simulation of a centre comes to: numbers without words, for tables, plots and reports in any language.</summary>
public sealed record CentreRunResult
{
    /// <summary>The centre with all its inputs and their sources.</summary>
    public required CentreDescription Centre { get; init; }

    /// <summary>The figures of every year.</summary>
    public required IReadOnlyList<CentreMetric> Metrics { get; init; }

    /// <summary>The reported years.</summary>
    public required IReadOnlyList<YearResult> Years { get; init; }

    /// <summary>The reported weeks: the ramp-up.</summary>
    public required IReadOnlyList<WeekSummary> Weeks { get; init; }

    /// <summary>Where the patients of each replication are at its end.</summary>
    public required IReadOnlyList<PatientBalance> Balances { get; init; }

    /// <summary>What the model takes for granted because the file says nothing of it.</summary>
    public required IReadOnlyList<CentreNote> Notes { get; init; }

    /// <summary>The summary of a figure.</summary>
    /// <param name="year">The year, from 1.</param>
    /// <param name="key">The metric's key.</param>
    public MetricSummary this[int year, string key] => Years[year - 1].Summaries[IndexOf(key)];

    /// <summary>The replications' values of a figure.</summary>
    /// <param name="year">The year, from 1.</param>
    /// <param name="key">The metric's key.</param>
    public IReadOnlyList<double> Samples(int year, string key) => Years[year - 1].Samples[IndexOf(key)];

    private int IndexOf(string key)
    {
        for (var n = 0; n < Metrics.Count; n++)
            if (Metrics[n].Key == key) return n;
        throw new ArgumentException($"there is no metric {key}", nameof(key));
    }
}
