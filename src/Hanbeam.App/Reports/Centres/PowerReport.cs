using Hanbeam.App.Centre.Power;
using Hanbeam.App.Reports.Layout;
using Hanbeam.Centre.Power;

namespace Hanbeam.App.Reports.Centres;

/// <summary>The report of a centre's power alone.</summary>
internal static class PowerReport
{
    /// <summary>Composes the report.</summary>
    /// <param name="centre">The centre's name.</param>
    /// <param name="study">Its power.</param>
    /// <param name="language">The report's language. Names and sources stand as the file has them.</param>
    public static ReportContent Compose(string centre, PowerStudy study, ReportLanguage language)
    {
        var texts = ReportTexts.Of(language);
        return new ReportContent(centre, language,
        [
            .. PowerSection.Blocks(study, texts),
            new HeadingBlock(texts["centre.inputs"]),
            new TableBlock(
                [new TableColumn(texts["centre.input"], ColumnAlign.Left), new TableColumn(texts["centre.source"], ColumnAlign.Left)],
                [.. SourceEntry.Of(study.Input).Select(entry => (TableCell[])[entry.What, entry.Source])]),
            CentreGlossary.OfPower(texts),
        ])
        { Subtitle = texts["power.subtitle"] };
    }
}
