using Hanbeam.Dicom.Codec;

namespace Hanbeam.Dicom.Network;

/// <summary>Data sets as they travel: without preamble and meta information, in the encoding that was agreed on.</summary>
internal static class DataSetCoding
{
    /// <summary>The encodings that every data set of ours can take, the wanted one first.</summary>
    internal static readonly IReadOnlyList<string> Uncompressed = [DicomUids.ExplicitVrLittleEndian, DicomUids.ImplicitVrLittleEndian];

    /// <summary>Encodes a data set.</summary>
    internal static MemoryStream Encode(DicomDataSet set, string transferSyntax)
    {
        var stream = new MemoryStream();
        DicomEncoder.Write(stream, set, isExplicit: transferSyntax != DicomUids.ImplicitVrLittleEndian);
        stream.Position = 0;
        return stream;
    }

    /// <summary>Decodes a data set.</summary>
    /// <param name="bytes">What was received.</param>
    /// <param name="transferSyntax">One of <see cref="Uncompressed"/>.</param>
    /// <param name="source">Who sent it, for messages.</param>
    internal static DicomDataSet Decode(ReadOnlyMemory<byte> bytes, string transferSyntax, string source) =>
        new DicomParser(new DicomSource(bytes), source, TransferSyntax.Find(transferSyntax, source)).ReadToEnd();
}
