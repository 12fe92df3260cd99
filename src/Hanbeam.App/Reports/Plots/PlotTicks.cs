using System.Globalization;

namespace Hanbeam.App.Reports.Plots;

/// <summary>Round numbers for axes.</summary>
internal static class PlotTicks
{
    /// <summary>The nearest of 1, 2, 5 and 10 times a power of ten.</summary>
    public static double RoundStep(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return (step / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 } * power;
    }

    /// <summary>A tick's number, with the decimal point everywhere.</summary>
    public static string Label(double tick) => tick.ToString("G5", CultureInfo.InvariantCulture);
}
