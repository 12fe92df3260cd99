using Hanbeam.App.Centre;
using Hanbeam.App.Reports.Layout;
using Hanbeam.Centre.Simulation;

namespace Hanbeam.App.Reports.Centres;

/// <summary>The key figures by year: median, P5 and P95.</summary>
internal static class CentreFigures
{
    // More columns are too narrow for a median with its spread.
    private const int MostYears = 4;

    public static IEnumerable<ReportBlock> Blocks(CentreRunResult result, ReportTexts texts)
    {
        yield return new HeadingBlock(texts["centre.figures"]);
        foreach (var years in result.Years.Chunk(MostYears))
        {
            yield return new TableBlock(
                [new TableColumn(texts["centre.figure"], ColumnAlign.Left), .. years.Select(year => new TableColumn(texts.Format("centre.year", year.Year)))],
                [.. Rows(result.Centre, texts).Select(row => (TableCell[])[row.Label, .. years.Select(year => (TableCell)CentreNumbersText.Spread(result[year.Year, row.Key]))])]);
        }

        yield return new ParagraphBlock(texts["centre.figuresNote"]);
    }

    private static IEnumerable<(string Label, string Key)> Rows(CentreDescription centre, ReportTexts texts) =>
        CentreRunText.Keys.Select(key => (texts["centre.metric." + key], key))
            .Concat(centre.Rooms.Select(room => (texts.Format("centre.roomUse", room.Name), $"roomUsePercent:{room.Name}")))
            .Concat(centre.Roles.Select(role => (texts.Format("centre.staffUse", role), $"staffUsePercent:{role}")));
}
