using System.Globalization;
using Hanbeam.App.Evaluation;
using Hanbeam.App.Reports.Layout;

namespace Hanbeam.App.Reports.Evaluations;

/// <summary>Which doses are evaluated: quantity, unit and model, fractions, prescription, grid, source.</summary>
internal static class DosesSection
{
    public static IEnumerable<ReportBlock> Blocks(EvaluationDocument document, ReportTexts texts)
    {
        yield return new HeadingBlock(texts["evaluation.doses"]);
        string[] titles = ["dose", "quantity", "unit", "fractions", "prescribed", "grid", "source"];
        yield return new TableBlock([.. titles.Select(title => new TableColumn(texts["evaluation." + title], ColumnAlign.Left))], [.. document.Doses.Select(dose => Row(dose, texts))]);
    }

    private static string Quantity(DoseEntry dose, ReportTexts texts)
    {
        var name = texts["quantity." + dose.Quantity.Replace(' ', '-')];
        if (dose.Only is not null) name += $" ({texts.Format("evaluation.only", string.Join(", ", dose.Only))})";
        return dose.LeastDoseGy is { } least ? $"{name} ({texts.Format("evaluation.leastDose", least)})" : name;
    }

    private static TableCell[] Row(DoseEntry dose, ReportTexts texts) =>
    [
        dose.Name, Quantity(dose, texts), dose.RbeModel is null ? dose.Unit : $"{dose.Unit} [{dose.RbeModel}]",
        dose.Fractions?.ToString(CultureInfo.InvariantCulture) ?? "–",
        dose.Prescription.Count == 0 ? "–" : string.Join("; ", dose.Prescription.Select(target => string.Create(CultureInfo.InvariantCulture, $"{target.Key} {target.Value:0.##}"))),
        string.Create(CultureInfo.InvariantCulture, $"{dose.SpacingMm[0]:0.##} × {dose.SpacingMm[1]:0.##} × {dose.SpacingMm[2]:0.##} mm"), dose.Source,
    ];
}
