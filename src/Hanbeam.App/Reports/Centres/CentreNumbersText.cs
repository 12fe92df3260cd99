using System.Globalization;
using Hanbeam.Centre.Simulation;

namespace Hanbeam.App.Reports.Centres;

/// <summary>Figures of a simulation with as many digits as it deserves.</summary>
internal static class CentreNumbersText
{
    /// <summary>Whole numbers from 100 on, one decimal below.</summary>
    public static string Short(double value) => double.IsFinite(value) ? value.ToString(Math.Abs(value) >= 100 ? "0" : "0.0", CultureInfo.InvariantCulture) : "–";

    /// <summary>The median with P5 and P95.</summary>
    public static string Spread(MetricSummary summary) => double.IsFinite(summary.P50) ? $"{Short(summary.P50)} ({Short(summary.P5)}–{Short(summary.P95)})" : "–";
}
