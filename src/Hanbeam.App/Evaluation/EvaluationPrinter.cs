using System.Globalization;
using Hanbeam.App.Commands;
using Hanbeam.Treatment.Evaluation.Goals;

namespace Hanbeam.App.Evaluation;

/// <summary>An evaluation as text: the doses, a table by structure, the verdicts.</summary>
internal static class EvaluationPrinter
{
    private const int Column = 9;
    private const int LongestName = 24;
    private const string None = "–";

    /// <summary>Prints it.</summary>
    public static void Print(CommandRun run, EvaluationDocument document)
    {
        foreach (var line in Lines(document)) run.WriteLine(line);
    }

    /// <summary>The lines.</summary>
    internal static IEnumerable<string> Lines(EvaluationDocument document)
    {
        foreach (var dose in document.Doses) yield return Described(dose);
        foreach (var group in document.Doses.GroupBy(dose => dose.Unit))
        {
            foreach (var line in Tables(document, [.. group])) yield return line;
        }

        if (document.StandardNames.Count > 0)
        {
            yield return "";
            yield return "TG-263 would write " + string.Join(", ", document.StandardNames.Select(name => $"{name.Key} as {name.Value}"));
        }

        if (document.Goals is not { } goals) yield break;
        yield return "";
        foreach (var line in Verdicts(goals, document.Doses.Count)) yield return line;
    }

    private static string Described(DoseEntry dose)
    {
        var fractions = dose.Fractions is { } number ? Text($", {number} fractions") : "";
        var model = dose.RbeModel is null ? "" : $", {dose.RbeModel}";
        var prescribed = dose.Prescription.Count > 0 ? ", prescribed " + string.Join(", ", dose.Prescription.Select(target => Text($"{target.Key} {target.Value:0.###}"))) : "";
        var only = dose.Only is null ? "" : $", for {string.Join(", ", dose.Only)} only";
        return Text($"{dose.Name}: {dose.Source}: {dose.Quantity}{model}{only}, {dose.Unit}{fractions}{prescribed}, grid of {dose.SpacingMm[0]:0.##} × {dose.SpacingMm[1]:0.##} × {dose.SpacingMm[2]:0.##} mm");
    }

    // Metrics that all structures have first, and below them those of some, such as the indices of targets.
    private static IEnumerable<string> Tables(EvaluationDocument document, IReadOnlyList<DoseEntry> doses)
    {
        var rows = document.Structures.SelectMany(structure => doses.Where(dose => structure.Value.ContainsKey(dose.Name)).Select(dose => new Row(structure.Key, dose, structure.Value[dose.Name]))).ToArray();
        var metrics = rows.SelectMany(row => row.Entry.Metrics.Keys).Distinct().ToLookup(metric => rows.All(row => row.Entry.Metrics.ContainsKey(metric)));
        foreach (var some in new[] { true, false })
        {
            var shown = metrics[some].ToArray();
            if (shown.Length == 0) continue;
            yield return "";
            foreach (var line in Table(document, [.. rows.Where(row => shown.Any(row.Entry.Metrics.ContainsKey))], shown, doses)) yield return line;
        }
    }

    private static IEnumerable<string> Table(EvaluationDocument document, IReadOnlyList<Row> rows, string[] metrics, IReadOnlyList<DoseEntry> doses)
    {
        var structures = Width(rows.Select(row => row.Structure), "structure");
        var names = doses.Count > 1 ? Width(doses.Select(dose => dose.Name).Append("  − " + document.Reference), "dose") : 0;
        var headings = metrics.Select(metric => Metric.Parse(metric)).Select(metric => metric.Unit is MetricUnit.Percent or MetricUnit.CubicCentimetre ? metric.ToString() : metric.Label).ToArray();
        var widths = headings.Select(heading => Math.Max(Column, heading.Length + 2)).ToArray();
        var least = doses[0].LeastDoseGy is { } gy ? Text($", where the physical dose is at least {gy:0.##} Gy") : "";
        var unit = metrics.Any(metric => MetricUnits.IsAbsoluteDose(Metric.Parse(metric).Unit)) ? $"  {doses[0].Unit}{least}" : "";
        yield return Left("structure", structures) + Left(names > 0 ? "dose" : "", names) + Right("cc", Column) + string.Concat(headings.Select((heading, n) => Right(heading, widths[n]))) + unit;
        var last = "";
        foreach (var (structure, dose, entry) in rows)
        {
            yield return Left(structure == last ? "" : structure, structures) + Left(names > 0 ? dose.Name : "", names) + Right(Text($"{entry.VolumeCc:0.00}"), Column) + Cells(metrics, widths, entry.Metrics, "");
            if (entry.Differences is { } differences && metrics.Any(differences.ContainsKey))
                yield return Left("", structures) + Left("  − " + document.Reference, names) + Right("", Column) + Cells(metrics, widths, differences, "+");
            last = structure;
        }
    }

    private static string Cells(IReadOnlyList<string> metrics, int[] widths, IReadOnlyDictionary<string, double> values, string sign) =>
        string.Concat(metrics.Select((metric, n) => Right(values.TryGetValue(metric, out var value) ? Number(metric, value, sign) : None, widths[n]))).TrimEnd();

    private static string Number(string metric, double value, string sign)
    {
        if (!double.IsFinite(value)) return None;
        var digits = Metric.Parse(metric).Unit switch { MetricUnit.None => "0.000", MetricUnit.Percent => "0.0", _ => "0.00" };
        return value.ToString(sign.Length > 0 ? $"+{digits};−{digits};{digits}" : digits, CultureInfo.InvariantCulture);
    }

    /// <summary>The lines of the verdicts.</summary>
    /// <param name="goals">The goals.</param>
    /// <param name="doses">Number of doses; from two on a column says which.</param>
    internal static IEnumerable<string> Verdicts(GoalsEntry goals, int doses)
    {
        yield return $"goals {goals.Name}: {goals.Description}";
        var (structures, expressions, names) = (Width(goals.Verdicts.Select(verdict => verdict.Structure), ""), Width(goals.Verdicts.Select(verdict => verdict.Goal), ""), Width(goals.Verdicts.Select(verdict => verdict.Dose), ""));
        foreach (var verdict in goals.Verdicts.OrderBy(verdict => verdict.Priority))
        {
            var value = verdict.Value is { } number ? Number(verdict.Goal.Split(' ')[0], number, "") : None;
            yield return Text($"  {Left(verdict.Status, 18)}{Left(verdict.Structure, structures)}{Left(verdict.Goal, expressions)}{Right(value, Column)}   ") +
                (doses > 1 ? Left(verdict.Dose, names) : "") + (verdict.Reason ?? Text($"priority {verdict.Priority}{(verdict.Evidence.Length > 0 && verdict.Evidence != "found" ? ", limit " + verdict.Evidence : "")}"));
        }

        yield return Text($"  {goals.Met} met, {goals.WithinTolerance} within tolerance, {goals.Missed} missed, {goals.NotEvaluated} not evaluated");
    }

    private static int Width(IEnumerable<string> texts, string heading) => Math.Min(LongestName + 12, texts.Append(heading).Max(text => text.Length)) + 2;

    private static string Left(string text, int width) => text.Length < width || width == 0 ? text.PadRight(width) : text + " ";

    private static string Right(string text, int width) => text.PadLeft(width);

    private sealed record Row(string Structure, DoseEntry Dose, StructureEntry Entry);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
