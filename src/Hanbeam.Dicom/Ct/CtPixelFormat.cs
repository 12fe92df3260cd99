using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Hanbeam.Dicom.Codec;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.Ct;

/// <summary>
/// How the pixels of one CT image are stored and what they mean [DICOM, PS3.5 section 8.1.1; PS3.3 sections C.7.5.1 and C.11.1]: bits of a pixel, rescale slope
/// and intercept of that very image, and the values that only pad it.
/// </summary>
internal sealed record CtPixelFormat
{
    // What lies outside of the scanned circle is air.
    private const float PaddingHu = -1000;

    /// <summary>Bytes of a pixel.</summary>
    internal required int Bytes { get; init; }

    internal required double Slope { get; init; }

    internal required double Intercept { get; init; }

    /// <summary>Whether the image gives both slope and intercept, without which its values may be anything.</summary>
    internal required bool HasRescale { get; init; }

    /// <summary>Bits above the stored ones in a word of 32.</summary>
    internal required int BitsAbove { get; init; }

    /// <summary>Bits to shift back by once those above are gone.</summary>
    internal required int BitsBelow { get; init; }

    internal required bool IsSigned { get; init; }

    /// <summary>Stored values that are padding; none where from lies above to.</summary>
    internal required (int From, int To) Padding { get; init; }

    internal static CtPixelFormat From(DicomDataSet set)
    {
        if (set.RequiredInteger(DicomTags.SamplesPerPixel, 1, ushort.MaxValue) != 1) throw new InputException($"{set.Source}: a CT has one sample per pixel; this is a colour image.");
        var allocated = set.RequiredInteger(DicomTags.BitsAllocated, 1, 64);
        if (allocated is not (8 or 16)) throw new InputException($"{set.Source}: BitsAllocated is {allocated}; 8 and 16 are read.");
        var stored = set.RequiredInteger(DicomTags.BitsStored, 1, allocated);
        var high = set.RequiredInteger(DicomTags.HighBit, stored - 1, allocated - 1);
        var isSigned = set.RequiredInteger(DicomTags.PixelRepresentation, 0, 1) == 1;
        var (slope, intercept) = (set.Number(DicomTags.RescaleSlope), set.Number(DicomTags.RescaleIntercept));
        if (slope is 0) throw new InputException($"{set.Source}: RescaleSlope is 0, which makes all pixels alike.");
        return new CtPixelFormat
        {
            Bytes = allocated / 8,
            BitsAbove = 31 - high,
            BitsBelow = 32 - stored,
            IsSigned = isSigned,
            Slope = slope ?? 1,
            Intercept = intercept ?? 0,
            HasRescale = slope is not null && intercept is not null,
            Padding = ReadPadding(set, isSigned),
        };
    }

    /// <summary>Turns stored pixels into Hounsfield units.</summary>
    /// <param name="pixels">As many pixels as the target takes.</param>
    /// <param name="target">Receives HU.</param>
    internal void Rescale(ReadOnlySpan<byte> pixels, Span<float> target)
    {
        var words = Bytes == 2 && BitConverter.IsLittleEndian ? MemoryMarshal.Cast<byte, ushort>(pixels) : default;
        for (var i = 0; i < target.Length; i++)
        {
            var raw = !words.IsEmpty ? words[i] : Bytes == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(pixels[(2 * i)..]) : pixels[i];
            // Shifting up drops what lies above the stored bits; shifting back down brings the sign along.
            var up = raw << BitsAbove;
            var value = IsSigned ? up >> BitsBelow : (int)((uint)up >> BitsBelow);
            target[i] = value >= Padding.From && value <= Padding.To ? PaddingHu : (float)(Slope * value + Intercept);
        }
    }

    // The padding's own representation is that of the pixels, which implicit VR does not tell.
    private static (int From, int To) ReadPadding(DicomDataSet set, bool isSigned)
    {
        if (Value(DicomTags.PixelPaddingValue) is not { } value) return (1, 0);
        var limit = Value(DicomTags.PixelPaddingRangeLimit) ?? value;
        return (Math.Min(value, limit), Math.Max(value, limit));

        int? Value(DicomTag tag)
        {
            var bytes = set.Bytes(tag).Span;
            if (bytes.Length < 2) return null;
            return isSigned ? BinaryPrimitives.ReadInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        }
    }
}
