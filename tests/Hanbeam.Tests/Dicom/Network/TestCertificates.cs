using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hanbeam.Dicom.Network;

namespace Hanbeam.Tests.Dicom.Network;

/// <summary>A certificate for localhost that is its own authority.</summary>
internal static class TestCertificates
{
    internal static DicomTls Write(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, true));
        using var certificate = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2120, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Directory.CreateDirectory(folder);
        var (certificateFile, keyFile) = (Path.Combine(folder, "localhost.pem"), Path.Combine(folder, "localhost.key"));
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return new DicomTls { AuthorityFile = certificateFile, CertificateFile = certificateFile, KeyFile = keyFile };
    }
}
