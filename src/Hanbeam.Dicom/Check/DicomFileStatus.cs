namespace Hanbeam.Dicom.Check;

/// <summary>What Hanbeam can do with a file.</summary>
public enum DicomFileStatus
{
    /// <summary>Read as it is.</summary>
    Ok,

    /// <summary>Read, but parts are ignored or assumed.</summary>
    Warning,

    /// <summary>Nothing that Hanbeam uses.</summary>
    Ignored,

    /// <summary>Refused.</summary>
    Error,
}
