using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.Codec;

/// <summary>A DICOM file in Part 10 form: preamble, file meta information, data set [DICOM, PS3.10 section 7].</summary>
/// <param name="Path">Where it was read from.</param>
/// <param name="TransferSyntaxUid">How its data set is encoded.</param>
/// <param name="DataSet">The data set.</param>
internal sealed record DicomFile(string Path, string TransferSyntaxUid, DicomDataSet DataSet)
{
    private const int PreambleLength = 128;

    // Hanbeam's own, 2.25 and the hash of its name.
    private static readonly string ImplementationClass = DicomUid.Create("implementation", "Hanbeam");

    /// <summary>Whether a file says that it is DICOM.</summary>
    internal static bool IsDicom(string path)
    {
        try
        {
            Span<byte> start = stackalloc byte[PreambleLength + 4];
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start[PreambleLength..].SequenceEqual("DICM"u8);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Reads a whole file.</summary>
    internal static DicomFile Read(string path) => Parse(ReadBytes(path), path);

    /// <summary>Reads a file that is in memory.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="path">Its name, for messages.</param>
    internal static DicomFile Parse(ReadOnlyMemory<byte> bytes, string path)
    {
        if (bytes.Length < PreambleLength + 4 || !bytes.Span.Slice(PreambleLength, 4).SequenceEqual("DICM"u8))
            throw new InputException($"{path}: this is no DICOM file, the letters DICM after the first 128 bytes are missing.");
        var parser = new DicomParser(bytes, PreambleLength + 4, path);
        var meta = parser.ReadGroup(0x0002);
        var syntax = meta.Text(DicomTags.TransferSyntaxUID);
        return new DicomFile(path, syntax, parser.ReadToEnd(IsExplicit(syntax, path)));
    }

    /// <summary>Writes a data set as a file, beside its target and then renamed into place.</summary>
    internal static void Write(string path, DicomDataSet set)
    {
        var meta = new DicomDataSet();
        meta.Add(new DicomElement(DicomTags.FileMetaInformationVersion, DicomVr.OB, new byte[] { 0, 1 }));
        meta.Set(DicomTags.MediaStorageSOPClassUID, set.Text(DicomTags.SOPClassUID));
        meta.Set(DicomTags.MediaStorageSOPInstanceUID, set.Text(DicomTags.SOPInstanceUID));
        meta.Set(DicomTags.TransferSyntaxUID, DicomUids.ExplicitVrLittleEndian);
        meta.Set(DicomTags.ImplementationClassUID, ImplementationClass);
        meta.Set(DicomTags.ImplementationVersionName, "HANBEAM");
        var length = new byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)DicomEncoder.LengthOf(meta));
        meta.Add(new DicomElement(DicomTags.FileMetaInformationGroupLength, DicomVr.UL, length));
        AtomicFile.Write(path, stream =>
        {
            stream.Write(new byte[PreambleLength]);
            stream.Write("DICM"u8);
            DicomEncoder.Write(stream, meta);
            DicomEncoder.Write(stream, set);
        });
    }

    /// <summary>The pixels as they lie in the file, for transfer syntaxes that do not compress them.</summary>
    internal ReadOnlyMemory<byte> NativePixels()
    {
        if (TransferSyntaxUid is not (DicomUids.ImplicitVrLittleEndian or DicomUids.ExplicitVrLittleEndian))
            throw new InputException($"{Path}: its pixels are compressed (transfer syntax {TransferSyntaxUid}), which is not read; convert it with 'gdcmconv --raw'.");
        var pixels = DataSet.Bytes(DicomTags.PixelData);
        return pixels.IsEmpty ? throw new InputException($"{Path}: the image has no pixel data.") : pixels;
    }

    private static bool IsExplicit(string syntax, string path) => syntax switch
    {
        DicomUids.ImplicitVrLittleEndian => false,
        DicomUids.ExplicitVrLittleEndian => true,
        DicomUids.ExplicitVrBigEndian => throw new InputException($"{path}: explicit VR big endian is not read; convert it with 'dcmconv +te'."),
        DicomUids.DeflatedExplicitVrLittleEndian => throw new InputException($"{path}: deflated files are not read; convert it with 'dcmconv +te'."),
        _ when syntax.StartsWith(DicomUids.EncapsulatedRoot, StringComparison.Ordinal) => true,
        "" => throw new InputException($"{path}: the file does not say its transfer syntax (0002,0010)."),
        _ => throw new InputException($"{path}: the transfer syntax {syntax} is not known; convert it with 'gdcmconv --raw'."),
    };

    private static byte[] ReadBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read: {error.Message}", error);
        }
    }
}
