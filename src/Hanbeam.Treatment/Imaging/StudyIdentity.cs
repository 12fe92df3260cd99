namespace Hanbeam.Treatment.Imaging;

/// <summary>
/// Who and what an image belongs to, as DICOM names it; carried so that what is written refers to what was read.
/// All values are DICOM strings as read; empty where the source has none.
/// </summary>
public sealed record StudyIdentity
{
    /// <summary>Patient's Name (0010,0010).</summary>
    public string PatientName { get; init; } = "";

    /// <summary>Patient ID (0010,0020).</summary>
    public string PatientId { get; init; } = "";

    /// <summary>Patient's Birth Date (0010,0030), YYYYMMDD.</summary>
    public string PatientBirthDate { get; init; } = "";

    /// <summary>Patient's Sex (0010,0040).</summary>
    public string PatientSex { get; init; } = "";

    /// <summary>Study Instance UID (0020,000D).</summary>
    public string StudyInstanceUid { get; init; } = "";

    /// <summary>Study ID (0020,0010).</summary>
    public string StudyId { get; init; } = "";

    /// <summary>Study Date (0008,0020), YYYYMMDD.</summary>
    public string StudyDate { get; init; } = "";

    /// <summary>Study Time (0008,0030).</summary>
    public string StudyTime { get; init; } = "";

    /// <summary>Accession Number (0008,0050).</summary>
    public string AccessionNumber { get; init; } = "";

    /// <summary>Referring Physician's Name (0008,0090).</summary>
    public string ReferringPhysicianName { get; init; } = "";

    /// <summary>Frame of Reference UID (0020,0052) of the CT.</summary>
    public string FrameOfReferenceUid { get; init; } = "";

    /// <summary>Series Instance UID (0020,000E) of the CT.</summary>
    public string CtSeriesInstanceUid { get; init; } = "";

    /// <summary>SOP Instance UID (0008,0018) of each CT slice, in order of increasing z.</summary>
    public IReadOnlyList<string> CtSopInstanceUids { get; init; } = [];

    /// <summary>SOP Instance UID of the RT Structure Set.</summary>
    public string StructureSetSopInstanceUid { get; init; } = "";
}
