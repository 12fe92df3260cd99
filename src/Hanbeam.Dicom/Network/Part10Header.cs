using System.Buffers.Binary;
using System.Text;
using Hanbeam.Dicom.Codec;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.Network;

/// <summary>The file meta information of a file: what it holds, how encoded, and where its data set begins [DICOM, PS3.10 section 7.1]. Nothing behind it is read.</summary>
/// <param name="SopClassUid">What kind of object.</param>
/// <param name="SopInstanceUid">Which object.</param>
/// <param name="TransferSyntaxUid">How its data set is encoded.</param>
/// <param name="DataOffset">Where its data set begins, bytes.</param>
internal sealed record Part10Header(string SopClassUid, string SopInstanceUid, string TransferSyntaxUid, long DataOffset)
{
    private const int PreambleBytes = 128;

    // UIDs and a few short texts; private information may add some.
    private const int LongestMeta = 64 * 1024;

    /// <summary>Reads the header, or null where the file is no DICOM file.</summary>
    /// <exception cref="InputException">The file cannot be read, or its meta information lacks what is needed to send it.</exception>
    internal static Part10Header? Read(string path)
    {
        byte[] start;
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            start = new byte[(int)Math.Min(stream.Length, PreambleBytes + 4 + LongestMeta)];
            stream.ReadExactly(start);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read: {error.Message}", error);
        }

        if (start.Length < PreambleBytes + 4 || !start.AsSpan(PreambleBytes, 4).SequenceEqual("DICM"u8)) return null;
        var (values, offset) = Parse(start);
        string Text(DicomTag tag) => values.GetValueOrDefault(tag.Element, "");
        var header = new Part10Header(Text(DicomTags.MediaStorageSOPClassUID), Text(DicomTags.MediaStorageSOPInstanceUID), Text(DicomTags.TransferSyntaxUID), offset);
        return header.SopClassUid.Length > 0 && header.SopInstanceUid.Length > 0 && header.TransferSyntaxUid.Length > 0 ? header
            : throw new InputException($"{path}: the file meta information lacks the SOP class, the SOP instance or the transfer syntax, so it cannot be sent.");
    }

    /// <summary>Writes preamble and meta information of an object that was received.</summary>
    internal void Write(Stream stream, string sourceAe)
    {
        var meta = new DicomDataSet();
        meta.Add(new DicomElement(DicomTags.FileMetaInformationVersion, DicomVr.OB, new byte[] { 0, 1 }));
        meta.Add(new DicomElement(DicomTags.MediaStorageSOPClassUID, DicomVr.UI, Encoding.ASCII.GetBytes(SopClassUid)));
        meta.Add(new DicomElement(DicomTags.MediaStorageSOPInstanceUID, DicomVr.UI, Encoding.ASCII.GetBytes(SopInstanceUid)));
        meta.Add(new DicomElement(DicomTags.TransferSyntaxUID, DicomVr.UI, Encoding.ASCII.GetBytes(TransferSyntaxUid)));
        meta.Add(new DicomElement(DicomTags.ImplementationClassUID, DicomVr.UI, Encoding.ASCII.GetBytes(DicomUids.ImplementationClass)));
        meta.Add(new DicomElement(DicomTags.ImplementationVersionName, DicomVr.SH, Encoding.ASCII.GetBytes("HANBEAM")));
        if (sourceAe.Length > 0) meta.Add(new DicomElement(new DicomTag(0x0002, 0x0016), DicomVr.AE, Encoding.Latin1.GetBytes(sourceAe))); // Source Application Entity Title
        var length = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)DicomEncoder.LengthOf(meta));
        meta.Add(new DicomElement(DicomTags.FileMetaInformationGroupLength, DicomVr.UL, length));
        stream.Write(new byte[PreambleBytes]);
        stream.Write("DICM"u8);
        DicomEncoder.Write(stream, meta);
    }

    // Attributes of group 0002, always explicit VR little endian; the first of another group ends them.
    private static (Dictionary<ushort, string> Values, long Offset) Parse(ReadOnlySpan<byte> bytes)
    {
        var values = new Dictionary<ushort, string>();
        var at = PreambleBytes + 4;
        while (bytes.Length - at >= 8 && BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]) == 0x0002)
        {
            var element = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + 2)..]);
            var isLong = DicomVrs.Parse(bytes[at + 4], bytes[at + 5])?.HasLongLength() ?? false;
            if (isLong && bytes.Length - at < 12) break;
            var length = isLong ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 8)..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + 6)..]);
            at += isLong ? 12 : 8;
            if (length > (uint)(bytes.Length - at)) break;
            values.TryAdd(element, Encoding.Latin1.GetString(bytes.Slice(at, (int)length)).Trim(' ', '\0'));
            at += (int)length;
        }

        return (values, at);
    }
}
