namespace Hanbeam.Dicom.Codec;

/// <summary>The fixed UIDs in use [DICOM, PS3.6 annex A].</summary>
internal static class DicomUids
{
    internal const string ImplicitVrLittleEndian = "1.2.840.10008.1.2";
    internal const string ExplicitVrLittleEndian = "1.2.840.10008.1.2.1";
    internal const string DeflatedExplicitVrLittleEndian = "1.2.840.10008.1.2.1.99";
    internal const string ExplicitVrBigEndian = "1.2.840.10008.1.2.2";

    /// <summary>The root of all transfer syntaxes with compressed pixels: 4.x JPEG, JPEG-LS, JPEG 2000, MPEG; 5 RLE.</summary>
    internal const string EncapsulatedRoot = "1.2.840.10008.1.2.";

    /// <summary>The root of JPEG, JPEG-LS, JPEG 2000 and video.</summary>
    internal const string JpegRoot = "1.2.840.10008.1.2.4.";

    internal const string JpegLossless = "1.2.840.10008.1.2.4.57";
    internal const string JpegLosslessFirstOrder = "1.2.840.10008.1.2.4.70";
    internal const string RleLossless = "1.2.840.10008.1.2.5";

    internal const string CtImageStorage = "1.2.840.10008.5.1.4.1.1.2";
    internal const string EnhancedCtImageStorage = "1.2.840.10008.5.1.4.1.1.2.1";
    internal const string RtDoseStorage = "1.2.840.10008.5.1.4.1.1.481.2";
    internal const string RtStructureSetStorage = "1.2.840.10008.5.1.4.1.1.481.3";
    internal const string RtPlanStorage = "1.2.840.10008.5.1.4.1.1.481.5";
    internal const string RtIonPlanStorage = "1.2.840.10008.5.1.4.1.1.481.8";
    internal const string RtIonBeamsTreatmentRecordStorage = "1.2.840.10008.5.1.4.1.1.481.9";

    internal const string Verification = "1.2.840.10008.1.1";
    internal const string StudyRootFind = "1.2.840.10008.5.1.4.1.2.2.1";
    internal const string StudyRootMove = "1.2.840.10008.5.1.4.1.2.2.2";

    /// <summary>Detached Study Management, retired, which RT Referenced Study Sequence still names.</summary>
    internal const string DetachedStudyManagement = "1.2.840.10008.3.1.2.3.1";

    /// <summary>Hanbeam's own Implementation Class UID: 2.25 and the hash of its name.</summary>
    internal static readonly string ImplementationClass = DicomUid.Create("implementation", "Hanbeam");
}
