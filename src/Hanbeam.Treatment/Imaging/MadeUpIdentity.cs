namespace Hanbeam.Treatment.Imaging;

/// <summary>The DICOM identity of a case that did not come from DICOM: a phantom whose identifiers are hashes of its content.</summary>
internal static class MadeUpIdentity
{
    /// <summary>The identity.</summary>
    /// <param name="name">What people call the phantom.</param>
    /// <param name="content">What the identifiers depend on.</param>
    /// <param name="slices">Number of CT slices.</param>
    public static StudyIdentity Create(string name, string content, int slices) => new()
    {
        PatientName = name,
        PatientId = "PHANTOM",
        StudyInstanceUid = HashedUid.Create("study", content),
        FrameOfReferenceUid = HashedUid.Create("frame of reference", content),
        CtSeriesInstanceUid = HashedUid.Create("ct series", content),
        CtSopInstanceUids = [.. Enumerable.Range(0, slices).Select(k => HashedUid.Create("ct slice", content, $"{k}"))],
        StructureSetSopInstanceUid = HashedUid.Create("structure set", content),
    };
}
