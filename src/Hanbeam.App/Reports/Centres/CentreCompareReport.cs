using System.Globalization;
using Hanbeam.App.Centre;
using Hanbeam.App.Reports.Layout;
using Hanbeam.Centre.Simulation;

namespace Hanbeam.App.Reports.Centres;

/// <summary>The report of compared centres: what a third room, a second shift, another machine would change.</summary>
internal static class CentreCompareReport
{
    // The three figures that a planning office asks for first.
    private static readonly string[] Asked = ["started", "startWaitDaysMedian", "roomUsePercent"];

    /// <summary>Composes the report.</summary>
    /// <param name="comparison">The simulations; the others are compared with the first.</param>
    /// <param name="language">The report's language. Names and sources stand as the files have them.</param>
    public static ReportContent Compose(CentreComparison comparison, ReportLanguage language)
    {
        var texts = ReportTexts.Of(language);
        var (first, others) = (comparison.Results[0], comparison.Results.Skip(1).ToList());
        return new ReportContent(string.Join(" – ", comparison.Results.Select(result => result.Centre.Name)), language,
        [
            new HeadingBlock(texts["centre.question"]),
            new ParagraphBlock(texts.Format("compare.questionText", first.Centre.Name, string.Join(", ", others.Select(other => other.Centre.Name)), first.Centre.Replications)),
            .. others.Select((other, n) => new CalloutBlock(CalloutKind.Note, $"{texts["centre.answer"]}: {other.Centre.Name}", [.. Asked.Select(key => Sentence(comparison, n + 1, key, texts))])),
            .. others.SelectMany((other, n) => Differences(comparison, n + 1, texts)),
            .. CentreReport.Plots(CentrePlots.Of(comparison, texts), texts),
            .. comparison.Results.SelectMany(result => BottleneckSection.Blocks(result, named: true, texts)),
            .. others.SelectMany(other => Inputs(first.Centre, other.Centre, texts)),
            .. CentreInputs.Blocks(first.Centre, texts),
            .. CentreReport.Notes(first, texts),
            CentreGlossary.Block(withPower: false, texts),
        ])
        { Subtitle = texts["compare.subtitle"] };
    }

    private static string Sentence(CentreComparison comparison, int other, string key, ReportTexts texts)
    {
        var year = comparison.Results[0].Years[^1].Year;
        var difference = comparison[other, year, key];
        var what = texts["centre.metric." + key];
        return texts.Format(difference.IsSeen ? "compare.seen" : "compare.unseen", year, what, Text(difference.First.Mean), Text(difference.Other.Mean), Signed(difference.Mean), Signed(difference.Low), Signed(difference.High));
    }

    private static IEnumerable<ReportBlock> Differences(CentreComparison comparison, int other, ReportTexts texts)
    {
        var (first, second) = (comparison.Results[0].Centre.Name, comparison.Results[other].Centre.Name);
        yield return new HeadingBlock(texts.Format("compare.heading", second, first));
        foreach (var year in comparison.Results[0].Years)
        {
            yield return new TableBlock(
                [
                    new TableColumn(texts.Format("centre.year", year.Year), ColumnAlign.Left), new TableColumn(first), new TableColumn(second), new TableColumn(texts["compare.difference"]), new TableColumn(texts["compare.interval"]),
                ],
                [.. CentreRunText.Keys.Select(key => Row(texts["centre.metric." + key], comparison[other, year.Year, key]))]);
        }

        yield return new ParagraphBlock(texts["compare.note"]);
    }

    private static TableCell[] Row(string what, MetricDifference difference) => double.IsFinite(difference.Mean)
        ? [what, Text(difference.First.Mean), Text(difference.Other.Mean), Signed(difference.Mean), difference.IsSeen ? $"{Signed(difference.Low)} … {Signed(difference.High)}" : $"({Signed(difference.Low)} … {Signed(difference.High)})"]
        : [what, "–", "–", "–", "–"];

    // What the files say differently: what one has and the other lacks is a difference too.
    private static IEnumerable<ReportBlock> Inputs(CentreDescription first, CentreDescription other, ReportTexts texts)
    {
        var (a, b) = (first.Inputs.ToDictionary(input => input.Path, input => input.Value), other.Inputs.ToDictionary(input => input.Path, input => input.Value));
        var differing = a.Keys.Union(b.Keys).Where(path => a.GetValueOrDefault(path) != b.GetValueOrDefault(path)).ToList();
        if (differing.Count == 0) yield break;
        yield return new HeadingBlock(texts["compare.inputs"]);
        yield return new TableBlock(
            [new TableColumn(texts["centre.input"], ColumnAlign.Left), new TableColumn(first.Name, ColumnAlign.Left), new TableColumn(other.Name, ColumnAlign.Left)],
            [.. differing.Select(path => (TableCell[])[path, a.GetValueOrDefault(path, "–"), b.GetValueOrDefault(path, "–")])]);
    }

    // Three figures, as many as differences of a simulation deserve.
    private static string Text(double value) => value.ToString(Digits(value), CultureInfo.InvariantCulture);

    private static string Signed(double value) => value.ToString($"+{Digits(value)};−{Digits(value)};0", CultureInfo.InvariantCulture);

    private static string Digits(double value) => Math.Abs(value) switch { >= 100 => "0", >= 10 => "0.0", _ => "0.00" };
}
