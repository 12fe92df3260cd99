using System.Buffers.Binary;
using System.Globalization;
using Hanbeam.Dicom.Codec;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.RtDose;

/// <summary>Stored pixels of an RT Dose times Dose Grid Scaling [DICOM, PS3.3 section C.8.8.3]: 16 or 32 bits, signed or not.</summary>
internal static class DosePixels
{
    /// <summary>Reads all frames.</summary>
    /// <param name="file">The file.</param>
    /// <param name="layout">Where its voxels go.</param>
    /// <returns>Gy, on the grid of the layout.</returns>
    internal static float[] Read(DicomFile file, DoseGridLayout layout)
    {
        var set = file.DataSet;
        var pixels = file.NativePixels().Span;
        if (set.Number(DicomTags.SamplesPerPixel) is { } samples and not 1) throw new InputException($"{file.Path}: a dose has one sample per pixel; here it is {samples}.");
        var allocated = set.RequiredInteger(DicomTags.BitsAllocated, 1, 64);
        if (allocated is not (16 or 32)) throw new InputException($"{file.Path}: BitsAllocated is {allocated}; a dose of 16 or 32 bits is read.");
        var stored = set.RequiredInteger(DicomTags.BitsStored, 1, allocated);
        var high = set.RequiredInteger(DicomTags.HighBit, stored - 1, allocated - 1);
        var isSigned = set.RequiredInteger(DicomTags.PixelRepresentation, 0, 1) == 1;
        var scaling = set.RequiredNumber(DicomTags.DoseGridScaling);
        if (!(scaling > 0)) throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{file.Path}: DoseGridScaling is {scaling} Gy; it must be above 0."));
        var needed = (long)layout.Geometry.Count * (allocated / 8);
        if (pixels.Length < needed) throw new InputException($"{file.Path}: PixelData has {pixels.Length} bytes where the {layout.Geometry.Count} voxels need {needed}.");

        var (columns, rows) = (set.RequiredInteger(DicomTags.Columns, 1, int.MaxValue), set.RequiredInteger(DicomTags.Rows, 1, int.MaxValue));
        var values = new float[layout.Geometry.Count];
        for (var (n, line) = (0, 0); n < values.Length; line++)
        {
            var start = layout.Start + line % rows * layout.RowStep + line / rows * layout.FrameStep;
            for (var column = 0; column < columns; column++, n++)
            {
                var raw = allocated == 32 ? BinaryPrimitives.ReadUInt32LittleEndian(pixels[(4 * n)..]) : BinaryPrimitives.ReadUInt16LittleEndian(pixels[(2 * n)..]);
                // Shifting up drops what lies above the stored bits; shifting back down brings the sign along.
                var up = raw << (31 - high);
                long value = isSigned ? (int)up >> (32 - stored) : up >> (32 - stored);
                values[start + column * layout.ColumnStep] = (float)(scaling * value);
            }
        }

        return values;
    }
}
