using System.Buffers.Binary;
using Hanbeam.Dicom.Codec;

namespace Hanbeam.Tests.Dicom;

/// <summary>An RT Dose of a few voxels, made attribute by attribute so that a test can spoil any of them.</summary>
internal static class SmallDose
{
    internal const int Columns = 4;
    internal const int Rows = 3;
    internal const int Frames = 2;

    /// <summary>Dose of one stored step, Gy.</summary>
    internal const double Scaling = 0.25;

    /// <summary>Writes a dose of 4 columns 1.25 mm apart, 3 rows 1.5 mm apart and 2 frames 2 mm apart, whose first voxel lies at (10, 20, 30) mm.</summary>
    /// <param name="path">The file.</param>
    /// <param name="stored">Stored number of a voxel from its column, row and frame.</param>
    /// <param name="spoil">Sets attributes that take the place of the usual ones.</param>
    /// <param name="bits">Bits per voxel.</param>
    internal static void Write(string path, Func<int, int, int, int> stored, Action<DicomDataSet>? spoil = null, int bits = 16)
    {
        var set = new DicomDataSet();
        spoil?.Invoke(set);
        Default(set, DicomTags.SOPClassUID, () => set.Set(DicomTags.SOPClassUID, DicomUids.RtDoseStorage));
        Default(set, DicomTags.SOPInstanceUID, () => set.Set(DicomTags.SOPInstanceUID, "1.2.3.8"));
        Default(set, DicomTags.FrameOfReferenceUID, () => set.Set(DicomTags.FrameOfReferenceUID, "1.2.3.6"));
        Default(set, DicomTags.ImagePositionPatient, () => set.Set(DicomTags.ImagePositionPatient, 10, 20, 30));
        Default(set, DicomTags.ImageOrientationPatient, () => set.Set(DicomTags.ImageOrientationPatient, 1, 0, 0, 0, 1, 0));
        Default(set, DicomTags.PixelSpacing, () => set.Set(DicomTags.PixelSpacing, 1.5, 1.25));
        Default(set, DicomTags.SamplesPerPixel, () => set.Set(DicomTags.SamplesPerPixel, 1));
        Default(set, DicomTags.NumberOfFrames, () => set.Set(DicomTags.NumberOfFrames, Frames));
        Default(set, DicomTags.Rows, () => set.Set(DicomTags.Rows, Rows));
        Default(set, DicomTags.Columns, () => set.Set(DicomTags.Columns, Columns));
        Default(set, DicomTags.BitsAllocated, () => set.Set(DicomTags.BitsAllocated, bits));
        Default(set, DicomTags.BitsStored, () => set.Set(DicomTags.BitsStored, bits));
        Default(set, DicomTags.HighBit, () => set.Set(DicomTags.HighBit, bits - 1));
        Default(set, DicomTags.PixelRepresentation, () => set.Set(DicomTags.PixelRepresentation, 0));
        Default(set, DicomTags.DoseUnits, () => set.Set(DicomTags.DoseUnits, "GY"));
        Default(set, DicomTags.DoseType, () => set.Set(DicomTags.DoseType, "PHYSICAL"));
        Default(set, DicomTags.DoseSummationType, () => set.Set(DicomTags.DoseSummationType, "PLAN"));
        Default(set, DicomTags.GridFrameOffsetVector, () => set.Set(DicomTags.GridFrameOffsetVector, 0, 2));
        Default(set, DicomTags.DoseGridScaling, () => set.Set(DicomTags.DoseGridScaling, Scaling));
        Default(set, DicomTags.PixelData, () => set.Set(DicomTags.PixelData, Pixels(stored, bits)));
        DicomFile.Write(path, set);
    }

    private static byte[] Pixels(Func<int, int, int, int> stored, int bits)
    {
        var bytes = new byte[Columns * Rows * Frames * bits / 8];
        for (var n = 0; n < Columns * Rows * Frames; n++)
        {
            var value = stored(n % Columns, n / Columns % Rows, n / Columns / Rows);
            if (bits == 32) BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * n), value);
            else BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * n), (ushort)value);
        }

        return bytes;
    }

    private static void Default(DicomDataSet set, DicomTag tag, Action add)
    {
        if (set.Find(tag) is null) add();
    }
}
