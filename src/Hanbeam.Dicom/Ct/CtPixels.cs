using System.Buffers.Binary;
using Hanbeam.Dicom.Codec;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.Ct;

/// <summary>Stored pixels of one CT image to Hounsfield units: rescale slope and intercept of that very image [DICOM, PS3.3 section C.11.1].</summary>
internal static class CtPixels
{
    /// <summary>Reads an image into a slice of the grid, with rows and columns turned where the grid runs the other way.</summary>
    /// <param name="slice">The image.</param>
    /// <param name="hounsfield">Receives the slice, x fastest.</param>
    internal static void Read(CtSlice slice, Span<float> hounsfield)
    {
        var file = DicomFile.Read(slice.Path);
        var set = file.DataSet;
        var pixels = file.NativePixels().Span;
        var layout = PixelLayout.From(set);
        var needed = (long)slice.Rows * slice.Columns * layout.Bytes;
        if (pixels.Length < needed) throw new InputException($"{slice.Path}: PixelData has {pixels.Length} bytes where {slice.Rows} × {slice.Columns} pixels need {needed}.");
        var slope = set.Number(DicomTags.RescaleSlope) ?? 1;
        var intercept = set.Number(DicomTags.RescaleIntercept) ?? 0;
        for (var row = 0; row < slice.Rows; row++)
        {
            var j = slice.AlongColumn.Y > 0 ? row : slice.Rows - 1 - row;
            var target = hounsfield.Slice(j * slice.Columns, slice.Columns);
            layout.Rescale(pixels.Slice(row * slice.Columns * layout.Bytes, slice.Columns * layout.Bytes), slope, intercept, target);
            if (slice.AlongRow.X < 0) target.Reverse();
        }
    }

    /// <summary>How a pixel lies in its bytes [DICOM, PS3.5 section 8.1.1].</summary>
    private readonly record struct PixelLayout(int Bytes, int BitsAbove, int BitsBelow, bool IsSigned)
    {
        internal static PixelLayout From(DicomDataSet set)
        {
            if (set.RequiredInteger(DicomTags.SamplesPerPixel, 1, ushort.MaxValue) != 1) throw new InputException($"{set.Source}: a CT has one sample per pixel; this is a colour image.");
            var allocated = set.RequiredInteger(DicomTags.BitsAllocated, 1, 64);
            if (allocated is not (8 or 16)) throw new InputException($"{set.Source}: BitsAllocated is {allocated}; 8 and 16 are read.");
            var stored = set.RequiredInteger(DicomTags.BitsStored, 1, allocated);
            var high = set.RequiredInteger(DicomTags.HighBit, stored - 1, allocated - 1);
            var isSigned = set.RequiredInteger(DicomTags.PixelRepresentation, 0, 1) == 1;
            return new PixelLayout(allocated / 8, 31 - high, 32 - stored, isSigned);
        }

        internal void Rescale(ReadOnlySpan<byte> pixels, double slope, double intercept, Span<float> target)
        {
            for (var i = 0; i < target.Length; i++)
            {
                var raw = Bytes == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(pixels[(2 * i)..]) : pixels[i];
                // Shifting up drops what lies above the stored bits; shifting back down brings the sign along.
                var up = raw << BitsAbove;
                var value = IsSigned ? up >> BitsBelow : (int)((uint)up >> BitsBelow);
                target[i] = (float)(slope * value + intercept);
            }
        }
    }
}
