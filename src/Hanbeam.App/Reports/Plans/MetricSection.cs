using System.Globalization;
using Hanbeam.App.Output;
using Hanbeam.App.Reports.Layout;

namespace Hanbeam.App.Reports.Plans;

/// <summary>The figures of each structure, and how the targets are covered.</summary>
internal static class MetricSection
{
    public static IEnumerable<ReportBlock> Blocks(ReportedDose dose, PlanSummary summary, ReportTexts texts)
    {
        var weighted = dose.Results.Dose.RbeGy is not null;
        yield return new HeadingBlock(texts["metrics.heading"]);
        yield return new TableBlock(
            [
                new TableColumn(texts["metrics.structure"], ColumnAlign.Left), new TableColumn(texts["metrics.volume"]), new TableColumn(texts["metrics.mean"]),
                new TableColumn("D98"), new TableColumn("D95"), new TableColumn("D50"), new TableColumn("D2"), new TableColumn(texts["metrics.max"]), new TableColumn(texts["metrics.let"]),
            ],
            [.. summary.Structures.Select(entry => Row(entry.Key, entry.Value, weighted, dose))]);
        yield return new ParagraphBlock(texts.Format("metrics.note", weighted ? $"Gy(RBE) [{dose.Results.RbeModel}]" : "Gy"));
        foreach (var block in Targets(dose, summary, texts)) yield return block;
    }

    private static IEnumerable<ReportBlock> Targets(ReportedDose dose, PlanSummary summary, ReportTexts texts)
    {
        var targets = summary.Structures.Where(entry => entry.Value.V95Percent is not null).ToList();
        if (targets.Count == 0) yield break;
        yield return new TableBlock(
            [
                new TableColumn(texts["metrics.targets"], ColumnAlign.Left), new TableColumn(texts["metrics.coverage"]), new TableColumn(texts["metrics.conformity"]), new TableColumn(texts["metrics.air"]),
            ],
            [.. targets.Select(entry => (TableCell[])
            [
                new TableCell(entry.Key, Swatch: dose.ColorOf(entry.Key)), Text($"{entry.Value.V95Percent:0.0}"), Text($"{entry.Value.PaddickConformity95:0.00}"), Text($"{entry.Value.AirPercent:0.0}"),
            ])]);
        if ((summary.MaxOutsideTargetsGyRbe ?? summary.MaxOutsideTargetsGy) is { } highest)
            yield return new ParagraphBlock(texts.Format("metrics.outside", highest, dose.Results.MainUnit));
    }

    private static TableCell[] Row(string name, StructureSummary s, bool weighted, ReportedDose dose)
    {
        string Dose(double? rbe, double? physical) => (weighted ? rbe : physical) is { } value && double.IsFinite(value) ? Text($"{value:0.00}") : "–";
        return
        [
            new TableCell(name, Swatch: dose.ColorOf(name)), Text($"{s.VolumeCc:0.0}"), Dose(s.MeanGyRbe, s.MeanGy), Dose(s.D98GyRbe, s.D98Gy), Dose(s.D95GyRbe, s.D95Gy),
            Dose(s.D50GyRbe, s.D50Gy), Dose(s.D2GyRbe, s.D2Gy), Dose(s.MaxGyRbe, s.MaxGy), double.IsFinite(s.MeanLetKeVPerUm) ? Text($"{s.MeanLetKeVPerUm:0.0}") : "–",
        ];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
