using System.Globalization;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Treatment.Evaluation.Goals;

/// <summary>The valid name of a metric that is nearest to what somebody wrote.</summary>
internal static class MetricSuggestion
{
    private const int MostDigits = 15; // what the parser reads

    private static readonly string[] DoseUnits = ["Gy", "Gy(RBE)", "%", "keV/um", "RBE"];

    // Names that other systems and people use for the same thing.
    private static readonly (string Written, string Meant)[] Synonyms =
        [("DMEAN", "MEAN"), ("DMAX", "MAX"), ("DMIN", "MIN"), ("CGY", "GY"), ("CM3", "CC"), ("CCM", "CC"), ("GYE", "Gy(RBE)"), ("GYRBE", "Gy(RBE)"), ("GY RBE", "Gy(RBE)")];

    public static string For(string text)
    {
        var wanted = Synonyms.Aggregate(text.ToUpperInvariant(), (name, pair) => name.Replace(pair.Written, pair.Meant.ToUpperInvariant(), StringComparison.Ordinal));
        var candidates = Candidates(FirstNumber(text)).ToArray();

        // What was begun is better finished than turned into something else.
        var begun = candidates.FirstOrDefault(name => wanted.Length > 1 && name.StartsWith(wanted, StringComparison.OrdinalIgnoreCase));
        return begun ?? NearestName.Closest(wanted, candidates);
    }

    // Every form of name with the number that was written.
    private static IEnumerable<string> Candidates(string number)
    {
        foreach (var unit in DoseUnits)
        {
            if (double.Parse(number, CultureInfo.InvariantCulture) <= 100) yield return $"D{number}%[{unit}]";
            yield return $"D{number}cc[{unit}]";
            yield return $"V{number}{unit}[%]";
            yield return $"V{number}{unit}[cc]";
            foreach (var name in new[] { "Mean", "Max", "Min", double.Parse(number, CultureInfo.InvariantCulture) > 0 ? $"EUD{number}" : "EUD1" }) yield return $"{name}[{unit}]";
        }

        yield return "HI";
        yield return "CI95%";
        yield return "GI";
    }

    private static string FirstNumber(string text)
    {
        var start = text.AsSpan().IndexOfAnyInRange('0', '9');
        if (start < 0) return "95";
        var length = text.AsSpan(start).IndexOfAnyExcept("0123456789.,");
        var number = (length < 0 ? text[start..] : text.Substring(start, length)).Replace(',', '.').TrimEnd('.');
        if (number.Count(letter => letter == '.') > 1) number = number[..number.IndexOf('.', StringComparison.Ordinal)];
        return number.Length <= MostDigits ? number : "95";
    }
}
