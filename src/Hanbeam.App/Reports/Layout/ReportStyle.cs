using SkiaSharp;

namespace Hanbeam.App.Reports.Layout;

/// <summary>Sizes and colours of a report's page, points.</summary>
internal static class ReportStyle
{
    /// <summary>Width of A4.</summary>
    public const float PageWidth = 595;

    /// <summary>Height of A4.</summary>
    public const float PageHeight = 842;

    /// <summary>Left and right margin.</summary>
    public const float Margin = 42;

    /// <summary>Where a page's content starts.</summary>
    public const float ContentTop = 48;

    /// <summary>Where it ends.</summary>
    public const float ContentBottom = PageHeight - 50;

    /// <summary>Width between the margins.</summary>
    public const float ContentWidth = PageWidth - 2 * Margin;

    /// <summary>Text, axes and contours.</summary>
    public static readonly SKColor Ink = new(0x1A, 0x1A, 0x1A);

    /// <summary>Labels and footers: 5.7 to 1 on white.</summary>
    public static readonly SKColor Faint = new(0x60, 0x60, 0x60);

    /// <summary>Lines of tables and grids.</summary>
    public static readonly SKColor Rule = new(0xC4, 0xC4, 0xC4);

    /// <summary>Body text.</summary>
    public static readonly TextStyle Body = new(8.5f);

    /// <summary>Labels of facts.</summary>
    public static readonly TextStyle Label = Body with { Color = Faint };

    /// <summary>Cells of tables.</summary>
    public static readonly TextStyle Cell = new(8);

    /// <summary>Headers of tables.</summary>
    public static readonly TextStyle CellHeader = new(8, Bold: true);

    /// <summary>Captions, legends, axes.</summary>
    public static readonly TextStyle Small = new(7);

    /// <summary>Header and footer of a page.</summary>
    public static readonly TextStyle Margins = new(7) { Color = Faint };

    /// <summary>The title.</summary>
    public static readonly TextStyle Title = new(16, Bold: true);

    /// <summary>Headings by level, from 1.</summary>
    public static TextStyle Heading(int level) => level == 1 ? new TextStyle(11, Bold: true) : new TextStyle(9, Bold: true);
}
