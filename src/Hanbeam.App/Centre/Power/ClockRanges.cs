using System.Globalization;
using Hanbeam.App.Recipes;

namespace Hanbeam.App.Centre.Power;

/// <summary>Hours such as <c>9-12, 13-17</c> or <c>22-8</c> and months such as <c>6-8</c> or <c>11-2</c>, as tariffs are written; <c>all</c> for all of them.</summary>
internal static class ClockRanges
{
    /// <summary>Hours of the day, 0 to 23: 9-12 is from 9:00 to 12:00 and holds the hours 9, 10 and 11.</summary>
    public static IReadOnlyList<int> Hours(YamlMap map, string key) => map.Text(key) is "all" ? [.. Enumerable.Range(0, 24)] : [.. Parts(map, key, 0, 24).SelectMany(part => From(part.From, part.To, 24))];

    /// <summary>Months from 0: 6-8 is from June to August.</summary>
    public static IReadOnlyList<int> Months(YamlMap map, string key) => map.Text(key) is "all" ? [.. Enumerable.Range(0, 12)] : [.. Parts(map, key, 1, 12).SelectMany(part => From(part.From - 1, part.To, 12))];

    private static IEnumerable<(int From, int To)> Parts(YamlMap map, string key, int least, int most)
    {
        foreach (var part in map.Text(key).Split(',', StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-', StringSplitOptions.TrimEntries);
            if (ends.Length is 1 or 2 && Whole(ends[0], least, most) is { } from && Whole(ends[^1], least, most) is { } to)
                yield return (from, ends.Length == 1 && least == 0 ? from + 1 : to);
            else throw map.ErrorAt(key, $"{map.PathOf(key)} has '{part}', and a range within {least} to {most} such as \"9-12, 13-17\", or all, is expected");
        }
    }

    // To the end without it, over midnight or New Year where the end comes first.
    private static IEnumerable<int> From(int from, int to, int period)
    {
        var count = to > from ? to - from : to + period - from;
        return Enumerable.Range(from, count).Select(n => n % period);
    }

    private static int? Whole(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value : null;
}
