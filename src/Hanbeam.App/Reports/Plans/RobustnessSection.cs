using System.Globalization;
using Hanbeam.App.Output;
using Hanbeam.App.Reports.Layout;
using Hanbeam.App.Reports.Plots;

namespace Hanbeam.App.Reports.Plans;

/// <summary>How the dose spreads over error scenarios: bands of histograms, and the figures of the worst scenarios.</summary>
internal static class RobustnessSection
{
    private const float Height = 210;

    public static IEnumerable<ReportBlock> Blocks(ReportedDose dose, PlanSummary summary, BandDocument? bands, ReportTexts texts)
    {
        if (bands is null || summary.Robustness is not { } robust) yield break;
        var label = dose.Results.Dose.RbeGy is null ? texts["dvh.physicalDose"] : texts.Format("dvh.dose", dose.Results.RbeModel);
        var names = bands.Structures.Keys.Where(name => name != dose.Results.Structures.ExternalName).ToList();
        IEnumerable<PlotSeries> areas = names.Select(name => new BandSeries("", dose.ColorOf(name), bands.Structures[name].Dose, bands.Structures[name].LeastPercent, bands.Structures[name].GreatestPercent));
        var lines = names.Select(name => new LineSeries(name, dose.ColorOf(name), bands.Structures[name].Dose, bands.Structures[name].NominalPercent) { Thickness = dose.Targets.Contains(name) ? 1.8f : 1.1f });
        var plot = new Plot(new PlotAxis(label) { Minimum = 0 }, new PlotAxis(texts["dvh.volume"]) { Minimum = 0, Maximum = 100 }, [.. areas, .. lines]);
        yield return new TogetherBlock([new HeadingBlock(texts["robust.heading"]), new FiguresBlock(Height, [PlotPainter.Figure(plot)])]);
        yield return new ParagraphBlock(texts.Format("robust.note", robust.Scenarios, robust.SetupMm, robust.RangePercent, robust.Method));
        yield return new TableBlock(
            [
                new TableColumn(texts["metrics.structure"], ColumnAlign.Left), new TableColumn("D98"), new TableColumn("D95"), new TableColumn("D50"), new TableColumn("D2"),
                new TableColumn(texts["metrics.mean"]), new TableColumn(texts["metrics.max"]),
            ],
            [.. names.Select(name => Row(name, robust.Structures[name], dose))]);
        yield return new ParagraphBlock(texts.Format("robust.figures", dose.Results.MainUnit));
    }

    private static TableCell[] Row(string name, RobustStructureSummary s, ReportedDose dose)
    {
        static string Range(double[] figures) => string.Create(CultureInfo.InvariantCulture, $"{figures[1]:0.0} ({figures[0]:0.0}–{figures[2]:0.0})");
        return [new TableCell(name, Swatch: dose.ColorOf(name)), Range(s.D98), Range(s.D95), Range(s.D50), Range(s.D2), Range(s.Mean), Range(s.Max)];
    }
}
