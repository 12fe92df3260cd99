using SkiaSharp;

namespace Hanbeam.App.Reports;

/// <summary>One A4 page that is filled from top to bottom: headings, lines of text, tables and areas for drawings. Lengths in points.</summary>
internal sealed class ReportPage(SKCanvas canvas)
{
    /// <summary>Width of A4.</summary>
    public const float WidthPt = 595;

    /// <summary>Height of A4.</summary>
    public const float HeightPt = 842;

    /// <summary>Left and right margin.</summary>
    public const float MarginPt = 36;

    private const float TextSize = 7.5f;
    private const float LineHeight = 10.5f;
    private static readonly SKColor Ink = new(0x1A, 0x1A, 0x1A);
    private static readonly SKColor Faint = new(0x66, 0x66, 0x66);
    private static readonly SKColor Rule = new(0xBB, 0xBB, 0xBB);

    /// <summary>How far down the page is filled.</summary>
    public float Y { get; private set; } = MarginPt;

    /// <summary>The canvas, for drawings in an area.</summary>
    public SKCanvas Canvas => canvas;

    /// <summary>Width between the margins.</summary>
    public static float ContentWidth => WidthPt - 2 * MarginPt;

    /// <summary>Moves down.</summary>
    public void Skip(float points) => Y += points;

    /// <summary>A title over the whole page.</summary>
    public void Title(string text, string right)
    {
        Y += 14;
        using var font = ReportFonts.Bold(14);
        using var small = ReportFonts.Regular(TextSize);
        Text(text, MarginPt, Y, font, Ink);
        Text(right, WidthPt - MarginPt, Y, small, Faint, SKTextAlign.Right);
        Y += 6;
        Line(Y);
        Y += 4;
    }

    /// <summary>A heading.</summary>
    public void Heading(string text)
    {
        Y += LineHeight + 3;
        using var font = ReportFonts.Bold(8.5f);
        Text(text, MarginPt, Y, font, Ink);
        Y += 3;
    }

    /// <summary>A paragraph, broken at words.</summary>
    public void Paragraph(string text)
    {
        using var font = ReportFonts.Regular(TextSize);
        foreach (var line in Wrap(text, ContentWidth, font))
        {
            Y += LineHeight;
            Text(line, MarginPt, Y, font, Ink);
        }
    }

    /// <summary>Pairs of a label and a value, one below the other.</summary>
    /// <param name="left">Left edge.</param>
    /// <param name="width">Width.</param>
    /// <param name="facts">The pairs.</param>
    public void Facts(float left, float width, IEnumerable<(string Label, string Value)> facts)
    {
        using var font = ReportFonts.Regular(TextSize);
        const float labelWidth = 62;
        foreach (var (label, value) in facts)
        {
            Y += LineHeight;
            Text(label, left, Y, font, Faint);
            Text(Shorten(value, width - labelWidth, font), left + labelWidth, Y, font, Ink);
        }
    }

    /// <summary>A table over a part of the width; the first column is set left, the others right.</summary>
    /// <param name="left">Left edge.</param>
    /// <param name="width">Width.</param>
    /// <param name="header">Names of the columns.</param>
    /// <param name="rows">Rows of as many cells.</param>
    /// <param name="firstShare">Share of the width that the first column takes.</param>
    public void Table(float left, float width, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows, float firstShare)
    {
        using var bold = ReportFonts.Bold(TextSize - 0.5f);
        using var regular = ReportFonts.Regular(TextSize - 0.5f);
        void Row(IReadOnlyList<string> cells, SKFont font)
        {
            Y += LineHeight;
            var step = width * (1 - firstShare) / Math.Max(1, header.Count - 1);
            Text(Shorten(cells[0], width * firstShare, font), left, Y, font, Ink);
            for (var n = 1; n < cells.Count; n++) Text(cells[n], left + width * firstShare + n * step, Y, font, Ink, SKTextAlign.Right);
        }

        Row(header, bold);
        Line(Y + 2.5f, left, width);
        Y += 1.5f;
        foreach (var row in rows) Row(row, regular);
    }

    /// <summary>Keeps an area for a drawing and moves below it.</summary>
    public SKRect Area(float height)
    {
        var area = SKRect.Create(MarginPt, Y, ContentWidth, height);
        Y += height;
        return area;
    }

    /// <summary>Draws beside what is there already: afterwards the page continues below the lower of both.</summary>
    /// <param name="top">Where to start again.</param>
    /// <param name="draw">What to draw.</param>
    public void Beside(float top, Action draw)
    {
        var below = Y;
        Y = top;
        draw();
        Y = Math.Max(Y, below);
    }

    /// <summary>A row of coloured boxes with names.</summary>
    public void Legend(IEnumerable<(SKColor Color, string Name)> entries)
    {
        using var font = ReportFonts.Regular(TextSize - 1);
        Y += LineHeight;
        var x = MarginPt;
        foreach (var (color, name) in entries)
        {
            var width = 12 + font.MeasureText(name) + 9;
            if (x + width > WidthPt - MarginPt)
            {
                x = MarginPt;
                Y += LineHeight;
            }

            using var fill = new SKPaint { Color = color };
            canvas.DrawRect(SKRect.Create(x, Y - 5.5f, 9, 5), fill);
            Text(name, x + 12, Y, font, Ink);
            x += width;
        }
    }

    /// <summary>The line at the foot of the page.</summary>
    public void Footer(string text)
    {
        using var font = ReportFonts.Regular(6.5f);
        Line(HeightPt - MarginPt + 6);
        Text(text, MarginPt, HeightPt - MarginPt + 16, font, Faint);
    }

    private static IEnumerable<string> Wrap(string text, float width, SKFont font)
    {
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : line + " " + word;
            if (font.MeasureText(longer) > width && line.Length > 0)
            {
                yield return line;
                longer = word;
            }

            line = longer;
        }

        if (line.Length > 0) yield return line;
    }

    private static string Shorten(string text, float width, SKFont font)
    {
        if (font.MeasureText(text) <= width - 2) return text;
        while (text.Length > 1 && font.MeasureText(text + "…") > width - 2) text = text[..^1];
        return text + "…";
    }

    private void Text(string text, float x, float y, SKFont font, SKColor color, SKTextAlign align = SKTextAlign.Left)
    {
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        canvas.DrawText(text, x, y, align, font, paint);
    }

    private void Line(float y, float left = MarginPt, float? width = null)
    {
        using var paint = new SKPaint { Color = Rule, StrokeWidth = 0.5f };
        canvas.DrawLine(left, y, left + (width ?? ContentWidth), y, paint);
    }
}
