using SkiaSharp;

namespace Hanbeam.App.Reports.Layout;

/// <summary>Lays out a box with a bar at its left edge.</summary>
internal static class CalloutLayout
{
    private const float Padding = 6;
    private const float Bar = 3;
    private static readonly SKColor NoteBar = new(0x00, 0x72, 0xB2);
    private static readonly SKColor NoteFill = new(0xEC, 0xF3, 0xF8);
    private static readonly SKColor WarningBar = new(0xD5, 0x5E, 0x00);
    private static readonly SKColor WarningFill = new(0xFD, 0xF1, 0xE7);

    /// <summary>One item for every line, so that a long list of warnings may cross pages.</summary>
    public static IReadOnlyList<FlowItem> Lay(CalloutBlock block, float width, float spaceAbove)
    {
        var inner = width - Bar - 2 * Padding;
        var lines = new List<FlowItem>();
        if (block.Title.Length > 0) lines.AddRange(BlockLayout.Lines(block.Title, inner, ReportStyle.Heading(2)).Select(line => line with { KeepWithNext = true }));
        foreach (var sentence in block.Sentences)
        {
            var own = BlockLayout.Lines(sentence, inner, ReportStyle.Body);
            lines.AddRange(own.Select((line, n) => line with { KeepWithNext = n + 1 < own.Count }));
        }

        var items = lines.Select((line, n) => Boxed(line, block.Kind, width, n == 0 ? Padding : 0, n + 1 == lines.Count ? Padding : 0)).ToList();
        items[0] = items[0] with { SpaceAbove = spaceAbove };
        return items;
    }

    private static FlowItem Boxed(FlowItem line, CalloutKind kind, float width, float above, float below)
    {
        var (bar, fill) = kind == CalloutKind.Warning ? (WarningBar, WarningFill) : (NoteBar, NoteFill);
        var height = line.Height + above + below;
        return new FlowItem(height, (canvas, at) =>
        {
            using var fillPaint = new SKPaint { Color = fill };
            using var barPaint = new SKPaint { Color = bar };
            canvas.DrawRect(SKRect.Create(at.X, at.Y, width, height), fillPaint);
            canvas.DrawRect(SKRect.Create(at.X, at.Y, Bar, height), barPaint);
            line.Draw(canvas, new SKPoint(at.X + Bar + Padding, at.Y + above));
        })
        { KeepWithNext = line.KeepWithNext };
    }
}
