using SkiaSharp;

namespace Hanbeam.App.Reports.Layout;

/// <summary>One piece of a report. Lengths are points.</summary>
internal abstract record ReportBlock;

/// <summary>A heading; it stays with what follows it.</summary>
internal sealed record HeadingBlock(string Text, int Level = 1) : ReportBlock;

/// <summary>A paragraph, broken into lines.</summary>
internal sealed record ParagraphBlock(string Text) : ReportBlock;

/// <summary>Sentences with a dot before each.</summary>
internal sealed record BulletsBlock(IReadOnlyList<string> Items) : ReportBlock;

/// <summary>Pairs of a label and a value, filled column by column.</summary>
internal sealed record FactsBlock(IReadOnlyList<(string Label, string Value)> Facts, int Columns = 2) : ReportBlock;

/// <summary>A table; its header is repeated on every page that it reaches.</summary>
internal sealed record TableBlock(IReadOnlyList<TableColumn> Columns, IReadOnlyList<IReadOnlyList<TableCell>> Rows) : ReportBlock;

/// <summary>Drawings beside each other, each with a caption or none.</summary>
internal sealed record FiguresBlock(float HeightPt, IReadOnlyList<ReportFigure> Figures) : ReportBlock;

/// <summary>What colours mean.</summary>
internal sealed record LegendBlock(IReadOnlyList<LegendEntry> Entries) : ReportBlock;

/// <summary>A box that must not be overlooked.</summary>
internal sealed record CalloutBlock(CalloutKind Kind, string Title, IReadOnlyList<string> Sentences) : ReportBlock;

/// <summary>What follows starts a page.</summary>
internal sealed record PageBreakBlock : ReportBlock;

/// <summary>Blocks that stay on one page where a page is large enough.</summary>
internal sealed record TogetherBlock(IReadOnlyList<ReportBlock> Blocks) : ReportBlock;

/// <summary>A column of a table.</summary>
/// <param name="Title">Its header.</param>
/// <param name="Align">How its cells are set; columns set left are the ones that wrap when room is short.</param>
internal sealed record TableColumn(string Title, ColumnAlign Align = ColumnAlign.Right);

/// <summary>A cell of a table.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Light">A traffic light before the text; its shape says what its colour says.</param>
/// <param name="Swatch">A colour before the text, or null.</param>
internal sealed record TableCell(string Text, TrafficLight Light = TrafficLight.None, SKColor? Swatch = null)
{
    public static implicit operator TableCell(string text) => new(text);
}

/// <summary>One drawing of a row of them.</summary>
/// <param name="Share">Its part of the width, against the others'.</param>
/// <param name="Draw">Draws into a rectangle.</param>
/// <param name="Caption">A line below, or empty.</param>
internal sealed record ReportFigure(float Share, Action<SKCanvas, SKRect> Draw, string Caption = "");

/// <summary>A colour, or a line, and what it stands for.</summary>
internal sealed record LegendEntry(SKColor Color, string Name);

/// <summary>How cells are set.</summary>
internal enum ColumnAlign
{
    /// <summary>Text.</summary>
    Left,

    /// <summary>Numbers.</summary>
    Right,
}

/// <summary>How loud a callout is.</summary>
internal enum CalloutKind
{
    /// <summary>Something to keep in mind, or the answer in short.</summary>
    Note,

    /// <summary>Something to look at before the figures are used.</summary>
    Warning,
}

/// <summary>How a figure stands against its limit.</summary>
internal enum TrafficLight
{
    /// <summary>No light.</summary>
    None,

    /// <summary>The limit is kept: a green disc.</summary>
    Met,

    /// <summary>Missed, but within the tolerance: an amber triangle.</summary>
    Tolerated,

    /// <summary>Missed: a red square with a cross.</summary>
    Missed,

    /// <summary>Not known: an empty ring.</summary>
    Unknown,
}
