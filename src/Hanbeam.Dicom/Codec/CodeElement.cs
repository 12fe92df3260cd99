using System.Text;

namespace Hanbeam.Dicom.Codec;

/// <summary>One coded character set of ISO 2022, which stands in the lower (0x21 to 0x7E) or upper (0xA1 to 0xFF) half [DICOM, PS3.3 tables C.12-2 to C.12-4].</summary>
internal sealed class CodeElement
{
    private readonly string[] terms;
    private readonly Encoding encoding;

    // What is added to the two bytes of a character of the lower half to make it one of the code page.
    private readonly (byte First, byte Second) lift;

    private CodeElement(string terms, string sequence, int codePage, bool isUpper, bool isDouble, (byte First, byte Second) lift = default)
    {
        this.terms = terms.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        this.lift = lift;
        Sequence = Encoding.ASCII.GetBytes(sequence);
        encoding = CodePage(codePage);
        IsUpper = isUpper;
        IsDouble = isDouble;
    }

    internal static CodeElement Ascii { get; } = new("6", "(B", 20127, isUpper: false, isDouble: false);

    internal static CodeElement Latin { get; } = Upper("100", "-A", 28591);

    /// <summary>JIS X 0201 without its katakana. Its yen sign is where others have the backslash that parts values, and stays one.</summary>
    internal static CodeElement JapaneseRoman { get; } = new("", "(J", 20127, isUpper: false, isDouble: false);

    /// <summary>What follows the escape character.</summary>
    internal byte[] Sequence { get; }

    internal bool IsUpper { get; }

    internal bool IsDouble { get; }

    // Code pages as Windows numbers them.
    private static readonly CodeElement[] All =
    [
        Ascii, JapaneseRoman, Latin,
        Upper("101", "-B", 28592), Upper("109", "-C", 28593), Upper("110", "-D", 28594), Upper("144", "-L", 28595), Upper("127", "-G", 28596),
        Upper("126", "-F", 28597), Upper("138", "-H", 28598), Upper("148", "-M", 28599), Upper("203", "-b", 28605), Upper("166", "-T", 874), Upper("13", ")I", 932),
        new("149", "$)C", 51949, isUpper: true, isDouble: true), // KS X 1001
        new("58", "$)A", 936, isUpper: true, isDouble: true), // GB 2312
        new("87", "$B", 20932, isUpper: false, isDouble: true, (0x80, 0x80)), // JIS X 0208 in the code page's EUC
        new("159", "$(D", 20932, isUpper: false, isDouble: true, (0x80, 0x00)), // JIS X 0212, whose second byte that code page keeps low
    ];

    private static CodeElement Upper(string terms, string sequence, int codePage) => new(terms, sequence, codePage, isUpper: true, isDouble: false);

    /// <summary>A code page of the runtime's tables; what cannot be decoded becomes the replacement character.</summary>
    internal static Encoding CodePage(int codePage)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(codePage);
    }

    /// <summary>The set of the upper half that a value of Specific Character Set means; null where it means none.</summary>
    internal static CodeElement? OfTerm(string term)
    {
        var number = term.Replace("ISO_IR ", "", StringComparison.Ordinal).Replace("ISO 2022 IR ", "", StringComparison.Ordinal);
        return Array.Find(All, element => element.IsUpper && element.terms.Contains(number));
    }

    /// <summary>The set that an escape sequence switches to; null where it is not known.</summary>
    /// <param name="bytes">What follows the escape character.</param>
    internal static CodeElement? OfEscape(ReadOnlySpan<byte> bytes)
    {
        foreach (var element in All)
        {
            if (bytes.StartsWith(element.Sequence)) return element;
        }

        return null;
    }

    /// <summary>Appends the first character of the bytes and returns how many it took.</summary>
    internal int Append(StringBuilder text, ReadOnlySpan<byte> bytes)
    {
        if (!IsDouble || bytes.Length < 2)
        {
            text.Append(bytes[0] is (byte)'~' && this == JapaneseRoman ? "‾" : bytes[0] < 0x80 ? ((char)bytes[0]).ToString() : encoding.GetString(bytes[..1]));
            return 1;
        }

        Span<byte> character = [(byte)(bytes[0] + lift.First), (byte)(bytes[1] + lift.Second)];
        text.Append(encoding.GetString(character));
        return 2;
    }
}
