using SkiaSharp;

namespace Hanbeam.App.Reports.Layout;

/// <summary>Lays out coloured boxes with their names, line by line.</summary>
internal static class LegendLayout
{
    private const float BoxWidth = 9;
    private const float BoxHeight = 5;
    private const float Space = 7;

    /// <summary>One item for each line, kept with the drawing above by standing right below it.</summary>
    public static IReadOnlyList<FlowItem> Lay(LegendBlock block, float width)
    {
        var lines = new List<List<(float X, LegendEntry Entry)>> { new() };
        var x = 0f;
        foreach (var entry in block.Entries)
        {
            var own = BoxWidth + 3 + TextPainter.Width(entry.Name, ReportStyle.Small);
            if (x > 0 && x + own > width)
            {
                lines.Add([]);
                x = 0;
            }

            lines[^1].Add((x, entry));
            x += own + Space;
        }

        return [.. lines.Select(line => new FlowItem(ReportStyle.Small.LineHeight, (canvas, at) => Draw(canvas, at, line)))];
    }

    private static void Draw(SKCanvas canvas, SKPoint at, List<(float X, LegendEntry Entry)> line)
    {
        foreach (var (x, entry) in line)
        {
            using var fill = new SKPaint { Color = entry.Color };
            var baseline = at.Y + ReportStyle.Small.Baseline;
            canvas.DrawRect(SKRect.Create(at.X + x, baseline - BoxHeight - 0.2f, BoxWidth, BoxHeight), fill);
            TextPainter.Draw(canvas, entry.Name, at.X + x + BoxWidth + 3, baseline, ReportStyle.Small);
        }
    }
}
