using Hanbeam.App.Centre;
using Hanbeam.App.Reports.Layout;
using Hanbeam.App.Reports.Plots;
using Hanbeam.Centre.Power;
using Hanbeam.Centre.Simulation;

namespace Hanbeam.App.Reports.Centres;

/// <summary>The report of a simulated centre for a planning office: question, answer, figures, plots, what holds it back, assumptions, terms.</summary>
internal static class CentreReport
{
    private const float PlotHeight = 175;

    /// <summary>Composes the report of one centre.</summary>
    /// <param name="result">The simulation.</param>
    /// <param name="power">Its power, where the file has a section about it.</param>
    /// <param name="language">The report's language. Names and sources stand as the file has them.</param>
    public static ReportContent Compose(CentreRunResult result, PowerStudy? power, ReportLanguage language)
    {
        var texts = ReportTexts.Of(language);
        return new ReportContent(result.Centre.Name, language,
        [
            new HeadingBlock(texts["centre.question"]),
            new ParagraphBlock(texts.Format("centre.questionText", result.Centre.Name, result.Centre.Rooms.Count, CentreNumbersText.Short(WeekHours(result.Centre)), result.Centre.Replications, result.Centre.Years)),
            new CalloutBlock(CalloutKind.Note, texts["centre.answer"], Answer(result, texts)),
            .. CentreFigures.Blocks(result, texts),
            .. Plots(CentrePlots.Of(result, texts), texts),
            .. BottleneckSection.Blocks(result, named: false, texts),
            .. power is null ? [] : PowerSection.Blocks(power, texts),
            .. CentreInputs.Blocks(result.Centre, texts),
            .. Notes(result, texts),
            CentreGlossary.Block(power is not null, texts),
        ])
        { Subtitle = texts["centre.subtitle"] };
    }

    /// <summary>Plots in pairs.</summary>
    public static IEnumerable<ReportBlock> Plots(IEnumerable<(string Name, Plot Plot)> plots, ReportTexts texts)
    {
        yield return new HeadingBlock(texts["centre.plots"]);
        foreach (var pair in plots.Chunk(2)) yield return new FiguresBlock(PlotHeight, [.. pair.Select(plot => PlotPainter.Figure(plot.Plot))]);
    }

    /// <summary>What the model takes for granted.</summary>
    public static IEnumerable<ReportBlock> Notes(CentreRunResult result, ReportTexts texts)
    {
        if (result.Notes.Count > 0) yield return new CalloutBlock(CalloutKind.Warning, texts["centre.notes"], [.. result.Notes.Select(note => "• " + CentreWords.Of(note, texts))]);
    }

    // The last year: the centre as it has become.
    private static string[] Answer(CentreRunResult result, ReportTexts texts)
    {
        var year = result.Years[^1].Year;
        string P50(string key) => CentreNumbersText.Short(result[year, key].P50);
        string P5(string key) => CentreNumbersText.Short(result[year, key].P5);
        string P95(string key) => CentreNumbersText.Short(result[year, key].P95);
        return
        [
            texts.Format("centre.answerVolume", year, P50("fractionsPerDay"), P5("fractionsPerDay"), P95("fractionsPerDay"), P50("fractions"), P50("started"), P5("started"), P95("started")),
            texts.Format("centre.answerWait", P50("startWaitDaysMedian"), P50("roomWaitMinutesMean"), P50("beamWaitMinutesMean"), P50("overtimeMinutesPerDay")),
            CentreWords.Of(result.Years[^1].Bottleneck, texts)[0],
        ];
    }

    private static double WeekHours(CentreDescription centre) => centre.Shifts.Sum(shift => shift.Days.Count * (shift.ToMinutes - shift.FromMinutes) / 60);
}
