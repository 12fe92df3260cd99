using System.Buffers.Binary;

namespace Hanbeam.Dicom.Codec;

/// <summary>Writes data sets in explicit VR little endian with defined lengths [DICOM, PS3.5 section 7].</summary>
internal static class DicomEncoder
{
    private const int ItemHeader = 8;

    internal static void Write(Stream stream, DicomDataSet set)
    {
        foreach (var element in set.Elements) WriteElement(stream, element);
    }

    /// <summary>Bytes that <see cref="Write"/> writes.</summary>
    internal static long LengthOf(DicomDataSet set) => set.Elements.Sum(element => HeaderLength(element) + ValueLength(element));

    private static void WriteElement(Stream stream, DicomElement element)
    {
        var length = ValueLength(element);
        // A 16-bit length field is too short for some contours; the standard's way out is UN with its 32 bits [DICOM, PS3.5 section 6.2.2].
        var vr = IsTooLong(element) ? DicomVr.UN : element.Vr;
        Span<byte> header = stackalloc byte[HeaderLength(element)];
        BinaryPrimitives.WriteUInt16LittleEndian(header, element.Tag.Group);
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], element.Tag.Element);
        var letters = vr.ToString();
        (header[4], header[5]) = ((byte)letters[0], (byte)letters[1]);
        if (header.Length == 12) BinaryPrimitives.WriteUInt32LittleEndian(header[8..], checked((uint)length));
        else BinaryPrimitives.WriteUInt16LittleEndian(header[6..], (ushort)length);
        stream.Write(header);
        if (element.Items is null) WriteBytes(stream, element);
        else foreach (var item in element.Items) WriteItem(stream, item);
    }

    private static void WriteBytes(Stream stream, DicomElement element)
    {
        stream.Write(element.Bytes.Span);
        if (element.Bytes.Length % 2 != 0) stream.WriteByte(element.Vr.Padding());
    }

    private static void WriteItem(Stream stream, DicomDataSet item)
    {
        Span<byte> header = stackalloc byte[ItemHeader];
        BinaryPrimitives.WriteUInt16LittleEndian(header, DicomTag.Item.Group);
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], DicomTag.Item.Element);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], checked((uint)LengthOf(item)));
        stream.Write(header);
        Write(stream, item);
    }

    private static bool IsTooLong(DicomElement element) => !element.Vr.HasLongLength() && ValueLength(element) > ushort.MaxValue;

    private static int HeaderLength(DicomElement element) => element.Vr.HasLongLength() || IsTooLong(element) ? 12 : 8;

    private static long ValueLength(DicomElement element) =>
        element.Items is null ? element.Bytes.Length + (element.Bytes.Length & 1) : element.Items.Sum(item => ItemHeader + LengthOf(item));
}
