using System.Buffers.Binary;
using System.Text;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.Codec;

/// <summary>
/// Reads data sets in explicit or implicit VR [DICOM, PS3.5 section 7]. Values are pieces of what is read, so a length field that lies can't make it
/// allocate anything. Undefined lengths, nested sequences, private and unknown attributes, odd lengths and repeated or unsorted attributes are read;
/// anything else malformed is the file's fault.
/// </summary>
internal sealed class DicomParser
{
    private const uint UndefinedLength = 0xFFFFFFFF;

    // Deeper than any object of the standard; keeps a hostile file from exhausting the stack.
    private const int DeepestNesting = 32;

    private readonly DicomSource input;
    private readonly string source;
    private readonly bool isExplicit;
    private readonly bool isBigEndian;
    private readonly bool keepsPixels;
    private readonly ElementLimit elements;
    private bool isSigned;

    /// <summary>Makes a reader.</summary>
    /// <param name="input">What is read, from where it stands.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <param name="syntax">How it is encoded; one that is deflated has been inflated.</param>
    /// <param name="keepsPixels">Whether PixelData is read; else only its place is noted.</param>
    /// <param name="elements">How many attributes it may have; null: as many as fit its length.</param>
    internal DicomParser(DicomSource input, string source, TransferSyntax syntax, bool keepsPixels = true, ElementLimit? elements = null)
    {
        this.elements = elements ?? new ElementLimit(input.Length);
        this.input = input;
        this.source = source;
        this.keepsPixels = keepsPixels;
        isExplicit = syntax.IsExplicit;
        isBigEndian = syntax.IsBigEndian;
    }

    /// <summary>Where uncompressed PixelData lies that was not kept; null where there is none.</summary>
    internal (long Offset, long Length)? PixelsAt { get; private set; }

    /// <summary>Whether PixelData is there and compressed.</summary>
    internal bool HasFragments { get; private set; }

    /// <summary>Reads the attributes of one group, as the file meta information is one.</summary>
    internal DicomDataSet ReadGroup(ushort group)
    {
        var set = new DicomDataSet(source, CharacterSet.Latin1);
        while (input.Peek(8) is { Length: 8 } next && BinaryPrimitives.ReadUInt16LittleEndian(next) == group) set.Add(ReadElement(set, isExplicit, input.Length, depth: 0));
        return set;
    }

    /// <summary>Reads the attributes up to one and with it; what follows stays unread.</summary>
    internal DicomDataSet ReadUpTo(DicomTag last)
    {
        var set = new DicomDataSet(source, CharacterSet.Latin1);
        while (input.Peek(4) is { Length: 4 } next && (UInt16(next), UInt16(next[2..])).CompareTo((last.Group, last.Element)) <= 0) set.Add(ReadElement(set, isExplicit, input.Length, depth: 0));
        return set;
    }

    /// <summary>Reads everything that is left. Zeros behind the last attribute are padding.</summary>
    internal DicomDataSet ReadToEnd()
    {
        var set = new DicomDataSet(source, CharacterSet.Latin1);
        while (input.Position < input.Length)
        {
            if (input.Peek(8) is var next && next.Length < 8 && next.IndexOfAnyExcept((byte)0) < 0) break;
            set.Add(ReadElement(set, isExplicit, input.Length, depth: 0));
        }

        return set;
    }

    private DicomElement ReadElement(DicomDataSet owner, bool isExplicitHere, long end, int depth)
    {
        elements.Count(source);
        var tag = ReadTag(end);
        var vr = isExplicitHere ? ReadVr(tag, end) : DicomDictionary.VrOf(tag, isSigned);
        var length = isExplicitHere && !vr.HasLongLength() ? ReadUInt16(tag, end) : ReadLength(tag, isExplicitHere, end);
        // UN holding a sequence is always implicit VR inside [DICOM, PS3.5 section 6.2.2].
        var itemsAreExplicit = isExplicitHere && vr != DicomVr.UN;
        if (length == UndefinedLength)
        {
            return tag == DicomTags.PixelData ? ReadFragments(tag, end) : new DicomElement(tag, ReadItems(tag, owner, itemsAreExplicit, end, isDefined: false, depth));
        }

        if (length > end - input.Position) throw Broken(tag, $"claims {length} bytes where only {end - input.Position} are left");
        if (vr == DicomVr.SQ) return new DicomElement(tag, ReadItems(tag, owner, itemsAreExplicit, input.Position + length, isDefined: true, depth));
        if (length > Array.MaxLength) throw new InputException($"{source}: {tag} has {length} bytes, more than the {Array.MaxLength} that are read.");
        return tag == DicomTags.PixelData && !keepsPixels && depth == 0 ? PassOver(tag, vr, length) : ReadValue(owner, tag, vr, (int)length, depth);
    }

    private DicomElement PassOver(DicomTag tag, DicomVr vr, uint length)
    {
        PixelsAt = (input.Position, length);
        input.Skip(length);
        return new DicomElement(tag, vr, default);
    }

    private DicomElement ReadValue(DicomDataSet owner, DicomTag tag, DicomVr vr, int length, int depth)
    {
        var value = input.Take(length);
        if (vr == DicomVr.UN && DicomTags.VrOf(tag) == DicomVr.SQ && HiddenItems(owner, tag, value, depth) is { } items) return new DicomElement(tag, items);
        if (isBigEndian) value = ByteSwap.ToLittleEndian(value, tag == DicomTags.PixelData ? PixelWordBytes(owner, vr) : vr.WordBytes());
        // It stands before what it decides on, in an item or in what the item is in.
        if (tag == DicomTags.PixelRepresentation && value.Length == 2) isSigned = value.Span[0] == 1;
        if (tag == DicomTags.SpecificCharacterSet) owner.CharacterSet = CharacterSet.Find(Encoding.ASCII.GetString(value.Span).Split('\\', StringSplitOptions.TrimEntries));
        return new DicomElement(tag, vr, value);
    }

