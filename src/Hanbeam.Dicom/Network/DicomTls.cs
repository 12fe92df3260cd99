namespace Hanbeam.Dicom.Network;

/// <summary>Transport security of a connection: TLS 1.2 or 1.3 [DICOM, PS3.15 annex B]. All files are PEM.</summary>
public sealed record DicomTls
{
    /// <summary>Certificates of the authorities that the peer's certificate must come from; empty: those of the system.</summary>
    public string AuthorityFile { get; init; } = "";

    /// <summary>Our own certificate; empty: none is shown (a provider must have one).</summary>
    public string CertificateFile { get; init; } = "";

    /// <summary>The private key of our certificate.</summary>
    public string KeyFile { get; init; } = "";
}
