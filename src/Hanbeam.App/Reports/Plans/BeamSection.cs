using System.Globalization;
using Hanbeam.App.Output;
using Hanbeam.App.Reports.Layout;

namespace Hanbeam.App.Reports.Plans;

/// <summary>The beams as they are delivered.</summary>
internal static class BeamSection
{
    public static IEnumerable<ReportBlock> Blocks(PlanSummary summary, ReportTexts texts)
    {
        string[] titles = ["gantry", "couch", "shifter", "gap", "layers", "spots", "ions", "energies", "time"];
        yield return new HeadingBlock(texts["beams.heading"]);
        yield return new TableBlock(
            [new TableColumn(texts["beams.beam"], ColumnAlign.Left), .. titles.Select(title => new TableColumn(texts["beams." + title]))],
            [.. summary.Beams.Select(Row)]);
        yield return new ParagraphBlock(texts["beams.note"]);
    }

    private static TableCell[] Row(BeamSummary beam) =>
    [
        beam.Name, Text($"{beam.GantryDeg:0.#}"), Text($"{beam.CouchDeg:0.#}"),
        beam.RangeShifter is { } shifter ? Text($"{shifter.WaterEquivalentMm:0.#}") : "–",
        beam.RangeShifter?.GapToSkinMm is { } gap ? Text($"{gap:0}") : "–",
        Text($"{beam.Layers}"), Text($"{beam.Spots}"), Text($"{beam.Particles:0.00e+0}"),
        beam.Layers == 0 ? "–" : Text($"{beam.LowestEnergyMeVPerU:0}–{beam.HighestEnergyMeVPerU:0}"),
        Text($"{beam.DeliverySeconds:0}"),
    ];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
