using Hanbeam.App.Reports.Layout;
using Hanbeam.App.Reports.Plots;
using Hanbeam.Centre.Simulation;

namespace Hanbeam.App.Centre;

/// <summary>The plots of simulated and compared centres.</summary>
internal static class CentrePlots
{
    /// <summary>The plots of a centre by the names of their files.</summary>
    public static IEnumerable<(string Name, Plot Plot)> Of(CentreRunResult result, ReportTexts texts)
    {
        yield return ("patients", new Plot(new PlotAxis(texts["centre.plot.week"]), new PlotAxis(texts["centre.plot.patientsAtEnd"]) { Minimum = 0 },
            BandsThenLines([Band(texts["centre.plot.inCourse"], 0, result.Weeks, week => week.InCourse), Band(texts["centre.plot.notBegun"], 1, result.Weeks, week => week.Waiting)]))
        { Title = texts.Format("centre.plot.spreadOf", result.Centre.Name) });
        yield return ("fractions", new Plot(new PlotAxis(texts["centre.plot.week"]), new PlotAxis(texts["centre.plot.fractionsInWeek"]) { Minimum = 0 },
            BandsThenLines([Band(texts["centre.plot.fractions"], 0, result.Weeks, week => week.Fractions)]))
        { Title = texts.Format("centre.plot.spreadOf", result.Centre.Name) });
        var resources = UseKeys(result.Centre, texts);
        yield return ("use", Bars(texts, "centre.plot.shareOfHours", resources.Select(resource => resource.Label), result.Years.Select(year =>
            (texts.Format("centre.year", year.Year), resources.Select(resource => result[year.Year, resource.Key]).ToList()))));
        var waits = WaitKeys(result.Centre, texts);
        yield return ("waiting", Bars(texts, "centre.plot.waiting", waits.Select(wait => wait.Label), result.Years.Select(year =>
            (texts.Format("centre.year", year.Year), waits.Select(wait => result[year.Year, wait.Key]).ToList()))));
    }

    /// <summary>The plots of compared centres.</summary>
    public static IEnumerable<(string Name, Plot Plot)> Of(CentreComparison comparison, ReportTexts texts)
    {
        yield return ("fractions", new Plot(new PlotAxis(texts["centre.plot.week"]), new PlotAxis(texts["centre.plot.fractionsInWeek"]) { Minimum = 0 },
            BandsThenLines([.. comparison.Results.Select((result, n) => Band(result.Centre.Name, n, result.Weeks, week => week.Fractions))]))
        { Title = texts["centre.plot.spread"] });
        yield return ("waiting", new Plot(new PlotAxis(texts["centre.plot.week"]), new PlotAxis(texts["centre.plot.patientsNotBegun"]) { Minimum = 0 },
            BandsThenLines([.. comparison.Results.Select((result, n) => Band(result.Centre.Name, n, result.Weeks, week => week.Waiting))]))
        { Title = texts["centre.plot.spread"] });
        var years = comparison.Results[0].Years.Select(year => year.Year).ToList();
        yield return ("started", Bars(texts, "centre.plot.started", years.Select(year => texts.Format("centre.year", year)), comparison.Results.Select(result =>
            (result.Centre.Name, years.Select(year => result[year, "started"]).ToList()))));
    }

    /// <summary>What is used: rooms, the beam, people.</summary>
    private static List<(string Label, string Key)> UseKeys(CentreDescription centre, ReportTexts texts) =>
        [.. centre.Rooms.Select(room => (texts.Format("centre.plot.room", room.Name), $"roomUsePercent:{room.Name}")), (texts["centre.plot.beam"], "beamUsePercent"), .. centre.Roles.Select(role => (role, $"staffUsePercent:{role}"))];

    /// <summary>What patients wait for.</summary>
    private static List<(string Label, string Key)> WaitKeys(CentreDescription centre, ReportTexts texts) =>
        [(texts["centre.plot.rooms"], "roomWaitMinutesMean"), (texts["centre.plot.beam"], "beamWaitMinutesMean"), (texts["centre.plot.repair"], "failureWaitMinutesMean"), .. centre.Roles.Select(role => (role, $"staffWaitMinutesMean:{role}"))];

    private static PlotSeries[] BandsThenLines(IReadOnlyList<(PlotSeries Band, PlotSeries Line)> pairs) => [.. pairs.Select(pair => pair.Band), .. pairs.Select(pair => pair.Line)];

    private static (PlotSeries Band, PlotSeries Line) Band(string name, int color, IReadOnlyList<WeekSummary> weeks, Func<WeekSummary, MetricSummary> figure)
    {
        double[] x = [.. weeks.Select(week => (double)week.Week)];
        MetricSummary[] values = [.. weeks.Select(figure)];
        return (
            new BandSeries("", PlotPalette.At(color), x, [.. values.Select(value => value.P5)], [.. values.Select(value => value.P95)]),
            new LineSeries(name, PlotPalette.At(color), x, [.. values.Select(value => value.P50)]));
    }

    private static Plot Bars(ReportTexts texts, string label, IEnumerable<string> categories, IEnumerable<(string Name, List<MetricSummary> Values)> series)
    {
        List<string> names = [.. categories];
        double[] x = [.. Enumerable.Range(0, names.Count).Select(n => (double)n)];
        return new Plot(new PlotAxis("") { Categories = names }, new PlotAxis(texts[label]) { Minimum = 0 },
            [.. series.Select((one, n) => new BarSeries(one.Name, PlotPalette.At(n), x, [.. one.Values.Select(value => value.P50)])
            {
                Lower = [.. one.Values.Select(value => value.P5)], Upper = [.. one.Values.Select(value => value.P95)],
            })])
        { Title = texts["centre.plot.spread"] };
    }
}
