namespace Hanbeam.Dicom.Codec;

/// <summary>Rules that depend on the value representation.</summary>
internal static class DicomVrs
{
    /// <summary>Whether explicit VR gives it a 32-bit length [DICOM, PS3.5 table 7.1-1].</summary>
    internal static bool HasLongLength(this DicomVr vr) => vr is DicomVr.OB or DicomVr.OD or DicomVr.OF or DicomVr.OL or DicomVr.OV or DicomVr.OW
        or DicomVr.SQ or DicomVr.SV or DicomVr.UC or DicomVr.UN or DicomVr.UR or DicomVr.UT or DicomVr.UV;

    /// <summary>Whether its text is in the data set's character set; the others are plain ASCII [DICOM, PS3.5 section 6.1.2.2].</summary>
    internal static bool UsesCharacterSet(this DicomVr vr) =>
        vr is DicomVr.SH or DicomVr.LO or DicomVr.ST or DicomVr.LT or DicomVr.UC or DicomVr.UT or DicomVr.PN;

    /// <summary>Whether a backslash belongs to the text instead of parting values.</summary>
    internal static bool IsSingleText(this DicomVr vr) => vr is DicomVr.ST or DicomVr.LT or DicomVr.UT or DicomVr.UR;

    /// <summary>The byte that makes an odd value even: null for UIDs and bytes, a space for text.</summary>
    internal static byte Padding(this DicomVr vr) => vr is DicomVr.UI or DicomVr.OB or DicomVr.UN ? (byte)0 : (byte)' ';

    /// <summary>Bytes that big endian turns together [DICOM, PS3.5 section 7.3]; a tag is two words of two.</summary>
    internal static int WordBytes(this DicomVr vr) => vr switch
    {
        DicomVr.US or DicomVr.SS or DicomVr.OW or DicomVr.AT => 2,
        DicomVr.UL or DicomVr.SL or DicomVr.FL or DicomVr.OF or DicomVr.OL => 4,
        DicomVr.FD or DicomVr.OD or DicomVr.SV or DicomVr.UV or DicomVr.OV => 8,
        _ => 1,
    };

    /// <summary>The value representation of two letters, or null where they are none.</summary>
    internal static DicomVr? Parse(byte first, byte second)
    {
        if (first is < (byte)'A' or > (byte)'Z' || second is < (byte)'A' or > (byte)'Z') return null;
        // Letters of a future version of the standard are read like UN, which has the same layout.
        return ByLetters.GetValueOrDefault(first << 8 | second, DicomVr.UN);
    }

    private static readonly Dictionary<int, DicomVr> ByLetters = Enum.GetValues<DicomVr>().ToDictionary(vr => vr.ToString() is var name ? name[0] << 8 | name[1] : 0);
}
