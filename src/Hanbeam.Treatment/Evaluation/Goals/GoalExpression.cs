using System.Globalization;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Treatment.Evaluation.Goals;

/// <summary>A metric with its limit, written as one line: <c>D95%[Gy(RBE)] &gt;= 54.7</c>.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Comparison">How the value must stand to the limit.</param>
/// <param name="Limit">The limit, in the metric's unit.</param>
public sealed record GoalExpression(Metric Metric, Comparison Comparison, double Limit)
{
    private const string SignLetters = "<>=≥≤";

    private static readonly (string Sign, Comparison Comparison)[] Signs =
    [
        (">=", Comparison.AtLeast), ("<=", Comparison.AtMost), ("≥", Comparison.AtLeast), ("≤", Comparison.AtMost),
        (">", Comparison.MoreThan), ("<", Comparison.LessThan),
    ];

    /// <summary>Reads an expression.</summary>
    /// <param name="text">A metric, one of &gt;=, &lt;=, &gt;, &lt; and a number that is not negative.</param>
    /// <exception cref="InputException">It is none; the sentence says where it goes wrong.</exception>
    public static GoalExpression Parse(string text)
    {
        var at = text.AsSpan().IndexOfAny(SignLetters);
        if (at < 0) throw new InputException($"'{text}' has no limit; a goal reads like D95%[Gy(RBE)] >= 54.7, with >=, <=, > or <");
        var metric = Metric.Parse(text[..at]);
        var limit = text.AsSpan(at).TrimStart(SignLetters).ToString();
        var sign = text[at..^limit.Length];
        var known = Signs.Where(entry => entry.Sign == sign).ToArray();
        if (known.Length == 0) throw new InputException($"'{text}': at character {at + 1}, '{sign}' is no comparison; >=, <=, > and < are");
        if (!double.TryParse(limit.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            throw new InputException($"'{text}': at character {at + sign.Length + 1}, '{limit.Trim()}' is no number from 0 up, and the unit stands in the metric's name; write for example {metric} {sign} 30");
        return new GoalExpression(metric, known[0].Comparison, number);
    }

    /// <summary>By how much a value misses the limit, in the metric's unit; 0 or less where it keeps it.</summary>
    /// <param name="value">The metric's value.</param>
    public double Shortfall(double value) => Comparison is Comparison.AtLeast or Comparison.MoreThan ? Limit - value : value - Limit;

    /// <summary>Whether a value keeps the limit.</summary>
    /// <param name="value">The metric's value.</param>
    public bool IsMet(double value) => Comparison switch
    {
        Comparison.AtLeast => value >= Limit,
        Comparison.AtMost => value <= Limit,
        Comparison.MoreThan => value > Limit,
        _ => value < Limit,
    };

    /// <summary>The canonical form; reading it gives the same expression.</summary>
    public override string ToString() => $"{Metric} {Signs.First(entry => entry.Comparison == Comparison).Sign} {Metric.Number(Limit)}";
}
