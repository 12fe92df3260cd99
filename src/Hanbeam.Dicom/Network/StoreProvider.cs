using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.Network;

/// <summary>A folder that scanners and PACS send to: provider of the Verification and Storage services [DICOM, PS3.4 annexes A and B].</summary>
public sealed class StoreProvider : IAsyncDisposable
{
    // For callers that have all they sent but have not yet said goodbye.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    // Where the system cannot give us a connection, for want of file handles as a rule, it can a moment later.
    private static readonly TimeSpan AcceptPause = TimeSpan.FromSeconds(0.5);

    // Callers who have yet to ask for an association, beside those that have one.
    private const int ConnectionsPerAssociation = 4;

    private readonly DicomSelf self;
    private readonly StoreProviderSettings settings;
    private readonly FolderTarget target;
    private readonly TcpListener listener;
    private readonly SslStreamCertificateContext? certificate;
    private readonly CancellationTokenSource closing = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;
    private int connections;
    private int associations;

    private StoreProvider(DicomSelf self, string folder, StoreProviderSettings settings, TcpListener listener)
    {
        this.self = self;
        this.settings = settings;
        this.listener = listener;
        target = new FolderTarget(folder, settings);
        certificate = self.Tls is null ? null : TlsFiles.OwnContext(self.Tls) ?? throw new InputException("A provider with TLS needs a certificate of its own.");
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
        certificate?.TargetCertificate.Dispose();
    }

    private async Task AcceptAsync()
    {
        var calls = new List<Task>();
        while (!closing.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptTcpClientAsync(closing.Token);
                calls.RemoveAll(call => call.IsCompleted);
                calls.Add(ServeAsync(client));
            }
            catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
            {
                break;
            }
            catch (SocketException error)
            {
                settings.Refused?.Invoke($"A caller could not be let in: {error.Message}");
                await Task.Delay(AcceptPause, closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await Task.WhenAll(calls);
    }

    private async Task ServeAsync(TcpClient client)
    {
        var isTooMany = Interlocked.Increment(ref connections) > ConnectionsPerAssociation * settings.MostAssociations;
        await Task.Yield();
        var (peer, isCounted) = ("A caller", false);
        using var begin = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        begin.CancelAfter(settings.BeginTimeout);
        try
        {
            using (client)
            {
                peer = client.Client.RemoteEndPoint?.ToString() ?? peer;
                if (isTooMany) throw new PeerException(string.Create(CultureInfo.InvariantCulture, $"{peer} was turned away: {ConnectionsPerAssociation * settings.MostAssociations} connections are open already."), isTransient: true);
                Stream stream = client.GetStream();
                if (certificate is not null) stream = await SecureAsync(stream, begin.Token);
                await using var channel = new PduChannel(stream, peer, settings.Timeout);
                await new AssociationServer(channel, self, settings, target).ServeAsync(IsFull, begin.Token, stop.Token);
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
            if (!stop.IsCancellationRequested) settings.Refused?.Invoke(string.Create(CultureInfo.InvariantCulture, $"{peer} did not ask for an association within {settings.BeginTimeout.TotalSeconds:0.#} s."));
        }
        finally
        {
            if (isCounted) Interlocked.Decrement(ref associations);
            Interlocked.Decrement(ref connections);
        }

        bool IsFull()
        {
            isCounted = true;
            return Interlocked.Increment(ref associations) > settings.MostAssociations;
        }
    }

    private async Task<Stream> SecureAsync(Stream stream, CancellationToken limit)
    {
        var secure = new SslStream(stream, leaveInnerStreamOpen: false);
        var asksForCertificate = self.Tls!.AuthorityFile.Length > 0;
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificateContext = certificate,
            EnabledSslProtocols = TlsFiles.Protocols,
            ClientCertificateRequired = asksForCertificate,
            RemoteCertificateValidationCallback = asksForCertificate ? TlsFiles.Validation(self.Tls, isServer: true) : null,
        }, limit);
        return secure;
    }
}
