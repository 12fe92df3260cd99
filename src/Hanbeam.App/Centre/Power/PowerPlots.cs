using System.Globalization;
using System.Security;
using System.Text;
using Hanbeam.App.Verification;
using Hanbeam.Centre.Power;

namespace Hanbeam.App.Centre.Power;

/// <summary>The study's pictures as SVG.</summary>
internal static class PowerPlots
{
    /// <summary>The day with most beam, minute by minute.</summary>
    public static string Day(PowerStudy study)
    {
        double[] hours = [.. study.BusiestDayMinutes.LowKiloWatt.Select((_, minute) => minute / 60.0)];
        return SvgPlot.Draw(new ClaimFigure($"Load on the day with most beam (day {study.BusiestDay + 1})", "time of day (h)", "power (kW)",
            [new ClaimSeries("low end", hours, [.. study.BusiestDayMinutes.LowKiloWatt], false), new ClaimSeries("high end", hours, [.. study.BusiestDayMinutes.HighKiloWatt], false)]));
    }

    /// <summary>Two cycles of the machine and what the grid sees with the bank, at the high end.</summary>
    public static string Pulses(PowerStudy study)
    {
        const int points = 600;
        var end = study.Pulses!.High;
        double[] seconds = [.. Enumerable.Range(0, points).Select(n => 2 * end.Pulses.PeriodSeconds * n / points)];
        return SvgPlot.Draw(new ClaimFigure("Two cycles of the machine, high end", "time (s)", "power (kW)",
            [new ClaimSeries("machine", seconds, [.. seconds.Select(end.Pulses.At)], false), new ClaimSeries("grid, with the bank", seconds, [.. seconds.Select(end.Levelling.Grid.At)], false)]));
    }

    /// <summary>The store in the week of the day with most beam, from Monday, at the high end.</summary>
    public static string Storage(PowerStudy study)
    {
        const int week = 7 * 24;
        var answer = study.Storage!.High;
        var sinceMonday = ((int)study.Input.Calendar.FirstWeekday + study.BusiestDay + 6) % 7;
        var from = Math.Clamp((study.BusiestDay - sinceMonday) * 24, 0, answer.GridKiloWatt.Count - week);
        double[] days = [.. Enumerable.Range(0, week).Select(hour => ((from + hour) / 24.0) + 1)];
        ClaimSeries Series(string name, IReadOnlyList<double> values) => new(name, days, [.. values.Skip(from).Take(week)], false);
        return SvgPlot.Draw(new ClaimFigure("Storage in the week of the day with most beam, high end", "day of the year", "kW; stored: kWh",
            [Series("from the grid", answer.GridKiloWatt), Series("sun used", answer.SunUsedKiloWatt), Series("discharge", answer.DischargeKiloWatt), Series("stored", answer.StoredKwh)]));
    }

    /// <summary>A bar from nothing to the high end for each line of the ledger, its part above the low end paler.</summary>
    public static string Energy(PowerStudy study)
    {
        const double left = 150, width = 400, row = 34, top = 56;
        var entries = study.Ledger.Entries;
        var most = Math.Max(1, entries.Max(entry => entry.Kwh.High));
        var height = top + (row * entries.Count) + 16;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 {height}\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        svg.Append("<text x=\"360\" y=\"22\" text-anchor=\"middle\" font-size=\"15\">Energy of the year by state and load</text>\n<text x=\"360\" y=\"40\" text-anchor=\"middle\">dark: low end; pale: up to the high end</text>\n");
        foreach (var (n, entry) in entries.Index())
        {
            var y = top + (row * n);
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{left - 8}\" y=\"{y + 16}\" text-anchor=\"end\">{SecurityElement.Escape(entry.Name)}</text>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{left}\" y=\"{y}\" width=\"{width * entry.Kwh.High / most:F1}\" height=\"24\" fill=\"#9ecae1\"/>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{left}\" y=\"{y}\" width=\"{width * entry.Kwh.Low / most:F1}\" height=\"24\" fill=\"#0072B2\"/>\n");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{left + (width * entry.Kwh.High / most) + 6:F1}\" y=\"{y + 16}\">{PowerWords.Text(0.001 * entry.Kwh, "MWh", entry.Kwh.High < 1e5 ? "#,0.0" : "#,0")}</text>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }
}
