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

    /// <summary>Whether a certificate is believed: by the authorities named, else by those of the system.</summary>
    internal static RemoteCertificateValidationCallback Validation(DicomTls tls)
    {
        if (tls.AuthorityFile.Length == 0) return (_, _, _, errors) => errors == SslPolicyErrors.None;
        var authorities = Load(tls.AuthorityFile, () =>
        {
            var collection = new X509Certificate2Collection();
            collection.ImportFromPemFile(tls.AuthorityFile);
            return collection;
        });
        if (authorities.Count == 0) throw new InputException($"{tls.AuthorityFile} holds no certificate.");
        return (_, certificate, _, errors) => (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None && certificate is not null && ComesFrom(authorities, certificate);
    }

    private static bool ComesFrom(X509Certificate2Collection authorities, X509Certificate certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        // Authorities of a hospital's own seldom publish lists of what they revoked.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        using var copy = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(copy);
    }

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
