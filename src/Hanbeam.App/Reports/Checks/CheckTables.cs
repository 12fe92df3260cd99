using System.Globalization;
using Hanbeam.App.Checks;
using Hanbeam.App.Reports.Evaluations;
using Hanbeam.App.Reports.Layout;
using SkiaSharp;

namespace Hanbeam.App.Reports.Checks;

/// <summary>The tables of a check.</summary>
internal static class CheckTables
{
    /// <summary>Criteria with traffic lights, and the comparisons that are not judged.</summary>
    public static IEnumerable<ReportBlock> Criteria(CheckDocument document, ReportTexts texts)
    {
        var rows = document.Criteria.Select(criterion => (TableCell[])
        [
            new TableCell(texts[criterion.Pass ? "check.holds" : "check.holdsNot"], criterion.Pass ? TrafficLight.Met : TrafficLight.Missed),
            CheckReport.Criterion(criterion, texts), CheckReport.Value(criterion), Text($"{(criterion.IsLeast ? "≥" : "≤")} {criterion.Limit:0.##}"), CheckReport.Source(criterion, texts),
        ]).ToList();
        rows.AddRange(document.Gamma.Where(entry => entry.Key.EndsWith("-2-2", StringComparison.Ordinal)).Select(entry => (TableCell[])
            [new TableCell(texts["check.notJudged"]), texts.Format("check.gammaStrict", CheckReport.Quantity(entry.Key.Split('-')[0], texts)), Text($"{entry.Value.PassPercent:0.00}"), "", ""]));
        yield return new HeadingBlock(texts["check.criteria"]);
        yield return new TableBlock(
            [
                new TableColumn(texts["goals.verdict"], ColumnAlign.Left), new TableColumn(texts["check.criterion"], ColumnAlign.Left), new TableColumn("%"), new TableColumn(texts["check.limit"]),
                new TableColumn(texts["check.source"], ColumnAlign.Left),
            ],
            rows);
        yield return new ParagraphBlock(texts["check.gammaNote"]);
        yield return new ParagraphBlock(texts["check.noiseNote"]);
    }

    /// <summary>The failing voxels by what lies there.</summary>
    public static IEnumerable<ReportBlock> Classes(CheckDocument document, ReportTexts texts)
    {
        var failures = document.Failures;
        ReportBlock[] heading = [new HeadingBlock(texts["check.where"]), new ParagraphBlock(texts.Format("check.failing", failures.FailingVoxels, document.Gamma[failures.Criterion].EvaluatedVoxels))];
        if (failures.FailingVoxels == 0)
        {
            yield return new TogetherBlock(heading);
            yield break;
        }

        yield return new TogetherBlock(
        [
            .. heading,
            new TableBlock(
                [
                    new TableColumn(texts["check.place"], ColumnAlign.Left), new TableColumn(texts["check.voxels"]), new TableColumn(texts["check.failingVoxels"]), new TableColumn(texts["check.failPercent"]),
                    new TableColumn(texts["check.share"]), new TableColumn(texts["check.differenceFailing"]), new TableColumn(texts["check.differenceAll"]),
                ],
                [.. failures.Classes.Select(one => (TableCell[])
                [
                    texts["check.class." + one.Class], Text($"{one.EvaluatedVoxels}"), Text($"{one.FailingVoxels}"), one.Class == "statistics" ? "–" : Percent(one.FailPercent, "0.0"), Percent(one.ShareOfFailingPercent, "0.0"),
                    Signed(one.MeanDifferencePercent), Signed(one.MeanDifferenceOfAllPercent),
                ])]),
            new ParagraphBlock(texts["check.placeNote"]),
        ]);
    }

    /// <summary>Figures of the structures: the plan's, and below them the difference of Monte Carlo.</summary>
    public static IEnumerable<ReportBlock> Structures(CheckResult result, ReportTexts texts)
    {
        var colors = new StructureColors(result.Document.Structures.Keys, result.Doses.Patient);
        foreach (var pair in result.Doses.Pairs)
        {
            var reference = result.Document.Structures.Values.Select(structure => Dose(structure, pair.Name)!.ReferenceDose).First();
            yield return new HeadingBlock($"{texts["metrics.heading"]}: {CheckReport.Quantity(pair.Name, texts)} / {pair.Planned.Unit}");
            yield return new TableBlock(
                [
                    new TableColumn(texts["metrics.structure"], ColumnAlign.Left), new TableColumn(texts["metrics.volume"]), new TableColumn(texts["metrics.mean"]), new TableColumn("D98"), new TableColumn("D95"),
                    new TableColumn("D50"), new TableColumn("D2"), new TableColumn(texts["metrics.max"]),
                ],
                [.. result.Document.Structures.SelectMany(entry => Rows(entry.Key, entry.Value, Dose(entry.Value, pair.Name)!, colors.Of(entry.Key)))]);
            yield return new ParagraphBlock(texts.Format("check.differenceNote", reference, pair.Planned.Unit));
        }
    }

    /// <summary>The largest pieces of failing voxels.</summary>
    public static IEnumerable<ReportBlock> Regions(CheckDocument document, ReportTexts texts)
    {
        if (document.Failures.Regions.Count == 0) yield break;
        yield return new TogetherBlock(
        [
            new HeadingBlock(texts["check.regions"]),
            new TableBlock(
                [
                    new TableColumn("x mm"), new TableColumn("y mm"), new TableColumn("z mm"), new TableColumn("cm³"), new TableColumn(texts["check.differenceAll"]),
                    new TableColumn(texts["check.place"], ColumnAlign.Left), new TableColumn(texts["check.structures"], ColumnAlign.Left),
                ],
                [.. document.Failures.Regions.Select(region => (TableCell[])
                [
                    Text($"{region.CenterMm[0]:0}"), Text($"{region.CenterMm[1]:0}"), Text($"{region.CenterMm[2]:0}"), Text($"{region.VolumeCc:0.00}"), Signed(region.MeanDifferencePercent),
                    texts["check.class." + region.Class], string.Join(", ", region.Structures),
                ])]),
        ]);
    }

    private static ComparedDose? Dose(CheckedStructure structure, string pair) => pair == "rbe" ? structure.Rbe : structure.Physical;

    private static IEnumerable<TableCell[]> Rows(string name, CheckedStructure structure, ComparedDose dose, SKColor color)
    {
        ComparedFigure[] figures = [dose.Mean, dose.D98, dose.D95, dose.D50, dose.D2, dose.Max];
        yield return [new TableCell(name, Swatch: color), Text($"{structure.VolumeCc:0.0}"), .. figures.Select(figure => (TableCell)Text($"{figure.Plan:0.00}"))];
        yield return ["  Δ %", "", .. figures.Select(figure => (TableCell)Signed(figure.DifferencePercent!.Value))];
    }

    private static string Percent(double value, string format) => double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "–";

    private static string Signed(double value) => Percent(value, "+0.0;−0.0;0.0");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