    // A sequence that somebody who did not know it passed on as UN; where it is none after all its bytes stay as they are.
    private List<DicomDataSet>? HiddenItems(DicomDataSet owner, DicomTag tag, ReadOnlyMemory<byte> value, int depth)
    {
        // As it would be written: what is no sequence now must not become one by its padding.
        if (value.Length % 2 != 0) value = (byte[])[.. value.Span, DicomVr.UN.Padding()];
        try
        {
            var inside = new DicomParser(new DicomSource(value), source, TransferSyntax.ImplicitLittleEndian, elements: elements) { isSigned = isSigned };
            return inside.ReadItems(tag, owner, isExplicitHere: false, value.Length, isDefined: true, depth);
        }
        catch (InputException)
        {
            return null;
        }
    }

    // Words of pixels are as wide as pixels are allocated, two bytes at least [DICOM, PS3.5 section 8.1.1].
    private static int PixelWordBytes(DicomDataSet owner, DicomVr vr) =>
        vr == DicomVr.OB ? 1 : owner.Bytes(DicomTags.BitsAllocated) is { Length: 2 } bits && BinaryPrimitives.ReadUInt16LittleEndian(bits.Span) == 32 ? 4 : 2;

    private List<DicomDataSet> ReadItems(DicomTag sequence, DicomDataSet owner, bool isExplicitHere, long end, bool isDefined, int depth)
    {
        if (depth == DeepestNesting) throw Broken(sequence, $"is nested more than {DeepestNesting} deep");
        var items = new List<DicomDataSet>();
        while (!isDefined || input.Position < end)
        {
            var tag = ReadTag(end);
            var length = ReadUInt32(tag, end);
            if (tag == DicomTag.SequenceDelimitation && !isDefined) return items;
            if (tag == DicomTag.SequenceDelimitation) continue;
            if (tag != DicomTag.Item) throw Broken(sequence, $"holds {tag} where an item is expected");
            if (length != UndefinedLength && length > end - input.Position) throw Broken(sequence, $"has an item of {length} bytes where only {end - input.Position} are left");
            items.Add(ReadItem(owner, isExplicitHere, length == UndefinedLength ? end : input.Position + length, length != UndefinedLength, depth + 1));
        }

        return items;
    }

    private DicomDataSet ReadItem(DicomDataSet owner, bool isExplicitHere, long end, bool isDefined, int depth)
    {
        elements.Count(source);
        var item = new DicomDataSet(source, owner.CharacterSet);
        while (!isDefined || input.Position < end)
        {
            if (PeekIsDelimiter(end))
            {
                input.Skip(8);
                if (!isDefined) return item;
                continue;
            }

            item.Add(ReadElement(item, isExplicitHere, end, depth));
        }

        return item;
    }

    private bool PeekIsDelimiter(long end)
    {
        if (end - input.Position < 8) return false;
        var next = input.Peek(4);
        return UInt16(next) == DicomTag.ItemDelimitation.Group && UInt16(next[2..]) == DicomTag.ItemDelimitation.Element;
    }

    private DicomElement ReadFragments(DicomTag pixelData, long end)
    {
        var fragments = new List<ReadOnlyMemory<byte>>();
        HasFragments = true;
        while (true)
        {
            var tag = ReadTag(end);
            var length = ReadUInt32(tag, end);
            if (tag == DicomTag.SequenceDelimitation) return DicomElement.OfFragments(pixelData, fragments);
            if (tag != DicomTag.Item || length > end - input.Position || length > Array.MaxLength) throw Broken(pixelData, "has a broken fragment");
            if (keepsPixels) fragments.Add(input.Take((int)length));
            else input.Skip(length);
        }
    }

    private DicomTag ReadTag(long end)
    {
        if (end - input.Position < 4) throw new InputException($"{source}: the file ends inside an attribute at byte {input.Position}; it is cut off or damaged.");
        var span = input.Take(4).Span;
        return new DicomTag(UInt16(span), UInt16(span[2..]));
    }

    private DicomVr ReadVr(DicomTag tag, long end)
    {
        if (end - input.Position < 2) throw Broken(tag, "has no value representation");
        var span = input.Take(2).Span;
        return DicomVrs.Parse(span[0], span[1]) ?? throw Broken(tag, "has a value representation that is no pair of capital letters");
    }

    private uint ReadLength(DicomTag tag, bool isExplicitHere, long end)
    {
        if (isExplicitHere) ReadUInt16(tag, end); // two reserved bytes
        return ReadUInt32(tag, end);
    }

    private ushort ReadUInt16(DicomTag tag, long end) => end - input.Position >= 2 ? UInt16(input.Take(2).Span) : throw Broken(tag, "has no length");

    private uint ReadUInt32(DicomTag tag, long end)
    {
        if (end - input.Position < 4) throw Broken(tag, "has no length");
        var span = input.Take(4).Span;
        return isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(span) : BinaryPrimitives.ReadUInt32LittleEndian(span);
    }

    private ushort UInt16(ReadOnlySpan<byte> span) => isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(span) : BinaryPrimitives.ReadUInt16LittleEndian(span);

    private InputException Broken(DicomTag tag, string what) => new($"{source}: {tag} {what}; the file is cut off or damaged.");
}
