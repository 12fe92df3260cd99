using System.Text;

namespace Hanbeam.Dicom.Codec;

/// <summary>
/// The text of one data set, as Specific Character Set (0008,0005) says [DICOM, PS3.3 section C.12.1.1.2]: either one encoding for all, or single-byte and
/// multi-byte sets that escape sequences switch between [DICOM, PS3.5 section 6.1.2.5]. Sets that are not known are read byte for byte as ISO 8859-1, so that
/// nothing is lost.
/// </summary>
internal sealed class CharacterSet
{
    /// <summary>The name of what Hanbeam writes.</summary>
    internal const string Utf8Term = "ISO_IR 192";

    private const byte Escape = 0x1B;

    private readonly Encoding? whole;
    private readonly CodeElement lower;
    private readonly CodeElement? upper;

    private CharacterSet(Encoding whole)
    {
        this.whole = whole;
        lower = CodeElement.Ascii;
    }

    private CharacterSet(CodeElement lower, CodeElement? upper)
    {
        this.lower = lower;
        this.upper = upper;
    }

    /// <summary>What holds before a data set says anything.</summary>
    internal static CharacterSet Latin1 { get; } = new(CodeElement.Ascii, null);

    /// <summary>What Hanbeam writes.</summary>
    internal static CharacterSet Utf8 { get; } = new(Encoding.UTF8);

    /// <summary>The text of a data set.</summary>
    /// <param name="terms">The values of Specific Character Set.</param>
    internal static CharacterSet Find(IReadOnlyList<string> terms)
    {
        foreach (var term in terms)
        {
            if (term is Utf8Term) return Utf8;
            if (term is "GB18030" or "GBK") return new CharacterSet(CodeElement.CodePage(54936)); // GB 18030, which contains GBK
        }

        var known = terms.Select(CodeElement.OfTerm).ToList();
        // Writers that never escape still mean the set that they name, wherever they name it.
        return new CharacterSet(terms is ["ISO_IR 13" or "ISO 2022 IR 13", ..] ? CodeElement.JapaneseRoman : CodeElement.Ascii, known.FirstOrDefault(element => element is not null));
    }

    /// <summary>Decodes text.</summary>
    /// <param name="bytes">The value as it lies in the file.</param>
    /// <param name="isName">Whether it is a person's name, where ^ and = also end what an escape sequence began.</param>
    internal string Decode(ReadOnlySpan<byte> bytes, bool isName = false)
    {
        if (whole is not null) return whole.GetString(bytes);
        if (bytes.IndexOf(Escape) < 0 && !bytes.ContainsAnyInRange((byte)0x7E, (byte)0xFF)) return Encoding.Latin1.GetString(bytes);
        var text = new StringBuilder(bytes.Length);
        var (low, high) = (lower, upper);
        while (!bytes.IsEmpty)
        {
            if (bytes[0] == Escape && CodeElement.OfEscape(bytes[1..]) is { } escaped)
            {
                bytes = bytes[(1 + escaped.Sequence.Length)..];
                if (escaped.IsUpper) high = escaped;
                else low = escaped;
                continue;
            }

            if (EndsEscapes(bytes[0], isName) && !(low.IsDouble && bytes[0] > ' ' && bytes.Length > 1)) (low, high) = (lower, upper);
            bytes = bytes[(bytes[0] >= 0xA0 ? high ?? CodeElement.Latin : bytes[0] > ' ' ? low : CodeElement.Ascii).Append(text, bytes)..];
        }

        return text.ToString();
    }

    // Line ends and what parts values or components put the sets back that the data set begins with [DICOM, PS3.5 section 6.1.2.5.3].
    private static bool EndsEscapes(byte value, bool isName) => value is (byte)'\\' or (byte)'\n' or (byte)'\r' or (byte)'\f' or (byte)'\t' || isName && value is (byte)'^' or (byte)'=';
}
