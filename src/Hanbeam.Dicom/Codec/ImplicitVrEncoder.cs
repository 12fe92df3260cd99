using System.Buffers.Binary;

namespace Hanbeam.Dicom.Codec;

/// <summary>Writes data sets in implicit VR little endian with defined lengths [DICOM, PS3.5 section 7.1.3], which every system on a network takes.</summary>
internal static class ImplicitVrEncoder
{
    private const int Header = 8;

    internal static void Write(Stream stream, DicomDataSet set)
    {
        foreach (var element in set.Elements)
        {
            WriteHeader(stream, element.Tag, ValueLength(element));
            if (element.Items is null)
            {
                stream.Write(element.Bytes.Span);
                if (element.Bytes.Length % 2 != 0) stream.WriteByte(element.Vr.Padding());
                continue;
            }

            foreach (var item in element.Items)
            {
                WriteHeader(stream, DicomTag.Item, LengthOf(item));
                Write(stream, item);
            }
        }
    }

    private static void WriteHeader(Stream stream, DicomTag tag, long length)
    {
        Span<byte> header = stackalloc byte[Header];
        BinaryPrimitives.WriteUInt16LittleEndian(header, tag.Group);
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], tag.Element);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], checked((uint)length));
        stream.Write(header);
    }

    private static long LengthOf(DicomDataSet set) => set.Elements.Sum(element => Header + ValueLength(element));

    private static long ValueLength(DicomElement element) =>
        element.Items is null ? element.Bytes.Length + (element.Bytes.Length & 1) : element.Items.Sum(item => Header + LengthOf(item));
}
