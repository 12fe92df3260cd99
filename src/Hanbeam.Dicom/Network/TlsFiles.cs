using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.Network;

/// <summary>What <see cref="DicomTls"/> names, loaded: certificates, keys, and who is believed.</summary>
internal static class TlsFiles
{
    /// <summary>TLS 1.2 and 1.3, as PS3.15 asks for after BCP 195.</summary>
    internal const SslProtocols Protocols = SslProtocols.Tls12 | SslProtocols.Tls13;

    // Purposes of a certificate [RFC5280, section 4.2.1.12]; one that names none is good for all.
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>Our certificate with its key, or null where none is named.</summary>
    internal static X509Certificate2? OwnCertificate(DicomTls tls)
    {
        if (tls.CertificateFile.Length == 0) return null;
        if (tls.KeyFile.Length == 0) throw new InputException($"{tls.CertificateFile}: a certificate needs its private key, and no key file is named.");
        return Load(tls.CertificateFile, () =>
        {
            using var read = X509Certificate2.CreateFromPemFile(tls.CertificateFile, tls.KeyFile);
            // A key that was read from PEM is not taken by every platform's TLS; one out of a PKCS 12 bag is.
            return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
        });
    }

    /// <summary>Our certificate with those between it and its authority that stand in the same file, as peers are shown them; null where none is named.</summary>
    internal static SslStreamCertificateContext? OwnContext(DicomTls tls)
    {
        if (OwnCertificate(tls) is not { } own) return null;
        var others = ReadAll(tls.CertificateFile);
        if (tls.AuthorityFile.Length > 0) others.AddRange(ReadAll(tls.AuthorityFile));
        return SslStreamCertificateContext.Create(own, others, offline: true);
    }

    /// <summary>Whether a certificate is believed: by the authorities named, else by those of the system.</summary>
    /// <param name="tls">The files.</param>
    /// <param name="isServer">Whether we are the server, and the certificate that of a caller.</param>
    internal static RemoteCertificateValidationCallback Validation(DicomTls tls, bool isServer)
    {
        if (tls.AuthorityFile.Length == 0) return (_, _, _, errors) => errors == SslPolicyErrors.None;
        var authorities = ReadAll(tls.AuthorityFile);
        if (authorities.Count == 0) throw new InputException($"{tls.AuthorityFile} holds no certificate.");
        return (_, certificate, shown, errors) => (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None && certificate is not null && ComesFrom(authorities, certificate, shown, isServer ? ClientAuthentication : ServerAuthentication);
    }

    private static bool ComesFrom(X509Certificate2Collection authorities, X509Certificate certificate, X509Chain? shown, string purpose)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        // Those between the certificate and its authority come from the peer; nothing is fetched from addresses that a certificate names.
        if (shown is not null) chain.ChainPolicy.ExtraStore.AddRange(shown.ChainPolicy.ExtraStore);
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(purpose));
        // Authorities of a hospital's own seldom publish lists of what they revoked.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        using var copy = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(copy);
    }

    private static X509Certificate2Collection ReadAll(string path) => Load(path, () =>
    {
        var collection = new X509Certificate2Collection();
        collection.ImportFromPemFile(path);
        return collection;
    });

    private static T Load<T>(string path, Func<T> load)
    {
        try
        {
            return load();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new InputException($"{path}: the certificate or its key cannot be read: {error.Message.ReplaceLineEndings(" ").TrimEnd('.')}.", error);
        }
    }
}
