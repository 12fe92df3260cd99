namespace Hanbeam.Dicom.Network;

/// <summary>Who we are on the network.</summary>
public sealed record DicomSelf
{
    /// <summary>Our application entity title, at most 16 characters.</summary>
    public string AeTitle { get; init; } = "HANBEAM";

    /// <summary>The TCP port on which we receive, where we do; 0: any free one.</summary>
    public int Port { get; init; } = 11112;

    /// <summary>The address on which we receive: loopback unless told otherwise.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Transport security of what we receive, or null for none.</summary>
    public DicomTls? Tls { get; init; }
}
