using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hanbeam.Dicom.Network;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.Dicom.Network;

/// <summary>Who is believed where an authority is named: certificates of it, by way of others too, that are valid, meant for the purpose and of the host's name.</summary>
public sealed class TlsChainTests
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("localhost", ServerAuthentication, 2120, true)]
    [InlineData("localhost", ClientAuthentication, 2120, false)]
    [InlineData("pacs.example.org", ServerAuthentication, 2120, false)]
    [InlineData("localhost", ServerAuthentication, 2021, false)]
    public async Task Echo_CertificateByWayOfAnother_IsBelievedWhereItFits(string host, string purpose, int lastYear, bool isBelieved)
    {
        using var folder = new TemporaryFolder();
        var authority = Write(folder, host, purpose, lastYear);
        var server = new DicomTls { CertificateFile = folder["server.pem"], KeyFile = folder["server.key"] };
        await using var provider = StoreProvider.Start(LocalNodes.Self with { Tls = server }, folder["received"], new StoreProviderSettings());
        var node = LocalNodes.Of(provider) with { Host = "localhost", Tls = new DicomTls { AuthorityFile = authority }, Retries = 0 };

        var error = await Record.ExceptionAsync(() => new DimseUser(node, LocalNodes.Self).EchoAsync(TestContext.Current.CancellationToken));

        Assert.True(isBelieved == error is null, error?.Message);
        if (!isBelieved) Assert.Contains("does not agree on TLS", Assert.IsType<InputException>(error).Message);
    }

    // Writes root.pem, and server.pem with the certificate and the one between, and returns the first.
    private static string Write(TemporaryFolder folder, string host, string purpose, int lastYear)
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var middleKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var root = Authority("CN=Hospital root", rootKey).CreateSelfSigned(Start, End(2120));
        using var middlePublic = Authority("CN=Hospital devices", middleKey).Create(root, Start, End(2120), [1]);
        using var middle = middlePublic.CopyWithPrivateKey(middleKey);
        var request = new CertificateRequest("CN=" + host, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: true));
        using var leaf = request.Create(middle, Start, End(lastYear), [2]);
        File.WriteAllText(folder["root.pem"], root.ExportCertificatePem());
        File.WriteAllText(folder["server.pem"], leaf.ExportCertificatePem() + "\n" + middle.ExportCertificatePem() + "\n");
        File.WriteAllText(folder["server.key"], key.ExportPkcs8PrivateKeyPem());
        return folder["root.pem"];
    }

    private static DateTimeOffset End(int year) => new(year, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        return request;
    }
}
