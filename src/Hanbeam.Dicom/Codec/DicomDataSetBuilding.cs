using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Hanbeam.Dicom.Codec;

/// <summary>Puts values into a data set that is made to be written; the value representation is the dictionary's.</summary>
internal static class DicomDataSetBuilding
{
    // Longest SH and CS value, longest LO value and group of a PN value in characters [DICOM, PS3.5 table 6.2-1].
    private const int ShortText = 16;
    private const int LongText = 64;

    /// <summary>An attribute that must be there but has no value.</summary>
    internal static void SetEmpty(this DicomDataSet set, params ReadOnlySpan<DicomTag> tags)
    {
        foreach (var tag in tags)
        {
            set.Add(DicomTags.VrOf(tag) == DicomVr.SQ ? new DicomElement(tag, []) : new DicomElement(tag, DicomTags.VrOf(tag), default));
        }
    }

    /// <summary>
    /// One text. What its representation cannot hold is made to fit: control characters and backslashes are replaced, too long a text is cut.
    /// </summary>
    internal static void Set(this DicomDataSet set, DicomTag tag, string text)
    {
        var vr = DicomTags.VrOf(tag);
        if (!vr.IsSingleText()) text = new string(text.Select(c => char.IsControl(c) ? ' ' : c == '\\' ? '/' : c).ToArray());
        set.AddText(tag, vr, vr == DicomVr.PN ? ShortenName(text) : Shorten(text, vr));
    }

    /// <summary>Several values of a text attribute.</summary>
    internal static void SetValues(this DicomDataSet set, DicomTag tag, params ReadOnlySpan<string> values) =>
        set.AddText(tag, DicomTags.VrOf(tag), string.Join('\\', values));

    /// <summary>A whole number, as text or binary.</summary>
    internal static void Set(this DicomDataSet set, DicomTag tag, int value)
    {
        var vr = DicomTags.VrOf(tag);
        if (vr is DicomVr.IS or DicomVr.DS)
        {
            set.AddText(tag, vr, value.ToString(CultureInfo.InvariantCulture));
            return;
        }

        Debug.Assert(vr is DicomVr.US or DicomVr.SS, "no other binary whole number is written");
        var bytes = new byte[2];
        if (vr == DicomVr.US) BinaryPrimitives.WriteUInt16LittleEndian(bytes, checked((ushort)value));
        else BinaryPrimitives.WriteInt16LittleEndian(bytes, checked((short)value));
        set.Add(new DicomElement(tag, vr, bytes));
    }

    /// <summary>Numbers, as decimal strings or 32-bit floats.</summary>
    internal static void Set(this DicomDataSet set, DicomTag tag, params ReadOnlySpan<double> values)
    {
        var vr = DicomTags.VrOf(tag);
        if (vr == DicomVr.DS)
        {
            set.AddText(tag, vr, DecimalString.Format(values));
            return;
        }

        Debug.Assert(vr == DicomVr.FL, "no other floating-point representation is written");
        var bytes = new byte[4 * values.Length];
        for (var i = 0; i < values.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), (float)values[i]);
        set.Add(new DicomElement(tag, vr, bytes));
    }

    /// <summary>Pixels.</summary>
    internal static void Set(this DicomDataSet set, DicomTag tag, byte[] bytes) => set.Add(new DicomElement(tag, DicomTags.VrOf(tag), bytes));

    /// <summary>Three whole numbers of a colour.</summary>
    internal static void SetColor(this DicomDataSet set, DicomTag tag, (byte Red, byte Green, byte Blue) color) =>
        set.AddText(tag, DicomVr.IS, string.Create(CultureInfo.InvariantCulture, $"{color.Red}\\{color.Green}\\{color.Blue}"));

    /// <summary>The tag of another attribute.</summary>
    internal static void SetTag(this DicomDataSet set, DicomTag tag, DicomTag value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value.Group);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2), value.Element);
        set.Add(new DicomElement(tag, DicomVr.AT, bytes));
    }

    /// <summary>The items of a sequence.</summary>
    internal static void SetItems(this DicomDataSet set, DicomTag tag, IEnumerable<DicomDataSet> items) => set.Add(new DicomElement(tag, items.ToList()));

    /// <summary>A sequence of one item.</summary>
    internal static void SetItem(this DicomDataSet set, DicomTag tag, Action<DicomDataSet> fill)
    {
        var item = new DicomDataSet();
        fill(item);
        set.SetItems(tag, [item]);
    }

    /// <summary>Reference to another object.</summary>
    internal static void SetReference(this DicomDataSet set, DicomTag tag, string sopClassUid, string sopInstanceUid) => set.SetItem(tag, item =>
    {
        item.Set(DicomTags.ReferencedSOPClassUID, sopClassUid);
        item.Set(DicomTags.ReferencedSOPInstanceUID, sopInstanceUid);
    });

    // A name has up to three groups, alphabetic, ideographic and phonetic, each as long as a long text [DICOM, PS3.5 section 6.2.1].
    private static string ShortenName(string name) => string.Join('=', name.Split('=').Take(3).Select(group => Shorten(group, DicomVr.LO)));

    private static string Shorten(string text, DicomVr vr)
    {
        var longest = vr switch
        {
            DicomVr.SH or DicomVr.CS => ShortText,
            DicomVr.LO => LongText,
            _ => int.MaxValue,
        };
        return text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
    }

    private static void AddText(this DicomDataSet set, DicomTag tag, DicomVr vr, string text) => set.Add(new DicomElement(tag, vr, Encoding.UTF8.GetBytes(text)));
}
