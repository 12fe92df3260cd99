using System.Text;
using SkiaSharp;

namespace Hanbeam.App.Reports.Layout;

/// <summary>
/// Measures and draws one line of text in any script of the report's fonts. What the bold face lacks is set upright; a character that no
/// face has is a visible box that copies and searches as the character it stands for.
/// </summary>
internal static class TextPainter
{
    /// <summary>Width of a line.</summary>
    public static float Width(string text, TextStyle style)
    {
        var width = 0f;
        foreach (var (run, face) in Runs(text, style.Bold))
        {
            using var font = ReportFonts.Of(face ?? ReportFonts.RegularFace, style.Size);
            width += face is null ? Boxes(run) * BoxAdvance(font) : font.MeasureText(run);
        }

        return width;
    }

    /// <summary>Draws a line.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="text">The line.</param>
    /// <param name="x">Where it starts, has its middle or ends, by <paramref name="align"/>.</param>
    /// <param name="baseline">Its baseline.</param>
    /// <param name="style">How it looks.</param>
    /// <param name="align">Which point of the line <paramref name="x"/> is.</param>
    public static void Draw(SKCanvas canvas, string text, float x, float baseline, TextStyle style, SKTextAlign align = SKTextAlign.Left)
    {
        if (align != SKTextAlign.Left) x -= Width(text, style) * (align == SKTextAlign.Right ? 1 : 0.5f);
        using var paint = new SKPaint { Color = style.Color, IsAntialias = true };
        foreach (var (run, face) in Runs(text, style.Bold))
        {
            using var font = ReportFonts.Of(face ?? ReportFonts.RegularFace, style.Size);
            if (face is null) x = DrawBoxes(canvas, run, x, baseline, font, paint);
            else
            {
                canvas.DrawText(run, x, baseline, SKTextAlign.Left, font, paint);
                x += font.MeasureText(run);
            }
        }
    }

    /// <summary>The text shortened until it fits, with an ellipsis.</summary>
    public static string Shorten(string text, float width, TextStyle style)
    {
        if (Width(text, style) <= width) return text;
        var runes = text.EnumerateRunes().ToList();
        while (runes.Count > 1 && Width(string.Concat(runes) + "…", style) > width) runes.RemoveAt(runes.Count - 1);
        return string.Concat(runes) + "…";
    }

    /// <summary>Whether the fonts have a character.</summary>
    public static bool Has(Rune rune) => FaceOf(rune, bold: false) is not null;

    private static IEnumerable<(string Run, SKTypeface? Face)> Runs(string text, bool bold)
    {
        var run = new StringBuilder();
        SKTypeface? current = null;
        foreach (var rune in HangulComposer.Compose(text).EnumerateRunes())
        {
            var face = FaceOf(rune, bold);
            if (run.Length > 0 && face != current)
            {
                yield return (run.ToString(), current);
                run.Clear();
            }

            current = face;
            run.Append(rune.ToString());
        }

        if (run.Length > 0) yield return (run.ToString(), current);
    }

    private static SKTypeface? FaceOf(Rune rune, bool bold)
    {
        if (bold && ReportFonts.BoldFace.ContainsGlyph(rune.Value)) return ReportFonts.BoldFace;
        if (ReportFonts.RegularFace.ContainsGlyph(rune.Value)) return ReportFonts.RegularFace;
        return ReportFonts.LatinFace.ContainsGlyph(rune.Value) ? ReportFonts.LatinFace : null;
    }

    private static int Boxes(string run) => run.EnumerateRunes().Count();

    private static float BoxAdvance(SKFont font) => font.GetGlyphWidths("□")[0];

    // Each box carries the UTF-8 of its character, which the PDF keeps as the text behind the glyph.
    private static float DrawBoxes(SKCanvas canvas, string run, float x, float baseline, SKFont font, SKPaint paint)
    {
        var box = font.GetGlyph('□');
        foreach (var rune in run.EnumerateRunes())
        {
            var utf8 = Encoding.UTF8.GetBytes(rune.ToString());
            using var builder = new SKTextBlobBuilder();
            var buffer = builder.AllocateTextRun(font, 1, x, baseline, utf8.Length);
            buffer.SetGlyphs([box]);
            buffer.SetText(utf8);
            buffer.SetClusters([0]);
            using var blob = builder.Build();
            canvas.DrawText(blob, 0, 0, paint);
            x += BoxAdvance(font);
        }

        return x;
    }
}
