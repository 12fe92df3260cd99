using Hanbeam.App.Reports.Layout;
using Hanbeam.Centre.Simulation;

namespace Hanbeam.App.Reports.Centres;

/// <summary>Every figure that the centre's file states, with its source: figures of one item and source in one row.</summary>
internal static class CentreInputs
{
    public static IEnumerable<ReportBlock> Blocks(CentreDescription centre, ReportTexts texts)
    {
        if (centre.Inputs.Count == 0) yield break;
        var names = centre.Inputs.Where(input => input.Path == Item(input.Path) + ".name").ToDictionary(input => Item(input.Path), input => input.Value);
        yield return new HeadingBlock(texts["centre.inputs"]);
        yield return new ParagraphBlock(texts["centre.inputsNote"]);
        yield return new TableBlock(
            [new TableColumn(texts["centre.input"], ColumnAlign.Left), new TableColumn(texts["centre.stated"], ColumnAlign.Left), new TableColumn(texts["centre.source"], ColumnAlign.Left)],
            [.. centre.Inputs.GroupBy(input => (Item: Item(input.Path), input.Source)).Select(group => (TableCell[])
            [
                names.TryGetValue(group.Key.Item, out var name) ? $"{group.Key.Item} {name}" : group.Key.Item, string.Join("; ", group.Where(input => Key(input.Path, group.Key.Item) != "name").Select(input => $"{Key(input.Path, group.Key.Item)} {input.Value}")), group.Key.Source.Length > 0 ? group.Key.Source : texts["centre.noSource"],
            ])]);
    }

    // rooms[2].ports belongs to rooms[2], beam.onBeforeMinutes to beam.
    private static string Item(string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? path : path[..dot];
    }

    private static string Key(string path, string item) => path.Length > item.Length ? path[(item.Length + 1)..] : path;
}
