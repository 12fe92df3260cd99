using System.Text;

namespace Hanbeam.Dicom.Codec;

/// <summary>Text of the character sets that Specific Character Set (0008,0005) names [DICOM, PS3.3 section C.12.1.1.2].</summary>
internal static class CharacterSets
{
    /// <summary>What Hanbeam writes.</summary>
    internal const string Utf8 = "ISO_IR 192";

    // Code pages as Windows numbers them; the multi-byte Japanese sets carry their own escape sequences.
    private static readonly Dictionary<string, int> CodePages = new()
    {
        ["192"] = 65001, ["100"] = 28591, ["101"] = 28592, ["109"] = 28593, ["110"] = 28594, ["144"] = 28595, ["127"] = 28596, ["126"] = 28597,
        ["138"] = 28598, ["148"] = 28599, ["203"] = 28605, ["166"] = 874, ["13"] = 932, ["149"] = 51949, ["58"] = 936, ["87"] = 50220, ["159"] = 50220,
    };

    static CharacterSets() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The encoding of a data set. Sets that are not known are read byte for byte as ISO 8859-1, so that nothing is lost.</summary>
    /// <param name="terms">The values of Specific Character Set.</param>
    internal static Encoding Find(IReadOnlyList<string> terms)
    {
        if (terms.Any(term => term is "GB18030" or "GBK")) return Encoding.GetEncoding(54936);
        var pages = terms.Select(PageOf).Where(page => page != 0).ToList();
        return pages.Count == 0 ? Encoding.Latin1 : Encoding.GetEncoding(pages[^1]);
    }

    /// <summary>Decodes text; escape sequences that only announce a set already in use are dropped.</summary>
    internal static string Decode(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        if (encoding.CodePage != 51949 && encoding.CodePage != 936) return encoding.GetString(bytes);
        var kept = new List<byte>(bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            // ESC $ ) C puts KS X 1001 and ESC $ ) A puts GB 2312 into the upper half, where these code pages have it anyway.
            if (bytes[i] == 0x1B && i + 3 < bytes.Length && bytes[i + 1] == (byte)'$' && bytes[i + 2] == (byte)')') i += 3;
            else kept.Add(bytes[i]);
        }

        return encoding.GetString(kept.ToArray());
    }

    private static int PageOf(string term) =>
        CodePages.GetValueOrDefault(term.Replace("ISO_IR ", "", StringComparison.Ordinal).Replace("ISO 2022 IR ", "", StringComparison.Ordinal));
}
