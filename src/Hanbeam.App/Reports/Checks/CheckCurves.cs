using Hanbeam.App.Checks;
using Hanbeam.App.Reports.Evaluations;
using Hanbeam.App.Reports.Layout;
using Hanbeam.App.Reports.Plots;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Evaluation;
using SkiaSharp;

namespace Hanbeam.App.Reports.Checks;

/// <summary>Histograms of every structure in pairs: the plan solid, Monte Carlo in dashes.</summary>
internal static class CheckCurves
{
    private const float Height = 230;

    // As many points as a printed curve can show.
    private const int Bins = 400;

    public static IEnumerable<ReportBlock> Blocks(CheckResult result, ReportTexts texts, WorkContext work)
    {
        var colors = new StructureColors(result.Document.Structures.Keys, result.Doses.Patient);
        foreach (var pair in result.Doses.Pairs)
        {
            var bin = Math.Max(pair.GreatestPlanned, 1e-6) / Bins;
            var curves = StructureComparison.Histograms(result.Doses, pair, work).SelectMany(entry => (PlotSeries[])
            [
                Line(entry.Key, colors.Of(entry.Key), entry.Value.Planned.Curve(bin), 0), Line("", colors.Of(entry.Key), entry.Value.Calculated.Curve(bin), 1),
            ]);
            PlotSeries[] kinds = [new LineSeries(texts["check.ofPlan"], SKColors.Black, [], []), new LineSeries(texts["check.ofMonteCarlo"], SKColors.Black, [], []) { Dash = 1 }];
            var label = pair.Name == "rbe" ? texts.Format("dvh.dose", result.Doses.RbeModel) : texts["dvh.physicalDose"];
            var plot = new Plot(new PlotAxis(label) { Minimum = 0, Maximum = 1.1 * pair.GreatestPlanned }, new PlotAxis(texts["dvh.volume"]) { Minimum = 0, Maximum = 100 }, [.. curves, .. kinds]);
            yield return new TogetherBlock([new HeadingBlock($"{texts["dvh.heading"]}: {CheckReport.Quantity(pair.Name, texts)}"), new FiguresBlock(Height, [PlotPainter.Figure(plot)])]);
        }
    }

    private static LineSeries Line(string name, SKColor color, DvhCurve curve, int dash) => new(name, color, curve.Dose, curve.VolumePercent) { Dash = dash };
}
