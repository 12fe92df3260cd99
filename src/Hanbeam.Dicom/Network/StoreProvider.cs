using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.Network;

/// <summary>A folder that scanners and PACS send to: provider of the Verification and Storage services [DICOM, PS3.4 annexes A and B].</summary>
public sealed class StoreProvider : IAsyncDisposable
{
    // For callers that have all they sent but have not yet said goodbye.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private readonly DicomSelf self;
    private readonly StoreProviderSettings settings;
    private readonly FolderTarget target;
    private readonly TcpListener listener;
    private readonly X509Certificate2? certificate;
    private readonly CancellationTokenSource closing = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;
    private int open;

    private StoreProvider(DicomSelf self, string folder, StoreProviderSettings settings, TcpListener listener)
    {
        this.self = self;
        this.settings = settings;
        this.listener = listener;
        target = new FolderTarget(folder, settings.Received);
        certificate = self.Tls is null ? null : TlsFiles.OwnCertificate(self.Tls) ?? throw new InputException("A provider with TLS needs a certificate of its own.");
        accepting = AcceptAsync();
    }

    /// <summary>The port on which it listens.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Starts listening.</summary>
    /// <param name="self">Title, address and port.</param>
    /// <param name="folder">Where objects go; made where it is missing.</param>
    /// <param name="settings">What is allowed.</param>
    /// <exception cref="InputException">The port is taken, the address is not ours, or the folder or the certificate cannot be used.</exception>
    public static StoreProvider Start(DicomSelf self, string folder, StoreProviderSettings settings)
    {
        if (!IPAddress.TryParse(self.Address, out var address)) throw new InputException($"'{self.Address}' is no IP address to receive on; 127.0.0.1 is this machine alone, 0.0.0.0 every network of it.");
        var listener = new TcpListener(address, self.Port);
        try
        {
            Directory.CreateDirectory(folder);
            listener.Start();
        }
        catch (Exception error) when (error is SocketException or IOException or UnauthorizedAccessException)
        {
            listener.Dispose();
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"Cannot receive on {self.Address}:{self.Port} into {folder}: {error.Message.ReplaceLineEndings(" ").TrimEnd('.')}."), error);
        }

        return new StoreProvider(self, folder, settings, listener);
    }

    /// <summary>Stops listening; associations that are open after three seconds are ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        stop.CancelAfter(Grace);
        await accepting;
        listener.Dispose();
        closing.Dispose();
        stop.Dispose();
        certificate?.Dispose();
    }

    private async Task AcceptAsync()
    {
        var calls = new List<Task>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(closing.Token);
                calls.RemoveAll(call => call.IsCompleted);
                calls.Add(ServeAsync(client));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(calls);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        await Task.Yield();
        var peer = client.Client.RemoteEndPoint?.ToString() ?? "a caller";
        var isFull = Interlocked.Increment(ref open) > settings.MostAssociations;
        try
        {
            using (client)
            {
                Stream stream = client.GetStream();
                if (certificate is not null) stream = await SecureAsync(stream);
                await using var channel = new PduChannel(stream, peer, settings.Timeout);
                await new AssociationServer(channel, self, settings, target).ServeAsync(isFull, stop.Token);
            }
        }
        catch (Exception error) when (error is PeerException or IOException or UnauthorizedAccessException or SocketException)
        {
            settings.Refused?.Invoke(error is PeerException ? error.Message : $"{peer}: {error.Message}");
        }
        catch (AuthenticationException error)
        {
            settings.Refused?.Invoke($"{peer} does not agree on TLS: {error.Message}");
        }
        catch (OperationCanceledException)
        {
            // Stopped by DisposeAsync, or a handshake that took too long.
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    }

    private async Task<Stream> SecureAsync(Stream stream)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        limit.CancelAfter(settings.Timeout);
        var secure = new SslStream(stream, leaveInnerStreamOpen: false);
        var asksForCertificate = self.Tls!.AuthorityFile.Length > 0;
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate,
            EnabledSslProtocols = TlsFiles.Protocols,
            ClientCertificateRequired = asksForCertificate,
            RemoteCertificateValidationCallback = asksForCertificate ? TlsFiles.Validation(self.Tls) : null,
        }, limit.Token);
        return secure;
    }
}
