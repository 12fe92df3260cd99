using System.Buffers.Binary;

namespace Hanbeam.Dicom.Codec;

/// <summary>
/// Writes data sets in explicit or implicit VR little endian with defined lengths [DICOM, PS3.5 section 7]; compressed pixels, which have none, keep their
/// fragments. Lengths of groups, which would be wrong for what is written, are left out but for those of file meta information and commands.
/// </summary>
internal static class DicomEncoder
{
    private const int ItemHeader = 8;
    private const int LastGroupWithLength = 0x0002;
    private const uint UndefinedLength = 0xFFFFFFFF;

    internal static void Write(Stream stream, DicomDataSet set, bool isExplicit = true)
    {
        foreach (var element in set.Elements)
        {
            if (IsWritten(element)) WriteElement(stream, element, isExplicit);
        }
    }

    /// <summary>Bytes that <see cref="Write"/> writes.</summary>
    internal static long LengthOf(DicomDataSet set, bool isExplicit = true) =>
        set.Elements.Where(IsWritten).Sum(element => HeaderLength(element, isExplicit) + ValueLength(element, isExplicit));

    private static bool IsWritten(DicomElement element) => element.Tag is not { Element: 0, Group: > LastGroupWithLength };

    private static void WriteElement(Stream stream, DicomElement element, bool isExplicit)
    {
        var length = element.Fragments is null ? checked((uint)ValueLength(element, isExplicit)) : UndefinedLength;
        Span<byte> header = stackalloc byte[HeaderLength(element, isExplicit)];
        BinaryPrimitives.WriteUInt16LittleEndian(header, element.Tag.Group);
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], element.Tag.Element);
        if (isExplicit)
        {
            // A 16-bit length field is too short for some contours; the standard's way out is UN with its 32 bits [DICOM, PS3.5 section 6.2.2].
            var letters = (IsTooLong(element) ? DicomVr.UN : element.Vr).ToString();
            (header[4], header[5]) = ((byte)letters[0], (byte)letters[1]);
        }

        if (isExplicit && header.Length == 8) BinaryPrimitives.WriteUInt16LittleEndian(header[6..], (ushort)length);
        else BinaryPrimitives.WriteUInt32LittleEndian(header[^4..], length);
        stream.Write(header);
        WriteValue(stream, element, isExplicit);
    }

    private static void WriteValue(Stream stream, DicomElement element, bool isExplicit)
    {
        if (element.Items is { } items)
        {
            foreach (var item in items)
            {
                WriteHeader(stream, DicomTag.Item, checked((uint)LengthOf(item, isExplicit)));
                Write(stream, item, isExplicit);
            }
        }
        else if (element.Fragments is { } fragments)
        {
            foreach (var fragment in fragments)
            {
                WriteHeader(stream, DicomTag.Item, (uint)Even(fragment.Length));
                WriteBytes(stream, fragment.Span, padding: 0);
            }

            WriteHeader(stream, DicomTag.SequenceDelimitation, 0);
        }
        else
        {
            WriteBytes(stream, element.Bytes.Span, element.Vr.Padding());
        }
    }

    private static void WriteHeader(Stream stream, DicomTag tag, uint length)
    {
        Span<byte> header = stackalloc byte[ItemHeader];
        BinaryPrimitives.WriteUInt16LittleEndian(header, tag.Group);
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], tag.Element);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], length);
        stream.Write(header);
    }

    private static void WriteBytes(Stream stream, ReadOnlySpan<byte> bytes, byte padding)
    {
        stream.Write(bytes);
        if (bytes.Length % 2 != 0) stream.WriteByte(padding);
    }

    private static bool IsTooLong(DicomElement element) => !element.Vr.HasLongLength() && element.Bytes.Length > ushort.MaxValue - 1;

    private static int HeaderLength(DicomElement element, bool isExplicit) => isExplicit && (element.Vr.HasLongLength() || IsTooLong(element)) ? 12 : 8;

    private static long ValueLength(DicomElement element, bool isExplicit)
    {
        if (element.Items is { } items) return items.Sum(item => ItemHeader + LengthOf(item, isExplicit));
        return element.Fragments is { } fragments ? fragments.Sum(fragment => ItemHeader + Even(fragment.Length)) + ItemHeader : Even(element.Bytes.Length);
    }

    private static long Even(long length) => length + (length & 1);
}
