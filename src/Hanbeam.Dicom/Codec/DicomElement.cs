namespace Hanbeam.Dicom.Codec;

/// <summary>
/// One attribute: EITHER bytes, little endian, which may be a slice of the file as read, OR the items of a sequence, OR the fragments of compressed pixels.
/// </summary>
internal sealed class DicomElement
{
    internal DicomElement(DicomTag tag, DicomVr vr, ReadOnlyMemory<byte> bytes)
    {
        Tag = tag;
        Vr = vr;
        Bytes = bytes;
    }

    internal DicomElement(DicomTag tag, IReadOnlyList<DicomDataSet> items)
    {
        Tag = tag;
        Vr = DicomVr.SQ;
        Items = items;
    }

    /// <summary>Compressed pixels.</summary>
    internal static DicomElement OfFragments(DicomTag tag, IReadOnlyList<ReadOnlyMemory<byte>> fragments) => new(tag, DicomVr.OB, default) { Fragments = fragments };

    internal DicomTag Tag { get; }

    internal DicomVr Vr { get; }

    internal ReadOnlyMemory<byte> Bytes { get; }

    internal IReadOnlyList<DicomDataSet>? Items { get; }

    /// <summary>Offset table, then the pieces of compressed pixels [DICOM, PS3.5 section A.4].</summary>
    internal IReadOnlyList<ReadOnlyMemory<byte>>? Fragments { get; private init; }
}
