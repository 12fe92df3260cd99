using System.Globalization;
using System.Text;
using Hanbeam.Dicom.Codec;

namespace Hanbeam.Dicom.Modules;

/// <summary>
/// Hanbeam's private attributes, for what the standard has no attribute for [DICOM, PS3.5 section 7.8.1]. All are text, none of them identifies anybody.
/// Writing reserves elements 1000 to 10FF of group 300B; reading finds the block wherever another program moved it.
/// </summary>
internal static class HanbeamPrivateBlock
{
    /// <summary>Private Creator; the number grows when an element changes its meaning.</summary>
    internal const string Creator = "HANBEAM 1.0";

    /// <summary>The group of all elements.</summary>
    internal const ushort Group = 0x300B;

    /// <summary>Name of the RBE model of a dose.</summary>
    internal const byte RbeModel = 0x01;

    /// <summary>What the values of an RT Dose are: <see cref="DoseAveragedLet"/>.</summary>
    internal const byte Quantity = 0x02;

    /// <summary>Unit of the values of an RT Dose where it is not Gy.</summary>
    internal const byte Unit = 0x03;

    /// <summary>Ions of one monitor unit at the energy of a control point.</summary>
    internal const byte IonsPerMonitorUnit = 0x04;

    /// <summary>The value of <see cref="Quantity"/> for LET.</summary>
    internal const string DoseAveragedLet = "LETD";

    private const byte FirstBlock = 0x10;

    /// <summary>Reserves the block and puts values into it.</summary>
    internal static void Set(DicomDataSet set, params ReadOnlySpan<(byte Element, string Text)> values)
    {
        set.Add(new DicomElement(new DicomTag(Group, FirstBlock), DicomVr.LO, Encoding.ASCII.GetBytes(Creator)));
        foreach (var (element, text) in values)
            set.Add(new DicomElement(new DicomTag(Group, (ushort)(FirstBlock << 8 | element)), DicomVr.LO, Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>The text of an element, empty where there is none.</summary>
    internal static string Text(DicomDataSet set, byte element)
    {
        foreach (var candidate in set.Elements)
        {
            if (candidate.Tag.Group == Group && candidate.Tag.Element is >= FirstBlock and <= 0xFF && set.Text(candidate.Tag) == Creator)
                return set.Text(new DicomTag(Group, (ushort)(candidate.Tag.Element << 8 | element)));
        }

        return "";
    }

    /// <summary>The number in an element, or null.</summary>
    internal static double? Number(DicomDataSet set, byte element) =>
        double.TryParse(Text(set, element), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    /// <summary>Whether an attribute belongs to the block of a data set.</summary>
    internal static bool Owns(DicomDataSet set, DicomTag tag)
    {
        if (tag.Group != Group) return false;
        var block = tag.Element <= 0xFF ? tag.Element : tag.Element >> 8;
        return block >= FirstBlock && set.Text(new DicomTag(Group, (ushort)block)) == Creator;
    }
}
