using System.Text;

namespace Hanbeam.App.Reports.Layout;

/// <summary>
/// Puts Hangul written letter by letter, as file systems of some computers keep it, together into syllables: the Unicode standard's algorithm
/// (chapter 3.12). The runtime's own normalisation needs data that Hanbeam runs without.
/// </summary>
internal static class HangulComposer
{
    private const int SyllableBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TailBase = 0x11A7;
    private const int LeadCount = 19;
    private const int VowelCount = 21;
    private const int TailCount = 28;

    /// <summary>The text with every sequence of letters that is a syllable composed.</summary>
    public static string Compose(string text)
    {
        if (!text.Any(letter => letter is >= (char)LeadBase and < (char)(LeadBase + LeadCount))) return text;
        var composed = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            var last = composed.Length > 0 ? composed[^1] : '\0';
            if (Joined(last, letter) is { } syllable) composed[^1] = syllable;
            else composed.Append(letter);
        }

        return composed.ToString();
    }

    private static char? Joined(char last, char letter)
    {
        var (lead, vowel, tail) = (last - LeadBase, letter - VowelBase, letter - TailBase);
        if (lead is >= 0 and < LeadCount && vowel is >= 0 and < VowelCount) return (char)(SyllableBase + (lead * VowelCount + vowel) * TailCount);
        var open = last - SyllableBase;
        if (open is >= 0 and < LeadCount * VowelCount * TailCount && open % TailCount == 0 && tail is > 0 and < TailCount) return (char)(last + tail);
        return null;
    }
}
