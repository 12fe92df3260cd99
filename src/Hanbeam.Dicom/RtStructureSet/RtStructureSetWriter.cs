using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.Modules;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Dicom.RtStructureSet;

/// <summary>Writes the structures of a case as an RT Structure Set [DICOM, PS3.3 section A.19].</summary>
public static class RtStructureSetWriter
{
    private const int SeriesNumber = 2;

    // A contour belongs to a CT slice when it lies in the slice's plane to within what decimal strings round.
    private const double SamePlaneMm = 0.01;

    /// <summary>Writes the structure set; a structure without contours is written empty.</summary>
    /// <param name="path">The file.</param>
    /// <param name="case">The case; its CT images are referenced.</param>
    /// <param name="stamp">When the object was made.</param>
    /// <returns>SOP Instance UID: that of the case's identity, else one made from the content.</returns>
    /// <exception cref="InputException">A structure is a mask without contours, or the file can't be written.</exception>
    public static string Write(string path, PatientCase @case, DateTimeOffset stamp)
    {
        if (@case.Structures.FirstOrDefault(structure => structure.Mask is not null) is { } mask)
            throw new InputException($"{@case.Source}: structure '{mask.Name}' is a mask; an RT Structure Set holds contours only.");
        var identity = CaseIdentity.Complete(@case);
        var set = CommonModules.Start(DicomUids.RtStructureSetStorage, "RTSTRUCT", identity, "Structures");
        set.SetEmpty(DicomTags.OperatorsName);
        set.Set(DicomTags.StructureSetLabel, "STRUCTURES");
        set.Set(DicomTags.StructureSetDescription, CommonModules.ResearchOnly);
        set.SetItem(DicomTags.ReferencedFrameOfReferenceSequence, item => FrameOfReference(item, identity));
        set.SetItems(DicomTags.StructureSetROISequence, @case.Structures.Select(structure => Roi(structure, identity)));
        set.SetItems(DicomTags.ROIContourSequence, @case.Structures.Select(structure => RoiContour(structure, @case, identity)));
        set.SetItems(DicomTags.RTROIObservationsSequence, @case.Structures.Index().Select(pair => Observation(pair.Item, pair.Index + 1)));
        var uid = CommonModules.Finish(set, identity, SeriesNumber, stamp, identity.StructureSetSopInstanceUid);
        set.SetTime(DicomTags.StructureSetDate, DicomTags.StructureSetTime, stamp);
        DicomFile.Write(path, set);
        return uid;
    }

    private static void FrameOfReference(DicomDataSet item, StudyIdentity identity)
    {
        item.Set(DicomTags.FrameOfReferenceUID, identity.FrameOfReferenceUid);
        item.SetItem(DicomTags.RTReferencedStudySequence, study =>
        {
            study.Set(DicomTags.ReferencedSOPClassUID, DicomUids.DetachedStudyManagement);
            study.Set(DicomTags.ReferencedSOPInstanceUID, identity.StudyInstanceUid);
            study.SetItem(DicomTags.RTReferencedSeriesSequence, series =>
            {
                series.Set(DicomTags.SeriesInstanceUID, identity.CtSeriesInstanceUid);
                series.SetItems(DicomTags.ContourImageSequence, identity.CtSopInstanceUids.Select(uid => Image(uid)));
            });
        });
    }

    private static DicomDataSet Roi(Structure structure, StudyIdentity identity)
    {
        var item = new DicomDataSet();
        item.Set(DicomTags.ROINumber, structure.Number);
        item.Set(DicomTags.ReferencedFrameOfReferenceUID, identity.FrameOfReferenceUid);
        item.Set(DicomTags.ROIName, structure.Name);
        item.SetEmpty(DicomTags.ROIGenerationAlgorithm);
        return item;
    }

    private static DicomDataSet RoiContour(Structure structure, PatientCase @case, StudyIdentity identity)
    {
        var item = new DicomDataSet();
        if (structure.Color is { } color) item.SetColor(DicomTags.ROIDisplayColor, color);
        item.Set(DicomTags.ReferencedROINumber, structure.Number);
        if (structure.Contours.Count > 0) item.SetItems(DicomTags.ContourSequence, structure.Contours.Select(contour => ContourItem(contour, @case, identity)));
        return item;
    }

    private static DicomDataSet ContourItem(Contour contour, PatientCase @case, StudyIdentity identity)
    {
        var item = new DicomDataSet();
        var grid = @case.Ct.Hounsfield.Geometry;
        var k = (int)Math.Round((contour.Z - grid.Origin.Z) / grid.Spacing.Z);
        if (k >= 0 && k < grid.Nz && Math.Abs(grid.Center(0, 0, k).Z - contour.Z) < SamePlaneMm)
            item.SetItems(DicomTags.ContourImageSequence, [Image(identity.CtSopInstanceUids[k])]);
        item.Set(DicomTags.ContourGeometricType, "CLOSED_PLANAR");
        item.Set(DicomTags.NumberOfContourPoints, contour.X.Count);
        var data = new double[3 * contour.X.Count];
        for (var i = 0; i < contour.X.Count; i++) (data[3 * i], data[3 * i + 1], data[3 * i + 2]) = (contour.X[i], contour.Y[i], contour.Z);
        item.Set(DicomTags.ContourData, data);
        return item;
    }

    private static DicomDataSet Observation(Structure structure, int number)
    {
        var item = new DicomDataSet();
        item.Set(DicomTags.ObservationNumber, number);
        item.Set(DicomTags.ReferencedROINumber, structure.Number);
        item.Set(DicomTags.RTROIInterpretedType, structure.Type);
        item.SetEmpty(DicomTags.ROIInterpreter);
        return item;
    }

    private static DicomDataSet Image(string sopInstanceUid)
    {
        var item = new DicomDataSet();
        item.Set(DicomTags.ReferencedSOPClassUID, DicomUids.CtImageStorage);
        item.Set(DicomTags.ReferencedSOPInstanceUID, sopInstanceUid);
        return item;
    }
}
