using Hanbeam.Dicom.Codec;

namespace Hanbeam.Tests.Dicom;

/// <summary>A CT of a few tiny slices and a structure set, made attribute by attribute so that a test can spoil any of them.</summary>
internal static class SmallStudy
{
    internal const int Columns = 4;
    internal const int Rows = 3;

    /// <summary>Writes slices at the given z into a folder.</summary>
    internal static void WriteCt(string folder, IEnumerable<double> z, Action<int, DicomDataSet>? spoil = null, string series = "1.2.3.5")
    {
        Directory.CreateDirectory(folder);
        foreach (var (index, position) in z.Index())
        {
            var overrides = new DicomDataSet();
            spoil?.Invoke(index, overrides);
            DicomFile.Write(Path.Combine(folder, $"{series}-{index}.dcm"), Merge(Slice(series, index, position), overrides));
        }
    }

    /// <summary>A complete small study: four slices 2 mm apart and one square contour.</summary>
    internal static void WriteGood(string folder)
    {
        WriteCt(folder, [0, 2, 4, 6]);
        WriteStructures(folder);
    }

    /// <summary>Writes a structure set with one square contour, plus whatever items are given.</summary>
    internal static void WriteStructures(string folder, Action<DicomDataSet>? spoil = null, params (string Type, double[] Data)[] contours)
    {
        Directory.CreateDirectory(folder);
        if (contours.Length == 0) contours = [("CLOSED_PLANAR", [0, 0, 2, 2, 0, 2, 2, 2, 2, 0, 2, 2])];
        var set = new DicomDataSet();
        set.Set(DicomTags.SOPClassUID, DicomUids.RtStructureSetStorage);
        set.Set(DicomTags.SOPInstanceUID, "1.2.3.9");
        set.SetItem(DicomTags.StructureSetROISequence, roi =>
        {
            roi.Set(DicomTags.ROINumber, 7);
            roi.Set(DicomTags.ReferencedFrameOfReferenceUID, "1.2.3.6");
            roi.Set(DicomTags.ROIName, "Ziel_Größe");
        });
        set.SetItem(DicomTags.ROIContourSequence, roi =>
        {
            roi.SetColor(DicomTags.ROIDisplayColor, (255, 128, 0));
            roi.SetItems(DicomTags.ContourSequence, contours.Select(contour =>
            {
                var item = new DicomDataSet();
                item.Set(DicomTags.ContourGeometricType, contour.Type);
                item.Set(DicomTags.ContourData, contour.Data);
                return item;
            }));
            roi.Set(DicomTags.ReferencedROINumber, 7);
        });
        set.SetItem(DicomTags.RTROIObservationsSequence, observation =>
        {
            observation.Set(DicomTags.ReferencedROINumber, 7);
            observation.Set(DicomTags.RTROIInterpretedType, "PTV");
        });
        set.SetValues(DicomTags.SpecificCharacterSet, CharacterSet.Utf8Term);
        var overrides = new DicomDataSet();
        spoil?.Invoke(overrides);
        DicomFile.Write(Path.Combine(folder, "structures.dcm"), Merge(set, overrides));
    }

    private static DicomDataSet Slice(string series, int index, double z)
    {
        var set = new DicomDataSet();
        set.Set(DicomTags.SOPClassUID, DicomUids.CtImageStorage);
        set.Set(DicomTags.SOPInstanceUID, $"{series}.{index + 1}");
        set.Set(DicomTags.SeriesInstanceUID, series);
        set.Set(DicomTags.FrameOfReferenceUID, "1.2.3.6");
        set.Set(DicomTags.PatientPosition, "HFS");
        set.Set(DicomTags.ImagePositionPatient, 10, 20, z);
        set.Set(DicomTags.ImageOrientationPatient, 1, 0, 0, 0, 1, 0);
        set.Set(DicomTags.PixelSpacing, 1.5, 1.25);
        set.Set(DicomTags.SamplesPerPixel, 1);
        set.Set(DicomTags.Rows, Rows);
        set.Set(DicomTags.Columns, Columns);
        set.Set(DicomTags.BitsAllocated, 16);
        set.Set(DicomTags.BitsStored, 12);
        set.Set(DicomTags.HighBit, 11);
        set.Set(DicomTags.PixelRepresentation, 0);
        set.Set(DicomTags.RescaleSlope, 2);
        set.Set(DicomTags.RescaleIntercept, -1000.0 - index);
        // Stored value = 10 row + column, with junk above the twelve stored bits.
        var pixels = new byte[2 * Rows * Columns];
        for (var i = 0; i < Rows * Columns; i++) (pixels[2 * i], pixels[2 * i + 1]) = ((byte)(10 * (i / Columns) + i % Columns), 0xA0);
        set.Add(new DicomElement(DicomTags.PixelData, DicomVr.OW, pixels));
        return set;
    }

    private static DicomDataSet Merge(DicomDataSet set, DicomDataSet overrides)
    {
        foreach (var element in set.Elements)
        {
            if (overrides.Find(element.Tag) is null) overrides.Add(element);
        }

        return overrides;
    }
}
