using System.Globalization;
using Hanbeam.App.Evaluation;
using Hanbeam.App.Reports.Layout;
using Hanbeam.Treatment.Evaluation.Goals;

namespace Hanbeam.App.Reports.Evaluations;

/// <summary>Clinical goals with traffic lights, the most important first, and where the limits come from.</summary>
internal static class GoalsSection
{
    public static IEnumerable<ReportBlock> Blocks(GoalsEntry? goals, bool severalDoses, ReportTexts texts)
    {
        if (goals is null) yield break;
        string[] left = severalDoses ? ["verdict", "structure", "goal", "dose"] : ["verdict", "structure", "goal"];
        yield return new TogetherBlock(
        [
            new HeadingBlock(texts.Format("goals.heading", goals.Name)),
            new ParagraphBlock(goals.Description),
            new ParagraphBlock(texts.Format("goals.count", goals.Met, goals.WithinTolerance, goals.Missed, goals.NotEvaluated)),
            new TableBlock(
                [
                    .. left.Select(title => new TableColumn(texts["goals." + title], ColumnAlign.Left)), new TableColumn(texts["goals.value"]), new TableColumn(texts["goals.tolerance"]),
                    new TableColumn(texts["goals.priority"]), new TableColumn(texts["goals.reason"], ColumnAlign.Left),
                ],
                [.. goals.Verdicts.OrderBy(verdict => verdict.Priority).Select(verdict => Row(verdict, severalDoses, texts))]),
        ]);
        yield return new HeadingBlock(texts["goals.sources"], Level: 2);
        yield return new BulletsBlock([.. goals.Verdicts.Select(Source).Where(source => source.Length > 0).Distinct()]);
    }

    private static List<TableCell> Row(VerdictEntry verdict, bool severalDoses, ReportTexts texts)
    {
        var (light, word) = Light(verdict.Status);
        List<TableCell> row = [new TableCell(texts["goals." + word], light), verdict.Structure, verdict.Goal];
        if (severalDoses) row.Add(verdict.Dose);
        row.AddRange([Number(verdict.Value), Number(verdict.Tolerance), verdict.Priority.ToString(CultureInfo.InvariantCulture), verdict.Reason ?? ""]);
        return row;
    }

    private static (TrafficLight Light, string Word) Light(string status) =>
        status == VerdictEntry.Words(GoalStatus.Met) ? (TrafficLight.Met, "met")
        : status == VerdictEntry.Words(GoalStatus.WithinTolerance) ? (TrafficLight.Tolerated, "withinTolerance")
        : status == VerdictEntry.Words(GoalStatus.Missed) ? (TrafficLight.Missed, "missed")
        : (TrafficLight.Unknown, "notEvaluated");

    private static string Source(VerdictEntry verdict) => verdict.Evidence.Length > 0 && verdict.Source.Length > 0 ? $"{verdict.Source} ({verdict.Evidence})" : verdict.Source;

    private static string Number(double? value) => value is { } number && double.IsFinite(number) ? number.ToString("0.00", CultureInfo.InvariantCulture) : "–";
}
