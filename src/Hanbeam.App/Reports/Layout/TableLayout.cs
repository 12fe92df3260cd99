using SkiaSharp;

namespace Hanbeam.App.Reports.Layout;

/// <summary>Lays out a table: columns as wide as what they hold, text columns wrapped where room is short, the header again on every page.</summary>
internal static class TableLayout
{
    private const float Gap = 9;
    private const float Padding = 1.6f;
    private const float NarrowestText = 40;
    private const float MarkWidth = 11;

    /// <summary>One item for the header and one for each row.</summary>
    public static IReadOnlyList<FlowItem> Lay(TableBlock table, float width, float spaceAbove)
    {
        var widths = Widths(table, width);
        var header = Row(table, [.. table.Columns.Select(column => new TableCell(column.Title))], widths, ReportStyle.CellHeader, ReportStyle.Ink) with { SpaceAbove = spaceAbove, KeepWithNext = true };
        var items = new List<FlowItem> { header };
        foreach (var row in table.Rows) items.Add(Row(table, row, widths, ReportStyle.Cell, ReportStyle.Rule) with { Continuation = header });

        // Neither the first row nor the last stands alone on a page.
        if (items.Count > 2) items[1] = items[1] with { KeepWithNext = true };
        if (items.Count > 3) items[^2] = items[^2] with { KeepWithNext = true };
        return items;
    }

    private static float[] Widths(TableBlock table, float width)
    {
        var natural = table.Columns.Select((column, n) => Math.Max(
            TextPainter.Width(column.Title, ReportStyle.CellHeader),
            table.Rows.Select(row => TextPainter.Width(row[n].Text, ReportStyle.Cell) + Indent(row[n])).DefaultIfEmpty(0).Max()) + 0.5f).ToArray();
        var available = width - Gap * (natural.Length - 1);
        var spare = available - natural.Sum();
        if (spare >= 0) return [.. natural.Select(own => own + spare / natural.Length)];

        // Numbers keep their width; texts share what is left.
        var widths = natural.ToArray();
        var texts = Enumerable.Range(0, widths.Length).Where(n => table.Columns[n].Align == ColumnAlign.Left).ToList();
        Share(widths, texts, available - widths.Where((_, n) => !texts.Contains(n)).Sum());
        var scale = Math.Min(1, available / widths.Sum());
        return [.. widths.Select(own => own * scale)];
    }

    // By the square roots of their lengths, so that a very long text does not squeeze the others; none gets more than it needs.
    private static void Share(float[] widths, List<int> columns, float room)
    {
        while (columns.Count > 0)
        {
            var unit = Math.Max(room, NarrowestText * columns.Count) / columns.Sum(n => MathF.Sqrt(widths[n]));
            var content = columns.Where(n => widths[n] <= unit * MathF.Sqrt(widths[n])).ToList();
            if (content.Count == 0)
            {
                foreach (var n in columns) widths[n] = unit * MathF.Sqrt(widths[n]);
                return;
            }

            room -= content.Sum(n => widths[n]);
            columns = [.. columns.Except(content)];
        }
    }

    private static FlowItem Row(TableBlock table, IReadOnlyList<TableCell> cells, float[] widths, TextStyle style, SKColor rule)
    {
        var lines = cells.Select((cell, n) => LineBreaker.Break(cell.Text, widths[n] - Indent(cell), style)).ToArray();
        var height = lines.Max(cell => cell.Count) * style.LineHeight + 2 * Padding;
        return new FlowItem(height, (canvas, at) =>
        {
            var x = at.X;
            for (var n = 0; n < cells.Count; n++)
            {
                DrawCell(canvas, cells[n], lines[n], x, at.Y + Padding, widths[n], style, table.Columns[n].Align);
                x += widths[n] + Gap;
            }

            using var paint = new SKPaint { Color = rule, StrokeWidth = rule == ReportStyle.Ink ? 0.7f : 0.35f };
            canvas.DrawLine(at.X, at.Y + height, x - Gap, at.Y + height, paint);
        });
    }

    private static void DrawCell(SKCanvas canvas, TableCell cell, IReadOnlyList<string> lines, float x, float y, float width, TextStyle style, ColumnAlign align)
    {
        var middle = new SKPoint(x + 4, y + 0.5f * style.LineHeight);
        if (cell.Light != TrafficLight.None) TrafficLightPainter.Draw(canvas, middle, 6.4f, cell.Light);
        if (cell.Swatch is { } swatch) Swatch(canvas, middle, swatch);
        foreach (var line in lines)
        {
            if (align == ColumnAlign.Left) TextPainter.Draw(canvas, line, x + Indent(cell), y + style.Baseline, style);
            else TextPainter.Draw(canvas, line, x + width, y + style.Baseline, style, SKTextAlign.Right);
            y += style.LineHeight;
        }
    }

    private static void Swatch(SKCanvas canvas, SKPoint middle, SKColor color)
    {
        using var paint = new SKPaint { Color = color };
        canvas.DrawRect(SKRect.Create(middle.X - 3.5f, middle.Y - 2.5f, 7, 5), paint);
    }

    private static float Indent(TableCell cell) => cell.Light != TrafficLight.None || cell.Swatch is not null ? MarkWidth : 0;
}
