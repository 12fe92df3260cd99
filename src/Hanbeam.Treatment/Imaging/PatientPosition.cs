namespace Hanbeam.Treatment.Imaging;

/// <summary>How the patient lay, DICOM Patient Position (0018,5100).</summary>
public enum PatientPosition
{
    /// <summary>Head first, supine.</summary>
    HFS,

    /// <summary>Head first, prone.</summary>
    HFP,

    /// <summary>Feet first, supine.</summary>
    FFS,

    /// <summary>Feet first, prone.</summary>
    FFP,
}
