using System.Globalization;
using Hanbeam.App.Recipes;
using Hanbeam.Numerics.Random;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Centre;

/// <summary>Figures of a centre's file with their ranges: numbers, times of day, weekdays, distributions.</summary>
internal static class CentreNumbers
{
    private const double MinutesPerDay = 1440;

    /// <summary>A number within a range; must be there unless there is a default.</summary>
    public static double NumberIn(this YamlMap map, string key, double least, double most, string unit, double? otherwise = null)
    {
        if (otherwise is { } value && !map.Has(key)) return value;
        return map.CheckIn(key, map.Number(key), least, most, unit);
    }

    /// <summary>A whole number within a range; must be there unless there is a default.</summary>
    public static int WholeIn(this YamlMap map, string key, int least, int most, string unit, int? otherwise = null)
    {
        if (otherwise is { } value && !map.Has(key)) return value;
        return (int)map.CheckIn(key, map.Integer(key), least, most, unit);
    }

    /// <summary>A range <c>[least, most]</c> within a range.</summary>
    public static (double Least, double Most) RangeIn(this YamlMap map, string key, double least, double most, string unit)
    {
        var ends = map.OptionalNumbers(key, 2) ?? throw map.ErrorAt(key, $"the key {map.PathOf(key)} is missing; a range such as [1, 2] is expected");
        foreach (var end in ends) map.CheckIn(key, end, least, most, unit);
        return ends[1] >= ends[0] ? (ends[0], ends[1]) : throw map.ErrorAt(key, FormattableString.Invariant($"{map.PathOf(key)} goes from {ends[0]} to {ends[1]} {unit}, and the second figure must not be below the first"));
    }

    /// <summary>Refuses a value out of its range.</summary>
    public static double CheckIn(this YamlMap map, string key, double value, double least, double most, string unit)
    {
        if (value >= least && value <= most) return value;
        var of = unit.Length > 0 ? " " + unit : "";
        throw map.ErrorAt(key, FormattableString.Invariant($"{map.PathOf(key)} is {value}{of}, and must be {least} to {most}{of}"));
    }

    /// <summary>A time of day such as 08:30, min from midnight; 24:00 is the end of the day.</summary>
    public static double Clock(this YamlMap map, string key)
    {
        var text = map.Text(key);
        var parts = text.Split(':');
        if (parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hours) &&
            int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes < 60 && 60 * hours + minutes <= MinutesPerDay)
            return 60 * hours + minutes;
        throw map.ErrorAt(key, $"{map.PathOf(key)} is '{text}', and a time of day from \"00:00\" to \"24:00\" is expected");
    }

    /// <summary>A weekday by its English name.</summary>
    public static DayOfWeek Weekday(this YamlMap map, string key, string text)
    {
        var names = Enum.GetValues<DayOfWeek>().ToDictionary(day => day.ToString().ToLowerInvariant());
        return names.TryGetValue(text, out var weekday) ? weekday
            : throw map.ErrorAt(key, $"{map.PathOf(key)} has '{text}', and a weekday is expected: {NearestName.Suggestion(text, names.Keys)}");
    }

    /// <summary>A distribution: a number, <c>{ mean, sd }</c>, <c>{ min, mode, max }</c>, <c>{ from, to }</c> or <c>{ exponential }</c>; null where the key is absent.</summary>
    public static Distribution? DistributionIn(this YamlMap map, string key, double most, string unit)
    {
        if (!map.Has(key)) return null;
        if (!map.IsMap(key)) return Distribution.Constant(map.NumberIn(key, 0, most, unit));
        var inner = map.OptionalMap(key)!.Allow("mean", "sd", "min", "mode", "max", "from", "to", "exponential", "source");
        var figures = inner.Keys.Where(name => name != "source").ToHashSet();
        double Figure(string name) => inner.NumberIn(name, 0, most, unit);
        if (figures.SetEquals(["mean", "sd"]))
            return Figure("mean") > 0 ? Distribution.Lognormal(Figure("mean"), Figure("sd")) : throw inner.ErrorAt("mean", $"{inner.PathOf("mean")} is 0 {unit}, and must be above 0");
        if (figures.SetEquals(["exponential"])) return Distribution.Exponential(Figure("exponential"));
        if (figures.SetEquals(["from", "to"]))
            return Ascending(inner, Figure("from"), Figure("to")) ? Distribution.Uniform(Figure("from"), Figure("to")) : throw Order(map, key);
        if (figures.SetEquals(["min", "mode", "max"]))
            return Ascending(inner, Figure("min"), Figure("mode"), Figure("max")) ? Distribution.Triangular(Figure("min"), Figure("mode"), Figure("max")) : throw Order(map, key);
        throw map.ErrorAt(key, $"{map.PathOf(key)} must be a number of {unit}, or {{ mean, sd }}, {{ min, mode, max }}, {{ from, to }} or {{ exponential }}");
    }

    private static bool Ascending(YamlMap inner, params double[] figures) => figures.Zip(figures.Skip(1)).All(pair => pair.First <= pair.Second);

    private static InputException Order(YamlMap map, string key) => map.ErrorAt(key, $"the figures of {map.PathOf(key)} must ascend");
}
