using System.Globalization;
using Hanbeam.Centre.Simulation;

namespace Hanbeam.App.Centre;

/// <summary>Compared centres in words.</summary>
internal static class CentreCompareText
{
    private static readonly (string Key, string What, string Unit)[] Questions =
    [
        ("started", "courses started", ""),
        ("fractionsPerDay", "fractions (patients) a day", ""),
        ("withdrawn", "patients who went elsewhere", ""),
        ("startWaitDaysMedian", "median wait from referral to start", " days"),
        ("roomWaitMinutesMean", "wait for the room", " min"),
        ("beamWaitMinutesMean", "wait for the beam", " min"),
        ("overtimeMinutesPerDay", "overtime a day", " min"),
        ("roomUsePercent", "use of the rooms", " percentage points"),
        ("beamUsePercent", "use of the beam", " percentage points"),
    ];

    /// <summary>All centres and years.</summary>
    public static IEnumerable<string> Lines(CentreComparison comparison)
    {
        var first = comparison.Results[0].Centre;
        for (var other = 1; other < comparison.Results.Count; other++)
        {
            yield return $"{comparison.Results[other].Centre.Name} against {first.Name}: the same patients, {first.Replications} replications; mean difference and its 95 % confidence interval";
            foreach (var year in comparison.Results[0].Years)
            {
                yield return $"year {year.Year}";
                foreach (var sentence in Sentences(comparison, other, year.Year)) yield return "  " + sentence;
            }
        }
    }

    /// <summary>What a year's differences say.</summary>
    public static IEnumerable<string> Sentences(CentreComparison comparison, int other, int year) => Questions.Select(question => Sentence(question, comparison[other, year, question.Key]));

    private static string Sentence((string Key, string What, string Unit) question, MetricDifference difference)
    {
        if (!double.IsFinite(difference.Mean)) return $"{question.What}: nothing to compare";
        var from = $"{Text(difference.First.Mean)} to {Text(difference.Other.Mean)}";
        if (!difference.IsSeen) return $"{question.What}: no difference seen ({from}; {Text(difference.Low)} to {Text(difference.High)}{question.Unit})";
        var word = difference.Mean > 0 ? "more" : "less";
        var (low, high) = difference.Mean > 0 ? (difference.Low, difference.High) : (-difference.High, -difference.Low);
        return $"{question.What}: {Text(Math.Abs(difference.Mean))}{question.Unit} {word} ({Text(low)} to {Text(high)}); {from}";
    }

    // Three figures, as many as differences of a simulation deserve.
    private static string Text(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };
}
