using Hanbeam.App.Output;
using Hanbeam.App.Reports.Layout;
using Hanbeam.App.Reports.Plots;

namespace Hanbeam.App.Reports.Plans;

/// <summary>Dose-volume histograms; the targets' lines are thicker.</summary>
internal static class HistogramSection
{
    private const float Height = 230;
    private const float TargetLine = 1.8f;
    private const float OrganLine = 1.1f;

    public static IEnumerable<ReportBlock> Blocks(ReportedDose dose, DvhDocument histograms, ReportTexts texts)
    {
        var results = dose.Results;
        var label = results.Dose.RbeGy is null ? texts["dvh.physicalDose"] : texts.Format("dvh.dose", results.RbeModel);
        var curves = histograms.Structures.Select(entry => new LineSeries(entry.Key, dose.ColorOf(entry.Key), entry.Value.Dose, entry.Value.VolumePercent)
        {
            Thickness = dose.Targets.Contains(entry.Key) ? TargetLine : OrganLine,
        });
        var plot = new Plot(
            new PlotAxis(label) { Minimum = 0, Maximum = 1.02 * Math.Max(dose.Reference, results.MainDose.Values.Max()) },
            new PlotAxis(texts["dvh.volume"]) { Minimum = 0, Maximum = 100 },
            [.. curves]);
        yield return new TogetherBlock([new HeadingBlock(texts["dvh.heading"]), new FiguresBlock(Height, [PlotPainter.Figure(plot)])]);
    }
}
