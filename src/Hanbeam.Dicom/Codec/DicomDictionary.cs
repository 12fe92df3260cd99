using System.Globalization;

namespace Hanbeam.Dicom.Codec;

/// <summary>The standard's data dictionary and registry of UIDs [DICOM, PS3.6], from data/dicom/dictionary.txt.</summary>
internal static class DicomDictionary
{
    // Digits of a tag in a line; shorter first words do not occur, UIDs hold points.
    private const int TagDigits = 8;

    // Signed or not as the pixels are [DICOM, PS3.6 chapter 6, "US or SS"].
    private static readonly HashSet<uint> SignedAsPixels =
    [
        0x00189810, 0x00221452, 0x00280071, 0x00280104, 0x00280105, 0x00280106, 0x00280107, 0x00280108, 0x00280109, 0x00280110, 0x00280111, 0x00280120, 0x00280121,
        0x00281100, 0x00281101, 0x00281102, 0x00281103, 0x00281111, 0x00281112, 0x00281113, 0x00283002, 0x00409211, 0x00409216, 0x00603004, 0x00603006,
    ];

    private static readonly Dictionary<uint, (DicomVr Vr, string Keyword)> Attributes = [];
    private static readonly Dictionary<string, string> Uids = [];

    static DicomDictionary()
    {
        using var stream = typeof(DicomDictionary).Assembly.GetManifestResourceStream("dicom/dictionary.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line) Add(line);
    }

    /// <summary>All attributes, for tests: tag, representation, keyword.</summary>
    internal static IEnumerable<(DicomTag Tag, DicomVr Vr, string Keyword)> All =>
        Attributes.Select(entry => (new DicomTag((ushort)(entry.Key >> 16), (ushort)entry.Key), entry.Value.Vr, entry.Value.Keyword));

    /// <summary>
    /// The value representation of a tag: <see cref="DicomVr.UN"/> where the standard does not define it. Of several the widest: OW for bytes or words, US for
    /// either sign.
    /// </summary>
    internal static DicomVr VrOf(DicomTag tag)
    {
        if (Attributes.TryGetValue(KeyOf(tag), out var entry)) return entry.Vr;
        if (tag.Element == 0) return DicomVr.UL; // a group length
        return tag.IsPrivate && tag.Element is >= 0x10 and <= 0xFF ? DicomVr.LO : DicomVr.UN; // a private creator [DICOM, PS3.5 section 7.8.1]
    }

    /// <summary>The value representation of a tag beside pixels of a sign.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="isSigned">Whether Pixel Representation is 1.</param>
    internal static DicomVr VrOf(DicomTag tag, bool isSigned) => isSigned && SignedAsPixels.Contains(KeyOf(tag)) ? DicomVr.SS : VrOf(tag);

    /// <summary>The keyword of a tag, empty where the standard has none.</summary>
    internal static string KeywordOf(DicomTag tag) => Attributes.TryGetValue(KeyOf(tag), out var entry) ? entry.Keyword : "";

    /// <summary>The name of a UID of the standard, empty for others.</summary>
    internal static string NameOf(string uid) => Uids.GetValueOrDefault(uid, "");

    // The even groups of curves (50xx) and overlays (60xx) share one entry each.
    private static uint KeyOf(DicomTag tag) =>
        (tag.Group & 0xFF00) is 0x5000 or 0x6000 && tag.Group % 2 == 0 ? (uint)(tag.Group & 0xFF00) << 16 | tag.Element : (uint)tag.Group << 16 | tag.Element;

    private static void Add(string line)
    {
        var parts = line.Split(' ', 3);
        if (parts[0].Length == TagDigits && !parts[0].Contains('.', StringComparison.Ordinal))
            Attributes.Add(uint.Parse(parts[0].Replace('x', '0'), NumberStyles.HexNumber, CultureInfo.InvariantCulture), (Enum.Parse<DicomVr>(parts[1]), parts[2]));
        else Uids.Add(parts[0], line[(parts[0].Length + 1)..]);
    }
}
