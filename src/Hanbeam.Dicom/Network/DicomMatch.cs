namespace Hanbeam.Dicom.Network;

/// <summary>A study, series or object that another system has. Values are DICOM strings, empty where it does not say.</summary>
public sealed record DicomMatch
{
    /// <summary>Patient's Name.</summary>
    public string PatientName { get; init; } = "";

    /// <summary>Patient ID.</summary>
    public string PatientId { get; init; } = "";

    /// <summary>Study Date, YYYYMMDD.</summary>
    public string StudyDate { get; init; } = "";

    /// <summary>Study Description.</summary>
    public string StudyDescription { get; init; } = "";

    /// <summary>Accession Number.</summary>
    public string AccessionNumber { get; init; } = "";

    /// <summary>Modality of a series, or the modalities of a study with backslashes between them.</summary>
    public string Modality { get; init; } = "";

    /// <summary>Series Description.</summary>
    public string SeriesDescription { get; init; } = "";

    /// <summary>Study Instance UID.</summary>
    public string StudyInstanceUid { get; init; } = "";

    /// <summary>Series Instance UID.</summary>
    public string SeriesInstanceUid { get; init; } = "";

    /// <summary>SOP Instance UID.</summary>
    public string SopInstanceUid { get; init; } = "";

    /// <summary>SOP Class UID.</summary>
    public string SopClassUid { get; init; } = "";

    /// <summary>How many objects it has, where the other system counts them.</summary>
    public string Instances { get; init; } = "";
}
