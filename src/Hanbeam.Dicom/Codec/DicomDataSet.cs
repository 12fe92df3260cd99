using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.Codec;

/// <summary>
/// The attributes of one object or one sequence item. Every question about an attribute that is absent or empty is answered with
/// an empty value; one that cannot be read is the file's fault and says so.
/// </summary>
internal sealed class DicomDataSet
{
    private List<DicomElement> elements = [];
    private bool isSorted = true;

    /// <summary>Makes an empty data set.</summary>
    /// <param name="source">The file it comes from, for messages; empty for one that is made to be written.</param>
    /// <param name="characterSet">How its text is encoded.</param>
    internal DicomDataSet(string source, CharacterSet characterSet)
    {
        Source = source;
        CharacterSet = characterSet;
    }

    /// <summary>Makes an empty data set to be written.</summary>
    internal DicomDataSet()
        : this("", CharacterSet.Utf8)
    {
    }

    internal string Source { get; }

    internal CharacterSet CharacterSet { get; set; }

    /// <summary>All attributes by ascending tag; where a file repeats one, the first holds.</summary>
    internal IReadOnlyList<DicomElement> Elements
    {
        get
        {
            Sort();
            return elements;
        }
    }

    internal void Add(DicomElement element)
    {
        if (elements.Count > 0 && elements[^1].Tag.CompareTo(element.Tag) >= 0) isSorted = false;
        elements.Add(element);
    }

    internal DicomElement? Find(DicomTag tag)
    {
        Sort();
        var (low, high) = (0, elements.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = elements[middle].Tag.CompareTo(tag);
            if (order == 0) return elements[middle];
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return null;
    }

    /// <summary>The items of a sequence.</summary>
    internal IReadOnlyList<DicomDataSet> Items(DicomTag tag) => Find(tag)?.Items ?? [];

    internal ReadOnlyMemory<byte> Bytes(DicomTag tag) => Find(tag)?.Bytes ?? default;

    /// <summary>The values of a text attribute without their padding.</summary>
    internal IReadOnlyList<string> Texts(DicomTag tag)
    {
        if (Find(tag) is not { } element || element.Bytes.IsEmpty) return [];
        var vr = VrOf(element);
        var text = vr.UsesCharacterSet() ? CharacterSet.Decode(element.Bytes.Span, vr == DicomVr.PN) : Encoding.Latin1.GetString(element.Bytes.Span);
        return vr.IsSingleText() ? [text.TrimEnd(' ', '\0')] : [.. text.Split('\\').Select(value => value.Trim(' ', '\0'))];
    }

    /// <summary>The first value of a text attribute.</summary>
    internal string Text(DicomTag tag) => Texts(tag) is [var first, ..] ? first : "";

    /// <summary>The values of a numeric attribute, whatever representation it has.</summary>
    internal double[] Numbers(DicomTag tag)
    {
        if (Find(tag) is not { } element || element.Bytes.IsEmpty) return [];
        var bytes = element.Bytes.Span;
        return VrOf(element) switch
        {
            DicomVr.FL or DicomVr.OF => Binary(bytes, 4, value => DoubleOf(BinaryPrimitives.ReadSingleLittleEndian(value))),
            DicomVr.FD or DicomVr.OD => Binary(bytes, 8, BinaryPrimitives.ReadDoubleLittleEndian),
            DicomVr.US or DicomVr.OW => Binary(bytes, 2, value => BinaryPrimitives.ReadUInt16LittleEndian(value)),
            DicomVr.SS => Binary(bytes, 2, value => BinaryPrimitives.ReadInt16LittleEndian(value)),
            DicomVr.UL or DicomVr.OL => Binary(bytes, 4, value => BinaryPrimitives.ReadUInt32LittleEndian(value)),
            DicomVr.SL => Binary(bytes, 4, value => BinaryPrimitives.ReadInt32LittleEndian(value)),
            _ => Decimals(element),
        };
    }

    /// <summary>The first value of a numeric attribute, or null.</summary>
    internal double? Number(DicomTag tag) => Numbers(tag) is [var first, ..] ? first : null;

    /// <summary>A number that the object cannot do without.</summary>
    internal double RequiredNumber(DicomTag tag) => RequiredNumbers(tag, 1)[0];

    /// <summary>Numbers that the object cannot do without.</summary>
    internal double[] RequiredNumbers(DicomTag tag, int count)
    {
        var values = Numbers(tag);
        return values.Length >= count ? values
            : throw new InputException($"{Source}: {tag} has {values.Length} numbers where {count} are needed.");
    }

    /// <summary>A whole number that the object cannot do without, inside a range.</summary>
    internal int RequiredInteger(DicomTag tag, int minimum, int maximum)
    {
        var value = RequiredNumber(tag);
        return value >= minimum && value <= maximum && value == Math.Floor(value) ? (int)value
            : throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{Source}: {tag} is {value}; a whole number from {minimum} to {maximum} is expected."));
    }

    // A float that came from a short decimal number (say 3.1 mm) gives that number back, not 3.0999999046325684.
    private static double DoubleOf(float value) =>
        double.Parse(value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);

    // Writers that do not know a tag pass its value on as UN; its meaning is still that of the dictionary.
    private static DicomVr VrOf(DicomElement element) => element.Vr == DicomVr.UN ? DicomTags.VrOf(element.Tag) : element.Vr;

    private delegate double BinaryReader(ReadOnlySpan<byte> value);

    private static double[] Binary(ReadOnlySpan<byte> bytes, int size, BinaryReader read)
    {
        var values = new double[bytes.Length / size];
        for (var i = 0; i < values.Length; i++) values[i] = read(bytes.Slice(i * size, size));
        return values;
    }

    private double[] Decimals(DicomElement element)
    {
        var rest = element.Bytes.Span;
        var values = new double[rest.Count((byte)'\\') + 1];
        for (var i = 0; i < values.Length; i++)
        {
            var end = rest.IndexOf((byte)'\\');
            var text = (end < 0 ? rest : rest[..end]).Trim(" \0"u8);
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]) || !double.IsFinite(values[i]))
            {
                if (text.IsEmpty && values.Length == 1) return [];
                throw new InputException($"{Source}: {element.Tag} holds '{Shown(text)}' where a number is expected.");
            }

            if (end >= 0) rest = rest[(end + 1)..];
        }

        return values;
    }

    private static string Shown(ReadOnlySpan<byte> text) =>
        new(Encoding.ASCII.GetString(text[..Math.Min(text.Length, 32)]).Select(c => char.IsControl(c) ? '?' : c).ToArray());

    private void Sort()
    {
        if (isSorted) return;
        elements = [.. elements.DistinctBy(element => element.Tag).OrderBy(element => element.Tag)];
        isSorted = true;
    }
}
