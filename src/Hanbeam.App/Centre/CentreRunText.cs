using System.Globalization;
using Hanbeam.Centre.Simulation;

namespace Hanbeam.App.Centre;

/// <summary>A simulated centre in a few lines.</summary>
internal static class CentreRunText
{
    private static readonly (string Key, string Label)[] Rows =
    [
        ("started", "courses started"),
        ("finished", "courses finished"),
        ("withdrawn", "patients who went elsewhere"),
        ("fractions", "fractions"),
        ("fractionsPerDay", "fractions (patients) a day"),
        ("startWaitDaysMedian", "days from referral to start, median"),
        ("roomWaitMinutesMean", "minutes waiting for the room"),
        ("beamWaitMinutesMean", "minutes waiting for the beam"),
        ("overtimeMinutesPerDay", "minutes of overtime a day"),
        ("roomUsePercent", "use of the rooms, %"),
        ("beamUsePercent", "use of the beam, %"),
        ("availabilityPercent", "availability of the machine, %"),
    ];

    /// <summary>The lines.</summary>
    public static IEnumerable<string> Lines(CentreRunResult result)
    {
        yield return $"{result.Centre.Name}: {result.Centre.Replications} replications, P5 – median – P95";
        foreach (var year in result.Years)
        {
            yield return $"year {year.Year}";
            foreach (var (key, label) in Rows) yield return Line(label, result[year.Year, key]);
            foreach (var role in result.Centre.Roles) yield return Line($"use of {role}, %", result[year.Year, $"staffUsePercent:{role}"]);
            foreach (var sentence in CentreWords.Of(year.Bottleneck)) yield return "  " + sentence;
        }

        foreach (var note in result.Notes) yield return "note: " + CentreWords.Of(note);
    }

    private static string Line(string label, MetricSummary figure) =>
        string.Create(CultureInfo.InvariantCulture, $"  {label,-38}{Text(figure.P5),9} –{Text(figure.P50),9} –{Text(figure.P95),9}");

    private static string Text(double value) => double.IsNaN(value) ? "none" : value.ToString(Math.Abs(value) >= 100 ? "0" : "0.0", CultureInfo.InvariantCulture);
}
