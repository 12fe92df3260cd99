using System.Globalization;

namespace Hanbeam.Dicom.Codec;

/// <summary>The number of an attribute: group and element.</summary>
internal readonly record struct DicomTag(ushort Group, ushort Element) : IComparable<DicomTag>
{
    internal static readonly DicomTag Item = new(0xFFFE, 0xE000);
    internal static readonly DicomTag ItemDelimitation = new(0xFFFE, 0xE00D);
    internal static readonly DicomTag SequenceDelimitation = new(0xFFFE, 0xE0DD);

    /// <summary>Whether a maker defined it, not the standard.</summary>
    internal bool IsPrivate => Group % 2 == 1;

    private uint Number => (uint)Group << 16 | Element;

    public int CompareTo(DicomTag other) => Number.CompareTo(other.Number);

    /// <summary>As messages show it, for example <c>PixelSpacing (0028,0030)</c>.</summary>
    public override string ToString()
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"({Group:X4},{Element:X4})");
        var keyword = DicomDictionary.KeywordOf(this);
        return keyword.Length == 0 ? number : keyword + " " + number;
    }
}
