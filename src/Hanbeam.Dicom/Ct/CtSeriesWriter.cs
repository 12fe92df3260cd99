using System.Buffers.Binary;
using System.Globalization;
using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.Modules;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;

namespace Hanbeam.Dicom.Ct;

/// <summary>Writes the CT of a case as one CT image object a slice [DICOM, PS3.3 section A.3], CT_001.dcm being the lowest in z.</summary>
public static class CtSeriesWriter
{
    /// <summary>
    /// Writes the series. CT numbers are rounded to whole Hounsfield units (signed 16-bit pixels, rescale slope 1, intercept 0), which is how
    /// scanners store them.
    /// </summary>
    /// <param name="folder">Where the files go; made where it does not exist.</param>
    /// <param name="case">The case.</param>
    /// <param name="stamp">When the objects were made.</param>
    /// <exception cref="InputException">A CT number does not fit into 16 bits, or the files can't be written.</exception>
    public static void Write(string folder, PatientCase @case, DateTimeOffset stamp)
    {
        Directory.CreateDirectory(folder);
        var identity = CaseIdentity.Complete(@case);
        var grid = @case.Ct.Hounsfield;
        for (var k = 0; k < grid.Geometry.Nz; k++)
        {
            var set = Image(@case.Ct, identity, k);
            set.Set(DicomTags.PixelData, Pixels(grid, k, @case.Source));
            set.SetTimes(identity, stamp);
            set.SetTime(DicomTags.ContentDate, DicomTags.ContentTime, stamp);
            DicomFile.Write(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"CT_{k + 1:D3}.dcm")), set);
        }
    }

    private static DicomDataSet Image(CtImage ct, StudyIdentity identity, int k)
    {
        var grid = ct.Hounsfield.Geometry;
        var set = CommonModules.Start(DicomUids.CtImageStorage, "CT", identity, "CT");
        set.Set(DicomTags.SOPInstanceUID, identity.CtSopInstanceUids[k]);
        set.Set(DicomTags.SeriesInstanceUID, identity.CtSeriesInstanceUid);
        set.Set(DicomTags.SeriesNumber, 1);
        set.Set(DicomTags.InstanceNumber, k + 1);
        set.SetEmpty(DicomTags.AcquisitionNumber, DicomTags.KVP, DicomTags.Laterality);
        set.SetValues(DicomTags.ImageType, "DERIVED", "SECONDARY", "AXIAL");
        set.Set(DicomTags.PatientPosition, ct.Position.ToString());
        ImagePlane(set, grid, k);
        set.Set(DicomTags.SliceThickness, grid.Spacing.Z);
        set.Set(DicomTags.RescaleIntercept, 0.0);
        set.Set(DicomTags.RescaleSlope, 1.0);
        set.Set(DicomTags.RescaleType, "HU");
        set.Set(DicomTags.WindowCenter, 40.0); // the usual soft-tissue window
        set.Set(DicomTags.WindowWidth, 400.0);
        set.Set(DicomTags.PixelRepresentation, 1);
        PixelLayout(set, grid, 16);
        return set;
    }

    /// <summary>Where the image of slice <paramref name="k"/> lies.</summary>
    internal static void ImagePlane(DicomDataSet set, GridGeometry grid, int k)
    {
        var first = grid.Center(0, 0, k);
        set.Set(DicomTags.ImagePositionPatient, first.X, first.Y, first.Z);
        set.Set(DicomTags.ImageOrientationPatient, 1, 0, 0, 0, 1, 0);
        set.Set(DicomTags.PixelSpacing, grid.Spacing.Y, grid.Spacing.X);
    }

    /// <summary>How the pixels lie in their bytes.</summary>
    internal static void PixelLayout(DicomDataSet set, GridGeometry grid, int bits)
    {
        set.Set(DicomTags.SamplesPerPixel, 1);
        set.Set(DicomTags.PhotometricInterpretation, "MONOCHROME2");
        set.Set(DicomTags.Rows, grid.Ny);
        set.Set(DicomTags.Columns, grid.Nx);
        set.Set(DicomTags.BitsAllocated, bits);
        set.Set(DicomTags.BitsStored, bits);
        set.Set(DicomTags.HighBit, bits - 1);
    }

    private static byte[] Pixels(Grid<float> grid, int k, string source)
    {
        var area = grid.Geometry.Nx * grid.Geometry.Ny;
        var slice = grid.Values.AsSpan(k * area, area);
        var bytes = new byte[2 * area];
        for (var i = 0; i < area; i++)
        {
            var hu = MathF.Round(slice[i]);
            if (!(hu >= short.MinValue && hu <= short.MaxValue))
                throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{source}: a CT number is {slice[i]} HU; DICOM CT holds {short.MinValue} to {short.MaxValue} HU."));
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * i), (short)hu);
        }

        return bytes;
    }
}
