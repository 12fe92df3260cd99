namespace Hanbeam.Dicom.Network;

/// <summary>Another system: a PACS, a treatment management system, a scanner.</summary>
public sealed record DicomNode
{
    /// <summary>What the user calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Its application entity title, at most 16 characters; empty for one that is reached by DICOMweb only.</summary>
    public string AeTitle { get; init; } = "";

    /// <summary>Host name or address.</summary>
    public string Host { get; init; } = "";

    /// <summary>TCP port; 104 and 11112 are DICOM's own.</summary>
    public int Port { get; init; } = 104;

    /// <summary>Root address of its DICOMweb services, or null.</summary>
    public Uri? Web { get; init; }

    /// <summary>User name for DICOMweb; empty: none.</summary>
    public string WebUser { get; init; } = "";

    /// <summary>Password for DICOMweb, or the bearer token where there is no user.</summary>
    public string WebSecret { get; init; } = "";

    /// <summary>Whether the password or token may go through plain http to another machine.</summary>
    public bool SendsSecretInClear { get; init; }

    /// <summary>Transport security, or null for none. DICOMweb uses it where the address is https.</summary>
    public DicomTls? Tls { get; init; }

    /// <summary>How long to wait for a connection and for each answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often to try again where nothing answers or the connection breaks.</summary>
    public int Retries { get; init; } = 2;
}
