using System.Text.Json;
using Hanbeam.Dicom.Codec;

namespace Hanbeam.Dicom.Network;

/// <summary>Questions as addresses of QIDO-RS and WADO-RS, and answers as matches [DICOM, PS3.18 sections 10.4 and 10.6].</summary>
internal static class WebQuery
{
    /// <summary>The address of a question.</summary>
    internal static Uri Address(string root, DicomQuery query)
    {
        var path = query.Level switch
        {
            DicomQueryLevel.Study => "/studies",
            DicomQueryLevel.Series => $"/studies/{Escaped(query.StudyInstanceUid)}/series",
            _ => $"/studies/{Escaped(query.StudyInstanceUid)}/series/{Escaped(query.SeriesInstanceUid)}/instances",
        };
        var keys = query.Level switch
        {
            DicomQueryLevel.Study => new[]
            {
                (DicomTags.PatientID, query.PatientId), (DicomTags.PatientName, query.PatientName), (DicomTags.StudyDate, query.StudyDate), (DicomTags.AccessionNumber, query.AccessionNumber),
                (DicomTags.ModalitiesInStudy, query.Modality), (DicomTags.StudyInstanceUID, query.StudyInstanceUid),
            },
            DicomQueryLevel.Series => [(DicomTags.Modality, query.Modality), (DicomTags.SeriesInstanceUID, query.SeriesInstanceUid)],
            _ => [(DicomTags.SOPInstanceUID, query.SopInstanceUid)],
        };
        IEnumerable<string> parameters = keys.Where(key => key.Item2.Length > 0).Select(key => $"{DicomDictionary.KeywordOf(key.Item1)}={Escaped(key.Item2)}");
        if (query.Level == DicomQueryLevel.Study) parameters = parameters.Append("includefield=StudyDescription");
        if (query.Level == DicomQueryLevel.Series) parameters = parameters.Append("includefield=SeriesDescription");
        return new Uri(root + path + "?" + string.Join('&', parameters));
    }

    /// <summary>The address of a study, series or object.</summary>
    internal static Uri Resource(string root, DicomQuery query) => new(root + $"/studies/{Escaped(query.StudyInstanceUid)}"
        + (query.Level == DicomQueryLevel.Study ? "" : $"/series/{Escaped(query.SeriesInstanceUid)}")
        + (query.Level == DicomQueryLevel.Image ? $"/instances/{Escaped(query.SopInstanceUid)}" : ""));

    /// <summary>An answer; what a service does not repeat of the question is taken from it.</summary>
    internal static DicomMatch Match(JsonElement item, DicomQuery query)
    {
        string Text(DicomTag tag) => DicomJson.Text(item, tag);
        return new DicomMatch
        {
            PatientName = Text(DicomTags.PatientName),
            PatientId = Text(DicomTags.PatientID),
            StudyDate = Text(DicomTags.StudyDate),
            StudyDescription = Text(DicomTags.StudyDescription),
            AccessionNumber = Text(DicomTags.AccessionNumber),
            Modality = Text(DicomTags.Modality) is { Length: > 0 } modality ? modality : string.Join('\\', DicomJson.Texts(item, DicomTags.ModalitiesInStudy)),
            SeriesDescription = Text(DicomTags.SeriesDescription),
            StudyInstanceUid = Text(DicomTags.StudyInstanceUID) is { Length: > 0 } study ? study : query.StudyInstanceUid,
            SeriesInstanceUid = Text(DicomTags.SeriesInstanceUID) is { Length: > 0 } series ? series : query.SeriesInstanceUid,
            SopInstanceUid = Text(DicomTags.SOPInstanceUID),
            SopClassUid = Text(DicomTags.SOPClassUID),
            Instances = Text(DicomTags.NumberOfStudyRelatedInstances) is { Length: > 0 } count ? count : Text(DicomTags.NumberOfSeriesRelatedInstances),
        };
    }

    private static string Escaped(string text) => Uri.EscapeDataString(text);
}
