using System.Buffers.Binary;
using System.Text;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.Codec;

/// <summary>
/// Reads data sets in explicit or implicit VR little endian [DICOM, PS3.5 section 7] from bytes in memory. Values are slices of those bytes,
/// so a length field that lies can't make it allocate anything. Undefined lengths, nested sequences, private and unknown
/// attributes, odd lengths and repeated or unsorted attributes are read; anything else malformed is the file's fault.
/// </summary>
internal sealed class DicomParser
{
    private const uint UndefinedLength = 0xFFFFFFFF;

    // Deeper than any object of the standard; keeps a hostile file from exhausting the stack.
    private const int DeepestNesting = 32;

    private readonly ReadOnlyMemory<byte> bytes;
    private readonly string source;
    private int position;

    internal DicomParser(ReadOnlyMemory<byte> bytes, int position, string source)
    {
        this.bytes = bytes;
        this.position = position;
        this.source = source;
    }

    /// <summary>The offset of the next byte.</summary>
    internal int Position => position;

    /// <summary>Reads the attributes of one group, as the file meta information is one.</summary>
    internal DicomDataSet ReadGroup(ushort group)
    {
        var set = new DicomDataSet(source, Encoding.Latin1);
        while (bytes.Length - position >= 8 && BinaryPrimitives.ReadUInt16LittleEndian(bytes.Span[position..]) == group)
        {
            set.Add(ReadElement(set, isExplicit: true, bytes.Length, depth: 0));
        }

        return set;
    }

    /// <summary>Reads attributes to the end of the bytes.</summary>
    internal DicomDataSet ReadToEnd(bool isExplicit)
    {
        var set = new DicomDataSet(source, Encoding.Latin1);
        while (position < bytes.Length)
        {
            if (bytes.Length - position < 8 && bytes.Span[position..].IndexOfAnyExcept((byte)0) < 0) break;
            set.Add(ReadElement(set, isExplicit, bytes.Length, depth: 0));
        }

        return set;
    }

    private DicomElement ReadElement(DicomDataSet owner, bool isExplicit, int end, int depth)
    {
        var tag = ReadTag(end);
        var vr = isExplicit ? ReadVr(tag, end) : DicomTags.VrOf(tag);
        var length = isExplicit && !vr.HasLongLength() ? ReadUInt16(tag, end) : ReadLength(tag, isExplicit, end);
        // UN holding a sequence is always implicit VR inside [DICOM, PS3.5 section 6.2.2].
        var itemsAreExplicit = isExplicit && vr != DicomVr.UN;
        if (length == UndefinedLength)
        {
            return tag == DicomTags.PixelData ? SkipFragments(tag, vr, end) : new DicomElement(tag, ReadItems(tag, owner, itemsAreExplicit, end, isDefined: false, depth));
        }

        if (length > (uint)(end - position)) throw Broken(tag, $"claims {length} bytes where only {end - position} are left");
        if (vr == DicomVr.SQ || vr == DicomVr.UN && DicomTags.VrOf(tag) == DicomVr.SQ)
        {
            return new DicomElement(tag, ReadItems(tag, owner, itemsAreExplicit, position + (int)length, isDefined: true, depth));
        }

        var value = bytes.Slice(position, (int)length);
        position += (int)length;
        var element = new DicomElement(tag, vr, value);
        if (tag == DicomTags.SpecificCharacterSet) owner.Encoding = CharacterSets.Find(Encoding.ASCII.GetString(value.Span).Split('\\', StringSplitOptions.TrimEntries));
        return element;
    }

    private List<DicomDataSet> ReadItems(DicomTag sequence, DicomDataSet owner, bool isExplicit, int end, bool isDefined, int depth)
    {
        if (depth == DeepestNesting) throw Broken(sequence, $"is nested more than {DeepestNesting} deep");
        var items = new List<DicomDataSet>();
        while (!isDefined || position < end)
        {
            var tag = ReadTag(end);
            var length = ReadUInt32(tag, end);
            if (tag == DicomTag.SequenceDelimitation && !isDefined) return items;
            if (tag == DicomTag.SequenceDelimitation) continue;
            if (tag != DicomTag.Item) throw Broken(sequence, $"holds {tag} where an item is expected");
            if (length != UndefinedLength && length > (uint)(end - position)) throw Broken(sequence, $"has an item of {length} bytes where only {end - position} are left");
            items.Add(ReadItem(owner, isExplicit, length == UndefinedLength ? end : position + (int)length, length != UndefinedLength, depth + 1));
        }

        return items;
    }

    private DicomDataSet ReadItem(DicomDataSet owner, bool isExplicit, int end, bool isDefined, int depth)
    {
        var item = new DicomDataSet(source, owner.Encoding);
        while (!isDefined || position < end)
        {
            if (PeekIsDelimiter(end))
            {
                position += 8;
                if (!isDefined) return item;
                continue;
            }

            item.Add(ReadElement(item, isExplicit, end, depth));
        }

        return item;
    }

    private bool PeekIsDelimiter(int end) => end - position >= 8
        && BinaryPrimitives.ReadUInt16LittleEndian(bytes.Span[position..]) == DicomTag.ItemDelimitation.Group
        && BinaryPrimitives.ReadUInt16LittleEndian(bytes.Span[(position + 2)..]) == DicomTag.ItemDelimitation.Element;

    // Compressed pixels: an offset table and fragments. They are kept whole; who needs pixels refuses the transfer syntax.
    private DicomElement SkipFragments(DicomTag pixelData, DicomVr vr, int end)
    {
        var start = position;
        while (true)
        {
            var tag = ReadTag(end);
            var length = ReadUInt32(tag, end);
            if (tag == DicomTag.SequenceDelimitation) return new DicomElement(pixelData, vr, bytes[start..(position - 8)]);
            if (tag != DicomTag.Item || length > (uint)(end - position)) throw Broken(pixelData, "has a broken fragment");
            position += (int)length;
        }
    }

    private DicomTag ReadTag(int end)
    {
        if (end - position < 4) throw new InputException($"{source}: the file ends inside an attribute at byte {position}; it is cut off or damaged.");
        var span = bytes.Span[position..];
        position += 4;
        return new DicomTag(BinaryPrimitives.ReadUInt16LittleEndian(span), BinaryPrimitives.ReadUInt16LittleEndian(span[2..]));
    }

    private DicomVr ReadVr(DicomTag tag, int end)
    {
        if (end - position < 2) throw Broken(tag, "has no value representation");
        var span = bytes.Span[position..];
        position += 2;
        return DicomVrs.Parse(span[0], span[1]) ?? throw Broken(tag, "has a value representation that is no pair of capital letters");
    }

    private uint ReadLength(DicomTag tag, bool isExplicit, int end)
    {
        if (isExplicit) ReadUInt16(tag, end); // two reserved bytes
        return ReadUInt32(tag, end);
    }

    private ushort ReadUInt16(DicomTag tag, int end)
    {
        if (end - position < 2) throw Broken(tag, "has no length");
        position += 2;
        return BinaryPrimitives.ReadUInt16LittleEndian(bytes.Span[(position - 2)..]);
    }

    private uint ReadUInt32(DicomTag tag, int end)
    {
        if (end - position < 4) throw Broken(tag, "has no length");
        position += 4;
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[(position - 4)..]);
    }

    private InputException Broken(DicomTag tag, string what) => new($"{source}: {tag} {what}; the file is cut off or damaged.");
}
