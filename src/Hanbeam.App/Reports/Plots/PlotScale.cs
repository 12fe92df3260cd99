using System.Globalization;

namespace Hanbeam.App.Reports.Plots;

/// <summary>Maps the values of an axis to a stretch of the page, and knows its ticks.</summary>
internal sealed class PlotScale
{
    // The step is rounded to the nearest, so ticks lie half to twice as far apart.
    private const double TickDistancePt = 45;
    private readonly double lower;
    private readonly double upper;
    private readonly bool logarithmic;

    private PlotScale(double lower, double upper, bool logarithmic, IReadOnlyList<(double Value, string Label)> ticks) =>
        (this.lower, this.upper, this.logarithmic, Ticks) = (lower, upper, logarithmic, ticks);

    /// <summary>Ticks from lower to upper.</summary>
    public IReadOnlyList<(double Value, string Label)> Ticks { get; }

    /// <summary>Lower end.</summary>
    public double Lower => lower;

    /// <summary>Upper end.</summary>
    public double Upper => upper;

    /// <summary>Makes the scale of an axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="values">What shall be seen.</param>
    /// <param name="lengthPt">Its length on the page.</param>
    public static PlotScale Of(PlotAxis axis, IEnumerable<double> values, double lengthPt)
    {
        if (axis.Categories is { } names) return new PlotScale(-0.5, names.Count - 0.5, false, [.. names.Select((name, n) => ((double)n, name))]);
        var seen = values.Where(value => double.IsFinite(value) && (!axis.Logarithmic || value > 0)).ToList();
        var low = axis.Minimum ?? seen.DefaultIfEmpty(axis.Logarithmic ? 1 : 0).Min();
        var high = axis.Maximum ?? seen.DefaultIfEmpty(low + 1).Max();
        return axis.Logarithmic ? Logarithmic(axis, low, high) : Linear(axis, low, high, lengthPt);
    }

    /// <summary>Where a value lies: 0 at the lower end, 1 at the upper; values beyond lie on the nearer end.</summary>
    public double At(double value)
    {
        if (logarithmic) return Math.Clamp(Math.Log(Math.Max(value, lower) / lower) / Math.Log(upper / lower), 0, 1);
        return Math.Clamp((value - lower) / (upper - lower), 0, 1);
    }

    private static PlotScale Linear(PlotAxis axis, double low, double high, double lengthPt)
    {
        if (!(high > low)) high = low + (low == 0 ? 1 : Math.Abs(low));
        var step = PlotTicks.RoundStep((high - low) / Math.Clamp(lengthPt / TickDistancePt, 2, 6));
        var first = axis.Minimum is null ? Math.Floor(low / step + 1e-9) : Math.Ceiling(low / step - 1e-9);
        var last = axis.Maximum is null ? Math.Ceiling(high / step - 1e-9) : Math.Floor(high / step + 1e-9);
        var ticks = Enumerable.Range(0, (int)(last - first) + 1).Select(n => (first + n) * step).Select(tick => (tick, PlotTicks.Label(tick))).ToList();
        return new PlotScale(axis.Minimum ?? first * step, axis.Maximum ?? last * step, false, ticks);
    }

    private static PlotScale Logarithmic(PlotAxis axis, double low, double high)
    {
        var first = (int)Math.Floor(Math.Log10(low) + 1e-9);
        var last = Math.Max(first + 1, (int)Math.Ceiling(Math.Log10(high) - 1e-9));
        var lower = axis.Minimum ?? Math.Pow(10, first);
        var upper = axis.Maximum ?? Math.Pow(10, last);
        var ticks = Enumerable.Range(first, last - first + 1).Select(power => Math.Pow(10, power)).Where(tick => tick >= 0.999 * lower && tick <= 1.001 * upper)
            .Select(tick => (tick, tick is >= 0.001 and < 1e5 ? tick.ToString("0.###", CultureInfo.InvariantCulture) : tick.ToString("0e0", CultureInfo.InvariantCulture)));
        return new PlotScale(lower, upper, true, [.. ticks]);
    }
}
