using System.Globalization;
using Hanbeam.App.Centre;
using Hanbeam.App.Reports.Layout;
using Hanbeam.Centre.Simulation;

namespace Hanbeam.App.Reports.Centres;

/// <summary>What holds the centre back in its last year, in words and by resource.</summary>
internal static class BottleneckSection
{
    /// <summary>The section of one centre.</summary>
    /// <param name="result">The centre.</param>
    /// <param name="named">Whether the heading names it, because there are others.</param>
    /// <param name="texts">The report's language.</param>
    public static IEnumerable<ReportBlock> Blocks(CentreRunResult result, bool named, ReportTexts texts)
    {
        var year = result.Years[^1];
        var heading = texts.Format("centre.bottleneck", year.Year);
        yield return new HeadingBlock(named ? $"{result.Centre.Name}: {heading}" : heading);
        yield return new BulletsBlock(CentreWords.Of(year.Bottleneck, texts));
        yield return new TableBlock(
            [
                new TableColumn(texts["centre.resource"], ColumnAlign.Left), new TableColumn(texts["centre.units"]), new TableColumn(texts["centre.use"]), new TableColumn(texts["centre.wait"]),
            ],
            [.. year.Bottleneck.Loads.Select(load => (TableCell[])
            [
                CentreWords.Of(load, texts), load.Units.ToString(CultureInfo.InvariantCulture), CentreNumbersText.Short(load.UsePercent), CentreNumbersText.Short(load.WaitMinutesPerFraction),
            ])]);
    }
}
