namespace Hanbeam.Dicom.Network;

/// <summary>What to look for. Empty matches everything; <c>*</c> and <c>?</c> stand for letters, <c>20260101-20260131</c> for a range of dates [DICOM, PS3.4 section C.2.2.2].</summary>
public sealed record DicomQuery
{
    /// <summary>What is listed.</summary>
    public DicomQueryLevel Level { get; init; } = DicomQueryLevel.Study;

    /// <summary>Patient ID.</summary>
    public string PatientId { get; init; } = "";

    /// <summary>Patient's Name.</summary>
    public string PatientName { get; init; } = "";

    /// <summary>Study Date, YYYYMMDD or a range.</summary>
    public string StudyDate { get; init; } = "";

    /// <summary>Accession Number.</summary>
    public string AccessionNumber { get; init; } = "";

    /// <summary>Modality of a series, or that a study has.</summary>
    public string Modality { get; init; } = "";

    /// <summary>Study Instance UID; needed for series and objects.</summary>
    public string StudyInstanceUid { get; init; } = "";

    /// <summary>Series Instance UID; needed for objects.</summary>
    public string SeriesInstanceUid { get; init; } = "";

    /// <summary>SOP Instance UID.</summary>
    public string SopInstanceUid { get; init; } = "";
}
