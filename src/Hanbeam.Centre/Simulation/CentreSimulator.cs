using Hanbeam.Numerics.Work;

namespace Hanbeam.Centre.Simulation;

/// <summary>
/// Simulates a centre: replications that differ only in their random streams. The method, its rules and limits: docs/methods/centre-simulation.md.
/// Results are the same to the bit for any number of threads.
/// </summary>
public static class CentreSimulator
{
    /// <summary>Runs all replications.</summary>
    /// <param name="centre">The centre; it has passed <see cref="CentreChecks"/>.</param>
    /// <param name="work">Threads, progress, cancellation.</param>
    public static CentreRunResult Run(CentreDescription centre, WorkContext work)
    {
        CentreChecks.Check(centre);
        var calendar = new CentreCalendar(centre);
        var runs = new ReplicationOutcome[centre.Replications];
        var done = 0;
        Parallel.For(0, centre.Replications, work.ParallelOptions, number =>
        {
            runs[number] = new CentreReplication(centre, calendar, number).Run(days: null, work.Cancellation);
            work.Report("simulating", (double)Interlocked.Increment(ref done) / centre.Replications);
        });
        return Summarise(centre, runs);
    }

    /// <summary>What the machine does day by day in one replication, for the power ledger.</summary>
    /// <param name="centre">The centre.</param>
    /// <param name="work">Cancellation.</param>
    /// <param name="replication">The replication, from 0.</param>
    /// <returns>Every reported day, closed ones included.</returns>
    public static IReadOnlyList<OperatingDay> OperatingDays(CentreDescription centre, WorkContext work, int replication = 0)
    {
        CentreChecks.Check(centre);
        var days = new List<OperatingDay>();
        new CentreReplication(centre, new CentreCalendar(centre), replication).Run(days, work.Cancellation);
        return days;
    }

    private static CentreRunResult Summarise(CentreDescription centre, ReplicationOutcome[] runs)
    {
        var metrics = CentreMetrics.Of(centre);
        return new CentreRunResult
        {
            Centre = centre,
            Metrics = metrics,
            Years = [.. Enumerable.Range(0, centre.Years).Select(year => YearOf(centre, runs, metrics, year))],
            Weeks = [.. Enumerable.Range(0, runs[0].FractionsByWeek.Count).Select(week => new WeekSummary(
                week + 1,
                MetricSummary.Of(runs.Select(run => run.FractionsByWeek[week])),
                MetricSummary.Of(runs.Select(run => run.InCourseByWeek[week])),
                MetricSummary.Of(runs.Select(run => run.WaitingByWeek[week]))))],
            Balances = [.. runs.Select(run => run.Balance)],
            Notes = [.. NotesOf(centre)],
        };
    }

    private static YearResult YearOf(CentreDescription centre, ReplicationOutcome[] runs, IReadOnlyList<CentreMetric> metrics, int year)
    {
        double[][] samples = [.. Enumerable.Range(0, metrics.Count).Select(metric => runs.Select(run => run.Values[year][metric]).ToArray())];
        MetricSummary[] summaries = [.. samples.Select(MetricSummary.Of)];
        var medians = metrics.Zip(summaries).ToDictionary(pair => pair.First.Key, pair => pair.Second.P50);
        return new YearResult(year + 1, summaries, samples, Bottleneck.Of(centre, key => medians[key]));
    }

    private static IEnumerable<CentreNote> NotesOf(CentreDescription centre)
    {
        if (centre.Failures is null) yield return CentreNote.NoFailures;
        if (centre.Staffing.Count == 0) yield return CentreNote.NoStaffing;
        if (centre.Referrals.PatienceDays is null) yield return CentreNote.EndlessPatience;
        if (centre.Sites.SelectMany(site => site.Fields).Any(field => field.Times.BeamOnSeconds == field.Times.TotalSeconds)) yield return CentreNote.BeamTimesWithoutParts;
        if (centre.Inputs.Any(input => input.Source.Length == 0)) yield return CentreNote.FiguresWithoutSource;
        if (centre.WarmUpWeeks == 0) yield return CentreNote.BeginsEmpty;
    }
}
