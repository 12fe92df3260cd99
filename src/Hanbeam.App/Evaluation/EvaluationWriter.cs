using System.Globalization;
using System.Text;
using Hanbeam.App.Output;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Evaluation.Goals;
using Hanbeam.Treatment.Imaging;

namespace Hanbeam.App.Evaluation;

/// <summary>Fills the folder of an evaluation (docs/formats/evaluation.md).</summary>
internal static class EvaluationWriter
{
    /// <summary>Writes evaluation.json, the curves of each dose, metrics.csv, with goals goals.csv, and the maps of what was calculated from plan folders.</summary>
    public static void Write(OutputFolder folder, EvaluationDocument document, IReadOnlyList<EvaluatedDose> doses) => folder.Write(() =>
    {
        foreach (var dose in doses.Where(dose => PlanFolder.IsPlanFolder(dose.Dose.Source))) MetaImage.Write(folder.PathOf(MapName(dose)), dose.Dose.Values);
        PlanFolderWriter.WriteJson(folder.PathOf("evaluation.json"), document with { Dvh = null });
        foreach (var (name, curves) in document.Dvh!) PlanFolderWriter.WriteJson(folder.PathOf($"dvh-{FileName(name)}.json"), curves);
        File.WriteAllText(folder.PathOf("metrics.csv"), MetricsCsv(document));
        if (document.Goals is { } goals) File.WriteAllText(folder.PathOf("goals.csv"), GoalsCsv(goals));
    });

    internal static string MetricsCsv(EvaluationDocument document)
    {
        var text = new StringBuilder("structure,dose,metric,value,unit,difference\n");
        foreach (var (structure, entries) in document.Structures)
        {
            foreach (var (dose, entry) in entries)
            {
                foreach (var (metric, value) in entry.Metrics)
                {
                    var difference = entry.Differences?.TryGetValue(metric, out var number) == true ? Number(number) : "";
                    text.AppendJoin(',', Cell(structure), Cell(dose), metric, Number(value), MetricUnits.Text(Metric.Parse(metric).Unit), difference).Append('\n');
                }
            }
        }

        return text.ToString();
    }

    private static string GoalsCsv(GoalsEntry goals)
    {
        var text = new StringBuilder("structure,dose,goal,status,value,tolerance,priority,evidence,source,reason\n");
        foreach (var verdict in goals.Verdicts)
            text.AppendJoin(',', Cell(verdict.Structure), Cell(verdict.Dose), verdict.Goal, verdict.Status, verdict.Value is { } value ? Number(value) : "", Number(verdict.Tolerance),
                verdict.Priority.ToString(CultureInfo.InvariantCulture), Cell(verdict.Evidence), Cell(verdict.Source), Cell(verdict.Reason ?? "")).Append('\n');
        return text.ToString();
    }

    private static string MapName(EvaluatedDose dose) => (dose.Dose.Quantity is DoseQuantity.Let or DoseQuantity.Rbe ? "" : "dose-") + FileName(dose.Name) + ".mha";

    // A model such as constant:1.1 is no file's name everywhere.
    private static string FileName(string dose) => string.Concat(dose.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' ? letter : '-'));

    private static string Number(double value) => double.IsFinite(value) ? value.ToString(CultureInfo.InvariantCulture) : "";

    private static string Cell(string text) => text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
