using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Hanbeam.Dicom.Codec;

namespace Hanbeam.Fuzzing;

/// <summary>Small good files of every kind that is read, made in code.</summary>
internal static class FuzzSeeds
{
    private const int Rows = 3;
    private const int Columns = 4;

    /// <summary>Files in every transfer syntax and character set.</summary>
    internal static IEnumerable<byte[]> Files()
    {
        yield return Write(Slice(0));
        yield return Write(Slice(0), TransferSyntax.ImplicitLittleEndian);
        yield return Deflated(Slice(0));
        yield return BigEndian();
        yield return Compressed(DicomUids.RleLossless, Rle());
        yield return Compressed(DicomUids.JpegLosslessFirstOrder, Jpeg());
        yield return Write(Structures());
        yield return Write(Structures(), TransferSyntax.ImplicitLittleEndian)[132..]; // without preamble, as some write
        foreach (var (terms, name) in Names()) yield return Write(Named(terms, name));
        yield return Undefined();
    }

    /// <summary>Cases of two slices and a structure set.</summary>
    internal static IEnumerable<IReadOnlyList<byte[]>> Cases()
    {
        yield return [Write(Slice(0)), Write(Slice(2)), Write(Structures())];
        yield return [Write(Slice(0)), Write(Slice(2)), Write(Slice(5)), Write(Structures(), TransferSyntax.ImplicitLittleEndian)];
        yield return [Compressed(DicomUids.RleLossless, Rle()), Write(Slice(2)), Write(Structures())];
        yield return [Compressed(DicomUids.JpegLosslessFirstOrder, Jpeg()), Write(Slice(2)), Write(Structures())];
    }

    internal static DicomDataSet Slice(double z)
    {
        var set = new DicomDataSet();
        set.Set(DicomTags.SOPClassUID, DicomUids.CtImageStorage);
        set.Set(DicomTags.SOPInstanceUID, FormattableString.Invariant($"1.2.3.{(int)(z * 10) + 1}"));
        set.Set(DicomTags.SeriesInstanceUID, "1.2.3.5");
        set.Set(DicomTags.FrameOfReferenceUID, "1.2.6");
        set.Set(DicomTags.PatientPosition, "HFS");
        set.Set(DicomTags.ImagePositionPatient, 0, 0, z);
        set.Set(DicomTags.ImageOrientationPatient, 1, 0, 0, 0, 1, 0);
        set.Set(DicomTags.PixelSpacing, 1, 1);
        set.Set(DicomTags.SamplesPerPixel, 1);
        set.Set(DicomTags.Rows, Rows);
        set.Set(DicomTags.Columns, Columns);
        set.Set(DicomTags.BitsAllocated, 16);
        set.Set(DicomTags.BitsStored, 12);
        set.Set(DicomTags.HighBit, 11);
        set.Set(DicomTags.PixelRepresentation, 1);
        set.Set(DicomTags.PixelPaddingValue, 7);
        set.Set(DicomTags.RescaleSlope, 1.0);
        set.Set(DicomTags.RescaleIntercept, -1000.0);
        set.Set(DicomTags.PixelData, Pixels());
        return set;
    }

    private static byte[] Pixels() => [.. Enumerable.Range(0, Rows * Columns).SelectMany(i => new byte[] { (byte)(i * 7), (byte)(i / 5) })];

    private static DicomDataSet Structures()
    {
        var set = new DicomDataSet();
        set.Set(DicomTags.SOPClassUID, DicomUids.RtStructureSetStorage);
        set.Set(DicomTags.SOPInstanceUID, "1.2.3.9");
        set.SetItem(DicomTags.StructureSetROISequence, roi =>
        {
            roi.Set(DicomTags.ROINumber, 7);
            roi.Set(DicomTags.ReferencedFrameOfReferenceUID, "1.2.6");
            roi.Set(DicomTags.ROIName, "PTV");
        });
        set.SetItem(DicomTags.ROIContourSequence, roi =>
        {
            roi.SetColor(DicomTags.ROIDisplayColor, (255, 128, 0));
            roi.SetItems(DicomTags.ContourSequence, new[] { "CLOSED_PLANAR", "OPEN_PLANAR", "POINT" }.Select(type =>
            {
                var item = new DicomDataSet();
                item.Set(DicomTags.ContourGeometricType, type);
                item.Set(DicomTags.ContourData, type == "POINT" ? [1, 1, 0] : [0, 0, 0, 2, 0, 0, 2, 2.5, 0, 0, 0, 0]);
                return item;
            }));
            roi.Set(DicomTags.ReferencedROINumber, 7);
        });
        set.SetItem(DicomTags.RTROIObservationsSequence, observation =>
        {
            observation.Set(DicomTags.ReferencedROINumber, 7);
            observation.Set(DicomTags.RTROIInterpretedType, "EXTERNAL");
        });
        return set;
    }

