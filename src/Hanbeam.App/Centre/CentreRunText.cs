using System.Globalization;
using Hanbeam.Centre.Simulation;

namespace Hanbeam.App.Centre;

/// <summary>A simulated centre in a few lines.</summary>
internal static class CentreRunText
{
    /// <summary>The figures that a reader asks for, in this order.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        "started", "finished", "withdrawn", "fractions", "fractionsPerDay", "startWaitDaysMedian", "roomWaitMinutesMean", "beamWaitMinutesMean", "overtimeMinutesPerDay",
        "roomUsePercent", "beamUsePercent", "availabilityPercent",
    ];

    /// <summary>The lines.</summary>
    public static IEnumerable<string> Lines(CentreRunResult result)
    {
        yield return $"{result.Centre.Name}: {result.Centre.Replications} replications, P5 – median – P95";
        foreach (var year in result.Years)
        {
            yield return $"year {year.Year}";
            foreach (var key in Keys) yield return Line(CentreWords.English["centre.metric." + key], result[year.Year, key]);
            foreach (var role in result.Centre.Roles) yield return Line($"use of {role}, %", result[year.Year, $"staffUsePercent:{role}"]);
            foreach (var sentence in CentreWords.Of(year.Bottleneck, CentreWords.English)) yield return "  " + sentence;
        }

        foreach (var note in result.Notes) yield return "note: " + CentreWords.Of(note, CentreWords.English);
    }

    private static string Line(string label, MetricSummary figure) =>
        string.Create(CultureInfo.InvariantCulture, $"  {label,-38}{Text(figure.P5),9} –{Text(figure.P50),9} –{Text(figure.P95),9}");

    private static string Text(double value) => double.IsNaN(value) ? "none" : value.ToString(Math.Abs(value) >= 100 ? "0" : "0.0", CultureInfo.InvariantCulture);
}
