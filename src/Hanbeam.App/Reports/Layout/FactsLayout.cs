namespace Hanbeam.App.Reports.Layout;

/// <summary>Lays out pairs of label and value: the labels of a column share one width, long values wrap.</summary>
internal static class FactsLayout
{
    private const float Gap = 14;
    private const float LabelGap = 8;
    private const float WidestLabelShare = 0.45f;

    /// <summary>One item for every row of pairs, so that a long list may cross pages.</summary>
    public static IReadOnlyList<FlowItem> Lay(FactsBlock block, float width, float spaceAbove)
    {
        var rows = (block.Facts.Count + block.Columns - 1) / block.Columns;
        var columnWidth = (width - Gap * (block.Columns - 1)) / block.Columns;
        var columns = Enumerable.Range(0, block.Columns).Select(column => Column(block.Facts.Skip(column * rows).Take(rows).ToList(), columnWidth)).ToArray();
        var items = new List<FlowItem>();
        for (var row = 0; row < rows; row++)
        {
            var cells = columns.Select(column => row < column.Count ? column[row] : []).ToArray();
            items.Add(new FlowItem(cells.Max(cell => cell.Sum(line => line.Height)), (canvas, at) =>
            {
                for (var n = 0; n < cells.Length; n++)
                {
                    var y = at.Y;
                    foreach (var line in cells[n])
                    {
                        line.Draw(canvas, new SkiaSharp.SKPoint(at.X + n * (columnWidth + Gap), y));
                        y += line.Height;
                    }
                }
            })
            { SpaceAbove = row == 0 ? spaceAbove : 0, KeepWithNext = row == 0 && rows > 1 });
        }

        return items;
    }

    // The lines of each pair of a column.
    private static List<List<FlowItem>> Column(List<(string Label, string Value)> facts, float width)
    {
        var labelWidth = Math.Min(WidestLabelShare * width, facts.Select(fact => TextPainter.Width(fact.Label, ReportStyle.Label)).DefaultIfEmpty(0).Max()) + LabelGap;
        return [.. facts.Select(fact => Pair(fact.Label, fact.Value, width, labelWidth))];
    }

    private static List<FlowItem> Pair(string label, string value, float width, float labelWidth)
    {
        var labels = BlockLayout.Lines(label, labelWidth - LabelGap + 0.5f, ReportStyle.Label);
        var values = BlockLayout.Lines(value, width, ReportStyle.Body, labelWidth);
        var lines = new List<FlowItem>();
        for (var n = 0; n < Math.Max(labels.Count, values.Count); n++)
        {
            var (left, right) = (labels.ElementAtOrDefault(n), values.ElementAtOrDefault(n));
            lines.Add(new FlowItem(ReportStyle.Body.LineHeight, (canvas, at) =>
            {
                left?.Draw(canvas, at);
                right?.Draw(canvas, at);
            }));
        }

        return lines;
    }
}
