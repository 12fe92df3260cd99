using Hanbeam.Centre.Simulation;

namespace Hanbeam.App.Centre;

/// <summary>summary.json of a simulated centre (docs/formats/centre-run.md).</summary>
internal sealed record CentreRunSummary
{
    public string Schema { get; } = "hanbeam-centre-run/1";

    public required string Name { get; init; }

    public required int Replications { get; init; }

    public required uint Seed { get; init; }

    public required IReadOnlyList<YearSummary> Years { get; init; }

    public required PatientsSummary Patients { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public required IReadOnlyList<StatedInput> Inputs { get; init; }

    /// <summary>Makes it.</summary>
    public static CentreRunSummary Of(CentreRunResult result) => new()
    {
        Name = result.Centre.Name,
        Replications = result.Centre.Replications,
        Seed = result.Centre.Seed,
        Years = [.. result.Years.Select(year => new YearSummary(year.Year, result.Metrics.Zip(year.Summaries).ToDictionary(pair => pair.First.Key, pair => pair.Second), BottleneckSummary.Of(year.Bottleneck)))],
        Patients = PatientsSummary.Of(result.Balances),
        Notes = [.. result.Notes.Select(note => CentreWords.Of(note, CentreWords.English))],
        Inputs = result.Centre.Inputs,
    };

    /// <summary>One year.</summary>
    internal sealed record YearSummary(int Year, IReadOnlyDictionary<string, MetricSummary> Metrics, BottleneckSummary Bottleneck);

    /// <summary>Where the patients are at the end, means over the replications.</summary>
    internal sealed record PatientsSummary(double Referred, double Finished, double InCourse, double Waiting, double Withdrawn)
    {
        public static PatientsSummary Of(IReadOnlyList<PatientBalance> all) => new(
            all.Average(one => one.Referred), all.Average(one => one.Finished), all.Average(one => one.InCourse), all.Average(one => one.Waiting), all.Average(one => one.Withdrawn));
    }

    /// <summary>What holds the year back.</summary>
    internal sealed record BottleneckSummary(string Volume, IReadOnlyList<string> Sentences, IReadOnlyList<LoadSummary> Loads)
    {
        public static BottleneckSummary Of(Bottleneck bottleneck) => new(
            CentreWords.Key(bottleneck.Volume), CentreWords.Of(bottleneck, CentreWords.English),
            [.. bottleneck.Loads.Select(load => new LoadSummary(CentreWords.Key(load.Kind), load.Name, load.Units, load.UsePercent, load.WaitMinutesPerFraction))]);
    }

    /// <summary>One resource.</summary>
    internal sealed record LoadSummary(string Resource, string Name, int Units, double UsePercent, double WaitMinutesPerFraction);
}
