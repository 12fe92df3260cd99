using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Hanbeam.Dicom.Network;

/// <summary>Opens a TCP connection to a node, with TLS where it wants that.</summary>
internal static class Connection
{
    internal static async Task<PduChannel> OpenAsync(DicomNode node, CancellationToken cancellation)
    {
        var name = NameOf(node);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(node.Timeout);
        var client = new TcpClient { NoDelay = true };
        try
        {
            await client.ConnectAsync(node.Host, node.Port, limit.Token);
            Stream stream = client.GetStream();
            if (node.Tls is not null) stream = await SecureAsync(stream, node, limit.Token);
            return new PduChannel(stream, name, node.Timeout);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            client.Dispose();
            throw new PeerException(string.Create(CultureInfo.InvariantCulture, $"{name} did not answer within {node.Timeout.TotalSeconds:0.#} s."), isTransient: true, error);
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            client.Dispose();
            throw new PeerException($"{name} cannot be reached: {error.Message.ReplaceLineEndings(" ").TrimEnd('.')}.", isTransient: true, error);
        }
        catch (AuthenticationException error)
        {
            client.Dispose();
            throw new PeerException($"{name} does not agree on TLS: {error.Message.ReplaceLineEndings(" ").TrimEnd('.')}.", isTransient: false, error);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>A node as messages name it.</summary>
    internal static string NameOf(DicomNode node) => string.Create(CultureInfo.InvariantCulture, $"{node.Name} ({node.AeTitle} at {node.Host}:{node.Port})");

    private static async Task<Stream> SecureAsync(Stream stream, DicomNode node, CancellationToken cancellation)
    {
        var secure = new SslStream(stream, leaveInnerStreamOpen: false);
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = node.Host,
            EnabledSslProtocols = TlsFiles.Protocols,
            ClientCertificateContext = TlsFiles.OwnContext(node.Tls!),
            RemoteCertificateValidationCallback = TlsFiles.Validation(node.Tls!, isServer: false),
        }, cancellation);
        return secure;
    }
}
