namespace Hanbeam.App.Reports.Layout;

/// <summary>Lays blocks out into items of a given width.</summary>
internal static class BlockLayout
{
    private const float ParagraphSpace = 4;
    private const float HeadingSpace = 11;
    private const float BlockSpace = 5;
    private const float BulletIndent = 10;

    /// <summary>The items of a block.</summary>
    public static IReadOnlyList<FlowItem> Lay(ReportBlock block, float width) => block switch
    {
        HeadingBlock heading => Heading(heading, width),
        ParagraphBlock paragraph => Paragraph(paragraph.Text, width, 0),
        BulletsBlock bullets => [.. bullets.Items.SelectMany(item => Bullet(item, width))],
        FactsBlock facts => FactsLayout.Lay(facts, width, BlockSpace),
        TableBlock table => TableLayout.Lay(table, width, BlockSpace),
        FiguresBlock figures => [FigureLayout.Lay(figures, width, BlockSpace)],
        LegendBlock legend => LegendLayout.Lay(legend, width),
        CalloutBlock callout => CalloutLayout.Lay(callout, width, BlockSpace),
        PageBreakBlock => [new FlowItem(0, (_, _) => { }) { StartsPage = true, KeepWithNext = true }],
        TogetherBlock together => Together(together, width),
        _ => throw new ArgumentException($"{block.GetType().Name} has no layout", nameof(block)),
    };

    /// <summary>The lines of a text as items.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">Greatest width of a line.</param>
    /// <param name="style">How it is set.</param>
    /// <param name="indent">Where lines start.</param>
    public static List<FlowItem> Lines(string text, float width, TextStyle style, float indent = 0) =>
        [.. LineBreaker.Break(text, width - indent, style).Select(line =>
            new FlowItem(style.LineHeight, (canvas, at) => TextPainter.Draw(canvas, line, at.X + indent, at.Y + style.Baseline, style)))];

    private static List<FlowItem> Heading(HeadingBlock heading, float width)
    {
        var style = ReportStyle.Heading(heading.Level);
        var lines = Lines(heading.Text, width, style);
        lines[0] = lines[0] with { SpaceAbove = heading.Level == 1 ? HeadingSpace : 0.6f * HeadingSpace };
        return [.. lines.Select(line => line with { KeepWithNext = true })];
    }

    // No page ends after the first line of a paragraph or starts with its last.
    private static List<FlowItem> Paragraph(string text, float width, float indent)
    {
        var lines = Lines(text, width, ReportStyle.Body, indent);
        lines[0] = lines[0] with { SpaceAbove = ParagraphSpace, KeepWithNext = lines.Count > 1 };
        if (lines.Count > 2) lines[^2] = lines[^2] with { KeepWithNext = true };
        return lines;
    }

    private static List<FlowItem> Bullet(string text, float width)
    {
        var lines = Paragraph(text, width, BulletIndent);
        var first = lines[0];
        lines[0] = first with
        {
            SpaceAbove = 0.5f * ParagraphSpace,
            Draw = (canvas, at) =>
            {
                TextPainter.Draw(canvas, "•", at.X + 2, at.Y + ReportStyle.Body.Baseline, ReportStyle.Body);
                first.Draw(canvas, at);
            },
        };
        return lines;
    }

    private static List<FlowItem> Together(TogetherBlock together, float width)
    {
        var items = together.Blocks.SelectMany(block => Lay(block, width)).Select(item => item with { KeepWithNext = true }).ToList();
        if (items.Count > 0) items[^1] = items[^1] with { KeepWithNext = false };
        return items;
    }
}
