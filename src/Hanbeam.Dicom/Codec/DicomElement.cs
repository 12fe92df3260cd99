namespace Hanbeam.Dicom.Codec;

/// <summary>One attribute: EITHER bytes, which may be a slice of the file as read, OR the items of a sequence.</summary>
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

    internal DicomTag Tag { get; }

    internal DicomVr Vr { get; }

    internal ReadOnlyMemory<byte> Bytes { get; }

    internal IReadOnlyList<DicomDataSet>? Items { get; }
}
