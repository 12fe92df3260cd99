using System.Globalization;
using Hanbeam.App.Output;
using Hanbeam.App.Reports.Layout;

namespace Hanbeam.App.Reports.Plans;

/// <summary>What the optimisation came to: its terms, its constraints, what making spots deliverable cost, and the trade of energy layers.</summary>
internal static class OptimisationSection
{
    public static IEnumerable<ReportBlock> Blocks(PlanSummary summary, ReportTexts texts)
    {
        if (summary.Optimisation is not { } optimisation) yield break;
        yield return new HeadingBlock(texts["optimisation.heading"]);
        yield return new TableBlock(
            [new TableColumn(texts["optimisation.term"], ColumnAlign.Left), new TableColumn(texts["optimisation.weight"]), new TableColumn(texts["optimisation.value"])],
            [.. optimisation.Terms.Select(term => (TableCell[])[term.Label, Text($"{term.Weight:G6}"), Text($"{term.Value:G4}")])]);
        yield return new ParagraphBlock(texts.Format("optimisation.limits", optimisation.ObjectiveBeforeLimits, optimisation.Objective));
        if (optimisation.Constraints is { } constraints)
        {
            yield return new TableBlock(
                [
                    new TableColumn(texts["optimisation.constraint"], ColumnAlign.Left), new TableColumn(texts["optimisation.limit"]), new TableColumn(texts["optimisation.excess"]),
                    new TableColumn(texts["optimisation.worst"]), new TableColumn(texts["optimisation.inOptimiser"]), new TableColumn(texts["optimisation.met"]),
                ],
                [.. constraints.Select(verdict => (TableCell[])
                [
                    verdict.Label, Text($"{verdict.Limit:0.##} {verdict.Unit}"), Text($"{verdict.Excess:0.00}"), Text($"{verdict.WorstExcess:0.00} ({verdict.WorstScenario})"),
                    Text($"{verdict.OptimiserExcess:0.00}"), texts[verdict.Met ? "optimisation.yes" : "optimisation.no"],
                ])]);
        }

        if (optimisation.LayerSteps is not { } steps) yield break;
        yield return new TableBlock(
            [
                new TableColumn(texts["optimisation.layers"]), new TableColumn(texts["optimisation.seconds"]), new TableColumn(texts["optimisation.objective"]), new TableColumn(texts["optimisation.taken"]),
            ],
            [.. steps.Select(step => (TableCell[])[Text($"{(step.Beam is { } beam ? $"{beam}: " : "")}{step.Layers}"), Text($"{step.DeliverySeconds:0.0}"), Text($"{step.Objective:G4}"), step.Taken ? "●" : ""])]);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
