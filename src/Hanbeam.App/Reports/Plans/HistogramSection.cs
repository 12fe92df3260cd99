using Hanbeam.App.Output;
using Hanbeam.App.Reports.Layout;
using Hanbeam.App.Reports.Plots;
using Hanbeam.Treatment.Evaluation;

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
        var curves = histograms.Structures.Select(entry => Line(dose, entry.Key, entry.Value));
        var plot = new Plot(
            new PlotAxis(label) { Minimum = 0, Maximum = 1.02 * Math.Max(dose.Reference, results.MainDose.Values.Max()) },
            new PlotAxis(texts["dvh.volume"]) { Minimum = 0, Maximum = 100 },
            [.. curves]);
        yield return new TogetherBlock([new HeadingBlock(texts["dvh.heading"]), new FiguresBlock(Height, [PlotPainter.Figure(plot)])]);
    }

    /// <summary>A structure's line: of a dose, or of LET.</summary>
    public static LineSeries Line(ReportedDose dose, string structure, DvhCurve curve) => new(structure, dose.ColorOf(structure), curve.Dose, curve.VolumePercent)
    {
        Thickness = dose.Targets.Contains(structure) ? TargetLine : OrganLine,
    };
}
