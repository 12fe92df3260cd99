namespace Hanbeam.Dicom.Deidentification;

/// <summary>The option of the profile under which an attribute may stay.</summary>
internal enum ConfidentialityOption
{
    /// <summary>None that Hanbeam offers.</summary>
    None,

    /// <summary>Retain longitudinal temporal information.</summary>
    Dates,

    /// <summary>Retain device identity.</summary>
    Devices,

    /// <summary>Clean descriptors.</summary>
    Descriptors,
}
