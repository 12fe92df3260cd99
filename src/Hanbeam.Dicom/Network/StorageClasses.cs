using Hanbeam.Dicom.Codec;

namespace Hanbeam.Dicom.Network;

/// <summary>The storage SOP classes that are received, and the encodings in which [DICOM, PS3.4 section B.5 and PS3.5 section 10]. The conformance statement repeats both.</summary>
internal static class StorageClasses
{
    /// <summary>UID, name and the first word of the files that are stored.</summary>
    internal static readonly IReadOnlyList<(string Uid, string Name, string Prefix)> Received =
    [
        (DicomUids.CtImageStorage, "CT Image Storage", "CT"),
        (DicomUids.EnhancedCtImageStorage, "Enhanced CT Image Storage", "CT"),
        ("1.2.840.10008.5.1.4.1.1.4", "MR Image Storage", "MR"),
        ("1.2.840.10008.5.1.4.1.1.7", "Secondary Capture Image Storage", "SC"),
        ("1.2.840.10008.5.1.4.1.1.66.1", "Spatial Registration Storage", "REG"),
        ("1.2.840.10008.5.1.4.1.1.128", "Positron Emission Tomography Image Storage", "PT"),
        ("1.2.840.10008.5.1.4.1.1.481.1", "RT Image Storage", "RTIMAGE"),
        (DicomUids.RtDoseStorage, "RT Dose Storage", "RTDOSE"),
        (DicomUids.RtStructureSetStorage, "RT Structure Set Storage", "RTSTRUCT"),
        (DicomUids.RtPlanStorage, "RT Plan Storage", "RTPLAN"),
        (DicomUids.RtIonPlanStorage, "RT Ion Plan Storage", "RTPLAN"),
        (DicomUids.RtIonBeamsTreatmentRecordStorage, "RT Ion Beams Treatment Record Storage", "RTRECORD"),
    ];

    /// <summary>Encodings in which they are received, the wanted ones first; objects are stored as they come.</summary>
    internal static readonly IReadOnlyList<string> Syntaxes =
    [
        DicomUids.ExplicitVrLittleEndian,
        DicomUids.ImplicitVrLittleEndian,
        DicomUids.DeflatedExplicitVrLittleEndian,
        DicomUids.ExplicitVrBigEndian,
        "1.2.840.10008.1.2.4.70", // JPEG Lossless, Non-Hierarchical, First-Order Prediction
        "1.2.840.10008.1.2.4.57", // JPEG Lossless, Non-Hierarchical
        "1.2.840.10008.1.2.5", // RLE Lossless
    ];

    /// <summary>The first word of a file of a class, or null where the class is not received.</summary>
    internal static string? PrefixOf(string sopClassUid) => Received.FirstOrDefault(entry => entry.Uid == sopClassUid).Prefix;
}
