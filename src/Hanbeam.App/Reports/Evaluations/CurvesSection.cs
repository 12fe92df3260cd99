using Hanbeam.App.Evaluation;
using Hanbeam.App.Reports.Layout;
using Hanbeam.App.Reports.Plots;
using SkiaSharp;

namespace Hanbeam.App.Reports.Evaluations;

/// <summary>Histograms, one plot for each unit and model family: the first dose of a plot solid, the others in dashes of their own.</summary>
internal static class CurvesSection
{
    private const float Height = 230;

    public static IEnumerable<ReportBlock> Blocks(EvaluationDocument document, StructureColors colors, ReportTexts texts)
    {
        if (document.Dvh is not { } all) yield break;
        foreach (var group in document.Doses.GroupBy(dose => dose.Unit))
        {
            var doses = group.ToList();
            var axis = new PlotAxis(AxisLabel(doses, texts)) { Minimum = 0 };
            var lines = doses.SelectMany((dose, n) => all[dose.Name].Structures.Select(curve => (PlotSeries)new LineSeries(n == 0 ? curve.Key : "", colors.Of(curve.Key), curve.Value.Dose, curve.Value.VolumePercent) { Dash = n }));
            var kinds = doses.Count == 1 ? [] : doses.Select((dose, n) => (PlotSeries)new LineSeries(dose.Name, SKColors.Black, [], []) { Dash = n });
            var plot = new Plot(axis, new PlotAxis(texts["dvh.volume"]) { Minimum = 0, Maximum = 100 }, [.. lines, .. kinds]);
            yield return new TogetherBlock([new HeadingBlock($"{texts["evaluation.curves"]}: {Quantity(doses[0], texts)}"), new FiguresBlock(Height, [PlotPainter.Figure(plot)])]);
        }
    }

    private static string AxisLabel(IReadOnlyList<DoseEntry> doses, ReportTexts texts)
    {
        var (quantity, unit) = (Quantity(doses[0], texts), doses[0].Unit);
        var label = quantity == unit ? quantity : $"{quantity} / {unit}";
        return doses.Count == 1 && doses[0].RbeModel is { } model ? $"{label}, {model}" : label;
    }

    private static string Quantity(DoseEntry dose, ReportTexts texts) => texts["quantity." + dose.Quantity.Replace(' ', '-')];
}
