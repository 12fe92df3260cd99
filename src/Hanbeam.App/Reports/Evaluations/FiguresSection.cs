using System.Globalization;
using Hanbeam.App.Evaluation;
using Hanbeam.App.Reports.Layout;
using Hanbeam.Treatment.Evaluation.Goals;

namespace Hanbeam.App.Reports.Evaluations;

/// <summary>Metrics of every structure, doses of one unit in one table, with the difference from the reference below.</summary>
internal static class FiguresSection
{
    // More columns than this do not fit beside a structure's name.
    private const int MostColumns = 8;

    public static IEnumerable<ReportBlock> Blocks(EvaluationDocument document, StructureColors colors, ReportTexts texts)
    {
        foreach (var group in document.Doses.GroupBy(dose => dose.Unit))
        {
            var names = group.Select(dose => dose.Name).ToHashSet();
            var rows = document.Structures.SelectMany(structure => structure.Value.Where(entry => names.Contains(entry.Key)).Select(entry => new Row(structure.Key, entry.Key, entry.Value))).ToList();
            yield return new HeadingBlock($"{texts["evaluation.figures"]} / {group.Key}");
            var metrics = rows.SelectMany(row => row.Entry.Metrics.Keys).Distinct().ToLookup(metric => rows.All(row => row.Entry.Metrics.ContainsKey(metric)));
            foreach (var part in metrics[true].Chunk(MostColumns).Concat(metrics[false].Chunk(MostColumns)))
                yield return Table([.. rows.Where(row => part.Any(row.Entry.Metrics.ContainsKey))], part, names.Count > 1, colors, texts);
            if (rows.Any(row => row.Entry.Differences is not null)) yield return new ParagraphBlock(texts.Format("evaluation.differences", document.Reference!));
        }
    }

    private static TableBlock Table(List<Row> rows, string[] metrics, bool severalDoses, StructureColors colors, ReportTexts texts)
    {
        string[] left = severalDoses ? ["structure", "dose"] : ["structure"];
        return new TableBlock(
            [
                .. left.Select(title => new TableColumn(texts["evaluation." + title], ColumnAlign.Left)), new TableColumn(texts["metrics.volume"]),
                .. metrics.Select(metric => new TableColumn(Heading(Metric.Parse(metric)))),
            ],
            [.. rows.SelectMany((row, n) => Rows(row, n > 0 && rows[n - 1].Structure == row.Structure, metrics, severalDoses, colors))]);
    }

    private static IEnumerable<List<TableCell>> Rows(Row row, bool again, string[] metrics, bool severalDoses, StructureColors colors)
    {
        List<TableCell> left = [again ? "" : new TableCell(row.Structure, Swatch: colors.Of(row.Structure))];
        if (severalDoses) left.Add(row.Dose);
        yield return [.. left, row.Entry.VolumeCc.ToString("0.00", CultureInfo.InvariantCulture), .. metrics.Select(metric => (TableCell)Value(row.Entry.Metrics, metric, ""))];
        if (row.Entry.Differences is { } differences && metrics.Any(differences.ContainsKey))
            yield return ["", "  Δ", "", .. metrics.Select(metric => (TableCell)Value(differences, metric, "+"))];
    }

    private static string Value(IReadOnlyDictionary<string, double> values, string metric, string sign)
    {
        if (!values.TryGetValue(metric, out var value) || !double.IsFinite(value)) return "–";
        var digits = Metric.Parse(metric).Unit switch { MetricUnit.None => "0.000", MetricUnit.Percent => "0.0", _ => "0.00" };
        return value.ToString(sign.Length > 0 ? $"+{digits};−{digits};{digits}" : digits, CultureInfo.InvariantCulture);
    }

    private static string Heading(Metric metric) => metric.Unit is MetricUnit.Percent or MetricUnit.CubicCentimetre ? metric.ToString() : metric.Label;

    private sealed record Row(string Structure, string Dose, StructureEntry Entry);
}
