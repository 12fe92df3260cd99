using Hanbeam.Dicom.Codec;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.Network;

/// <summary>Questions as identifiers of C-FIND and C-MOVE, and answers as matches [DICOM, PS3.4 section C.6.2].</summary>
internal static class QueryKeys
{
    /// <summary>The identifier of a C-FIND: what is asked for and what shall be told.</summary>
    internal static DicomDataSet Find(DicomQuery query)
    {
        var set = new DicomDataSet();
        set.SetValues(DicomTags.SpecificCharacterSet, "ISO_IR 192");
        set.Set(DicomTags.QueryRetrieveLevel, NameOf(query.Level));
        set.Set(DicomTags.StudyInstanceUID, query.StudyInstanceUid);
        if (query.Level == DicomQueryLevel.Study)
        {
            set.Set(DicomTags.PatientName, query.PatientName);
            set.Set(DicomTags.PatientID, query.PatientId);
            set.Set(DicomTags.StudyDate, query.StudyDate);
            set.Set(DicomTags.AccessionNumber, query.AccessionNumber);
            set.SetValues(DicomTags.ModalitiesInStudy, query.Modality);
            set.SetEmpty(DicomTags.StudyDescription, DicomTags.NumberOfStudyRelatedInstances);
            return set;
        }

        set.Set(DicomTags.SeriesInstanceUID, query.SeriesInstanceUid);
        if (query.Level == DicomQueryLevel.Series)
        {
            set.Set(DicomTags.Modality, query.Modality);
            set.SetEmpty(DicomTags.SeriesDescription, DicomTags.NumberOfSeriesRelatedInstances);
            return set;
        }

        set.Set(DicomTags.SOPInstanceUID, query.SopInstanceUid);
        set.SetEmpty(DicomTags.SOPClassUID);
        return set;
    }

    /// <summary>The identifier of a C-MOVE: the unique keys of its level and of those above.</summary>
    internal static DicomDataSet Move(DicomQuery query)
    {
        var set = new DicomDataSet();
        set.Set(DicomTags.QueryRetrieveLevel, NameOf(query.Level));
        set.Set(DicomTags.StudyInstanceUID, query.StudyInstanceUid);
        if (query.Level != DicomQueryLevel.Study) set.Set(DicomTags.SeriesInstanceUID, query.SeriesInstanceUid);
        if (query.Level == DicomQueryLevel.Image) set.Set(DicomTags.SOPInstanceUID, query.SopInstanceUid);
        return set;
    }

    /// <summary>Refuses a question whose level needs a UID that it does not have.</summary>
    internal static void Check(DicomQuery query, bool isMove)
    {
        if (query.Level != DicomQueryLevel.Study && query.StudyInstanceUid.Length == 0) throw new InputException("Series and objects are looked for inside a study: give its Study Instance UID.");
        if (query.Level == DicomQueryLevel.Image && query.SeriesInstanceUid.Length == 0) throw new InputException("Objects are looked for inside a series: give its Series Instance UID.");
        if (!isMove) return;
        if (query.StudyInstanceUid.Length == 0) throw new InputException("What is to be fetched is named by its Study Instance UID.");
        if (query.Level == DicomQueryLevel.Image && query.SopInstanceUid.Length == 0) throw new InputException("An object that is to be fetched is named by its SOP Instance UID.");
    }

    /// <summary>An answer.</summary>
    internal static DicomMatch Match(DicomDataSet set) => new()
    {
        PatientName = set.Text(DicomTags.PatientName),
        PatientId = set.Text(DicomTags.PatientID),
        StudyDate = set.Text(DicomTags.StudyDate),
        StudyDescription = set.Text(DicomTags.StudyDescription),
        AccessionNumber = set.Text(DicomTags.AccessionNumber),
        Modality = set.Text(DicomTags.Modality) is { Length: > 0 } modality ? modality : string.Join('\\', set.Texts(DicomTags.ModalitiesInStudy)),
        SeriesDescription = set.Text(DicomTags.SeriesDescription),
        StudyInstanceUid = set.Text(DicomTags.StudyInstanceUID),
        SeriesInstanceUid = set.Text(DicomTags.SeriesInstanceUID),
        SopInstanceUid = set.Text(DicomTags.SOPInstanceUID),
        SopClassUid = set.Text(DicomTags.SOPClassUID),
        Instances = set.Text(DicomTags.NumberOfStudyRelatedInstances) is { Length: > 0 } count ? count : set.Text(DicomTags.NumberOfSeriesRelatedInstances),
    };

    private static string NameOf(DicomQueryLevel level) => level switch
    {
        DicomQueryLevel.Study => "STUDY",
        DicomQueryLevel.Series => "SERIES",
        _ => "IMAGE",
    };
}
