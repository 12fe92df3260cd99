using Hanbeam.App.Reports.Plots;
using Hanbeam.Centre.Simulation;

namespace Hanbeam.App.Centre;

/// <summary>The plots of simulated and compared centres.</summary>
internal static class CentrePlots
{
    /// <summary>The plots of a centre by the names of their files.</summary>
    public static IEnumerable<(string Name, Plot Plot)> Of(CentreRunResult result)
    {
        yield return ("patients", new Plot(new PlotAxis("week"), new PlotAxis("patients at the end of the week") { Minimum = 0 },
            BandsThenLines([Band("in course", 0, result.Weeks, week => week.InCourse), Band("not begun yet", 1, result.Weeks, week => week.Waiting)]))
        { Title = $"{result.Centre.Name}: median and P5 to P95" });
        yield return ("fractions", new Plot(new PlotAxis("week"), new PlotAxis("fractions in the week") { Minimum = 0 },
            BandsThenLines([Band("fractions", 0, result.Weeks, week => week.Fractions)]))
        { Title = $"{result.Centre.Name}: median and P5 to P95" });
        var resources = UseKeys(result.Centre);
        yield return ("use", Bars("share of the hours, %", resources.Select(resource => resource.Label), result.Years.Select(year =>
            ($"year {year.Year}", resources.Select(resource => result[year.Year, resource.Key]).ToList()))));
        var waits = WaitKeys(result.Centre);
        yield return ("waiting", Bars("waiting, min per fraction", waits.Select(wait => wait.Label), result.Years.Select(year =>
            ($"year {year.Year}", waits.Select(wait => result[year.Year, wait.Key]).ToList()))));
    }

    /// <summary>The plots of compared centres.</summary>
    public static IEnumerable<(string Name, Plot Plot)> Of(CentreComparison comparison)
    {
        yield return ("fractions", new Plot(new PlotAxis("week"), new PlotAxis("fractions in the week") { Minimum = 0 },
            BandsThenLines([.. comparison.Results.Select((result, n) => Band(result.Centre.Name, n, result.Weeks, week => week.Fractions))]))
        { Title = "median and P5 to P95" });
        yield return ("waiting", new Plot(new PlotAxis("week"), new PlotAxis("patients not begun yet") { Minimum = 0 },
            BandsThenLines([.. comparison.Results.Select((result, n) => Band(result.Centre.Name, n, result.Weeks, week => week.Waiting))]))
        { Title = "median and P5 to P95" });
        var years = comparison.Results[0].Years.Select(year => year.Year).ToList();
        yield return ("started", Bars("courses started", years.Select(year => $"year {year}"), comparison.Results.Select(result =>
            (result.Centre.Name, years.Select(year => result[year, "started"]).ToList()))));
    }

    /// <summary>What is used: rooms, the beam, people.</summary>
    private static List<(string Label, string Key)> UseKeys(CentreDescription centre) =>
        [.. centre.Rooms.Select(room => ($"room {room.Name}", $"roomUsePercent:{room.Name}")), ("beam", "beamUsePercent"), .. centre.Roles.Select(role => (role, $"staffUsePercent:{role}"))];

    /// <summary>What patients wait for.</summary>
    private static List<(string Label, string Key)> WaitKeys(CentreDescription centre) =>
        [("room", "roomWaitMinutesMean"), ("beam", "beamWaitMinutesMean"), ("repair", "failureWaitMinutesMean"), .. centre.Roles.Select(role => (role, $"staffWaitMinutesMean:{role}"))];

    private static PlotSeries[] BandsThenLines(IReadOnlyList<(PlotSeries Band, PlotSeries Line)> pairs) => [.. pairs.Select(pair => pair.Band), .. pairs.Select(pair => pair.Line)];

    private static (PlotSeries Band, PlotSeries Line) Band(string name, int color, IReadOnlyList<WeekSummary> weeks, Func<WeekSummary, MetricSummary> figure)
    {
        double[] x = [.. weeks.Select(week => (double)week.Week)];
        MetricSummary[] values = [.. weeks.Select(figure)];
        return (
            new BandSeries("", PlotPalette.At(color), x, [.. values.Select(value => value.P5)], [.. values.Select(value => value.P95)]),
            new LineSeries(name, PlotPalette.At(color), x, [.. values.Select(value => value.P50)]));
    }

    private static Plot Bars(string label, IEnumerable<string> categories, IEnumerable<(string Name, List<MetricSummary> Values)> series)
    {
        List<string> names = [.. categories];
        double[] x = [.. Enumerable.Range(0, names.Count).Select(n => (double)n)];
        return new Plot(new PlotAxis("") { Categories = names }, new PlotAxis(label) { Minimum = 0 },
            [.. series.Select((one, n) => new BarSeries(one.Name, PlotPalette.At(n), x, [.. one.Values.Select(value => value.P50)])
            {
                Lower = [.. one.Values.Select(value => value.P5)], Upper = [.. one.Values.Select(value => value.P95)],
            })])
        { Title = "median, P5 to P95" };
    }
}