    // The standard's own examples of names [DICOM, PS3.5 annexes H and I], and one of every other kind of escape.
    private static IEnumerable<(string Terms, byte[] Name)> Names()
    {
        yield return ("ISO_IR 100", [0x47, 0x72, 0xF6, 0xDF, 0x65]);
        yield return ("ISO_IR 192", Encoding.UTF8.GetBytes("Wang^XiaoDong=王^小東=")); // PS3.5 annex J
        yield return ("GB18030", [0x57, 0xCD, 0xF5, 0x81, 0x30, 0x81, 0x30]);
        yield return ("\\ISO 2022 IR 149", [0x48, 0x3D, 0x1B, 0x24, 0x29, 0x43, 0xB1, 0xE8, 0x5E, 0x1B, 0x24, 0x29, 0x43, 0xC8, 0xF1]);
        yield return ("ISO 2022 IR 13\\ISO 2022 IR 87", [0xD4, 0xCF, 0x5E, 0xC0, 0x3D, 0x1B, 0x24, 0x42, 0x3B, 0x33, 0x45, 0x44, 0x1B, 0x28, 0x4A, 0x5E, 0x1B, 0x24, 0x28, 0x44, 0x30, 0x21]);
        yield return ("ISO 2022 IR 6\\ISO 2022 IR 100\\ISO 2022 IR 144", [0x1B, 0x2D, 0x41, 0xE4, 0x1B, 0x2D, 0x4C, 0xBB]);
    }

    private static DicomDataSet Named(string terms, byte[] name)
    {
        var set = new DicomDataSet();
        set.SetValues(DicomTags.SpecificCharacterSet, terms.Split('\\'));
        set.Add(new DicomElement(DicomTags.PatientName, DicomVr.PN, name));
        set.Add(new DicomElement(DicomTags.SeriesDescription, DicomVr.LO, name));
        return set;
    }

    private static byte[] Compressed(string syntax, byte[] frame)
    {
        var set = new DicomDataSet();
        foreach (var element in Slice(0).Elements.Where(element => element.Tag != DicomTags.PixelData)) set.Add(element);
        set.Add(DicomElement.OfFragments(DicomTags.PixelData, [new byte[4], frame]));
        return Write(set, new TransferSyntax(syntax, IsEncapsulated: true));
    }

    // Two segments, the high bytes as a run and the low ones as they are.
    private static byte[] Rle()
    {
        var header = new byte[64];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 2);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), 64);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), 66);
        return [.. header, unchecked((byte)(1 - Rows * Columns)), 1, Rows * Columns - 1, .. Enumerable.Range(0, Rows * Columns).Select(i => (byte)i)];
    }

    // Code 0 for a difference of none and 10 for one of five bits.
    private static byte[] Jpeg() =>
    [
        0xFF, 0xD8, 0xFF, 0xC4, 0, 21, 0, 1, 1, .. new byte[14], 0, 5,
        0xFF, 0xC3, 0, 11, 12, 0, Rows, 0, Columns, 1, 1, 0x11, 0,
        0xFF, 0xDA, 0, 8, 1, 1, 0, 1, 0, 0, 0b0001_0101, 0b0101_0000, 0, 0, 0, 0xFF, 0xD9,
    ];

    private static byte[] Deflated(DicomDataSet set)
    {
        using var body = new MemoryStream();
        using (var deflate = new DeflateStream(body, CompressionLevel.Optimal, leaveOpen: true)) DicomEncoder.Write(deflate, set);
        return [.. Part10(DicomUids.DeflatedExplicitVrLittleEndian), .. body.ToArray()];
    }

    private static byte[] BigEndian() =>
    [
        .. Part10(DicomUids.ExplicitVrBigEndian),
        0, 0x08, 0, 0x60, (byte)'C', (byte)'S', 0, 2, (byte)'C', (byte)'T',
        0, 0x28, 0, 0x10, (byte)'U', (byte)'S', 0, 2, 0, 3,
        0x30, 0x06, 0, 0x20, (byte)'S', (byte)'Q', 0, 0, 0, 0, 0, 18, 0xFF, 0xFE, 0xE0, 0, 0, 0, 0, 10, 0x30, 0x06, 0, 0x22, (byte)'I', (byte)'S', 0, 2, (byte)'5', (byte)' ',
    ];

    // Undefined lengths, a private sequence, UN with items inside.
    private static byte[] Undefined() =>
    [
        .. Part10(DicomUids.ExplicitVrLittleEndian),
        0x29, 0, 0x10, 0, (byte)'L', (byte)'O', 4, 0, (byte)'T', (byte)'E', (byte)'S', (byte)'T',
        0x29, 0, 0x01, 0x10, (byte)'U', (byte)'N', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0, 0xE0, 0xFF, 0xFF, 0xFF, 0xFF,
        0x29, 0, 0x10, 0, 2, 0, 0, 0, (byte)'A', (byte)'B', 0xFE, 0xFF, 0x0D, 0xE0, 0, 0, 0, 0, 0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0,
        0x06, 0x30, 0x20, 0, (byte)'U', (byte)'N', 0, 0, 18, 0, 0, 0, 0xFE, 0xFF, 0, 0xE0, 10, 0, 0, 0, 0x06, 0x30, 0x22, 0, 2, 0, 0, 0, (byte)'5', (byte)' ',
    ];

    private static byte[] Part10(string syntax)
    {
        using var stream = new MemoryStream();
        stream.Write(new byte[128]);
        stream.Write("DICM"u8);
        var meta = new DicomDataSet();
        meta.Set(DicomTags.TransferSyntaxUID, syntax);
        DicomEncoder.Write(stream, meta);
        return stream.ToArray();
    }

    private static byte[] Write(DicomDataSet set, TransferSyntax? syntax = null)
    {
        using var stream = new MemoryStream();
        DicomFile.Write(stream, set, syntax);
        return stream.ToArray();
    }
}
