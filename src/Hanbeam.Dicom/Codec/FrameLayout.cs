using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.Codec;

/// <summary>One frame of native pixels, samples of a pixel side by side.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns.</param>
/// <param name="Samples">Samples of a pixel.</param>
/// <param name="SampleBytes">Bytes of a sample.</param>
internal readonly record struct FrameLayout(int Rows, int Columns, int Samples, int SampleBytes)
{
    // Colour with an opacity is the most that there is.
    private const int MostSamples = 4;

    /// <summary>Bytes of the frame.</summary>
    internal int Bytes => checked(Rows * Columns * Samples * SampleBytes);

    internal static FrameLayout From(DicomDataSet set, int largestMatrix)
    {
        var allocated = set.RequiredInteger(DicomTags.BitsAllocated, 1, 64);
        if (allocated is not (8 or 16 or 32)) throw new InputException($"{set.Source}: BitsAllocated is {allocated}; compressed pixels of 8, 16 or 32 bits are read.");
        var samples = set.Find(DicomTags.SamplesPerPixel) is null ? 1 : set.RequiredInteger(DicomTags.SamplesPerPixel, 1, MostSamples);
        var layout = new FrameLayout(set.RequiredInteger(DicomTags.Rows, 1, largestMatrix), set.RequiredInteger(DicomTags.Columns, 1, largestMatrix), samples, allocated / 8);
        return (long)layout.Rows * layout.Columns * samples * layout.SampleBytes <= Array.MaxLength ? layout
            : throw new InputException($"{set.Source}: a frame of {layout.Rows} × {layout.Columns} pixels is larger than what is read.");
    }
}
