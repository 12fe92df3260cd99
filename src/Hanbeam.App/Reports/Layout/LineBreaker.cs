using System.Text;

namespace Hanbeam.App.Reports.Layout;

/// <summary>
/// Breaks text into lines: between words; between any two characters of Japanese, save those that must not begin or end a line (JIS X 4051,
/// the characters of its classes that occur in reports); and inside a word that is longer than a line, such as a path.
/// </summary>
internal static class LineBreaker
{
    private const string NeverFirst = "、。，．・：；？！）〕］｝〉》」』】゛゜ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ％°)]},.;:!?%…";
    private const string NeverLast = "（〔［｛〈《「『【([{";

    /// <summary>The lines of a text.</summary>
    /// <param name="text">The text; a line feed always breaks.</param>
    /// <param name="width">Greatest width of a line.</param>
    /// <param name="style">How it is set.</param>
    public static IReadOnlyList<string> Break(string text, float width, TextStyle style)
    {
        var lines = new List<string>();
        foreach (var part in text.Split('\n')) BreakPart(part, width, style, lines);
        return lines;
    }

    private static void BreakPart(string text, float width, TextStyle style, List<string> lines)
    {
        var (line, used) = ("", 0f);
        foreach (var piece in Pieces(text))
        {
            // The fonts have no kerning, so widths add up.
            if (used + TextPainter.Width(piece.TrimEnd(), style) <= width)
            {
                line += piece;
                used += TextPainter.Width(piece, style);
                continue;
            }

            if (line.Length > 0) lines.Add(line.TrimEnd());
            line = CutLongWord(piece, width, style, lines);
            used = TextPainter.Width(line, style);
        }

        lines.Add(line.TrimEnd());
    }

    private static string CutLongWord(string piece, float width, TextStyle style, List<string> lines)
    {
        var (rest, used) = ("", 0f);
        foreach (var rune in piece.EnumerateRunes())
        {
            var advance = TextPainter.Width(rune.ToString(), style);
            if (rest.Length > 0 && !Rune.IsWhiteSpace(rune) && used + advance > width)
            {
                lines.Add(rest);
                (rest, used) = ("", 0);
            }

            rest += rune.ToString();
            used += advance;
        }

        return rest;
    }

    // What stands together on a line, with the blanks behind it.
    private static IEnumerable<string> Pieces(string text)
    {
        var piece = new StringBuilder();
        Rune? previous = null;
        foreach (var rune in text.EnumerateRunes())
        {
            if (previous is { } before && MayBreak(before, rune))
            {
                yield return piece.ToString();
                piece.Clear();
            }

            piece.Append(rune.ToString());
            previous = rune;
        }

        if (piece.Length > 0) yield return piece.ToString();
    }

    private static bool MayBreak(Rune before, Rune after)
    {
        if (Rune.IsWhiteSpace(after)) return false;
        if (Rune.IsWhiteSpace(before)) return before.Value != 0xA0;
        return (IsIdeographic(before) || IsIdeographic(after)) && !NeverLast.Contains(before.ToString(), StringComparison.Ordinal) && !NeverFirst.Contains(after.ToString(), StringComparison.Ordinal);
    }

    // Kana, kanji and full-width signs; Hangul breaks between words, as Korean does.
    private static bool IsIdeographic(Rune rune) => rune.Value is (>= 0x3000 and < 0x3130) or (>= 0x3400 and < 0xA000) or (>= 0xF900 and < 0xFB00) or (>= 0xFF00 and < 0xFFA0);
}
