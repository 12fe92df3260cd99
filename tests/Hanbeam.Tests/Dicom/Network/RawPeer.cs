using System.Net;
using System.Net.Sockets;
using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.Network;

namespace Hanbeam.Tests.Dicom.Network;

/// <summary>A provider of a test: accepts one caller and every context, and leaves what comes then to the test.</summary>
internal sealed class RawPeer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;

    /// <summary>Waits for callers.</summary>
    /// <param name="serve">What it does after it accepted the association; then the connection is closed.</param>
    internal RawPeer(Func<PduChannel, Association, CancellationToken, Task> serve)
    {
        listener.Start();
        serving = ServeAsync(serve);
    }

    internal int Callers { get; private set; }

    internal DicomNode Node => new() { Name = "peer", AeTitle = "PEER", Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port, Timeout = TimeSpan.FromSeconds(10), Retries = 2 };

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await serving;
        stop.Dispose();
    }

    private async Task ServeAsync(Func<PduChannel, Association, CancellationToken, Task> serve)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                Callers++;
                await using var channel = new PduChannel(client.GetStream(), "the caller", TimeSpan.FromSeconds(10));
                var request = AssociatePdu.Decode((await channel.ReadAsync(stop.Token)).Body, channel.Peer);
                var accepted = request.Proposed.Select(context => new AcceptedContext(context.Id, AcceptedContext.Accepted, context.TransferSyntaxes[0])).ToList();
                await channel.WriteAsync(PduType.AssociateAccept, new AssociatePdu { CalledAe = request.CalledAe, CallingAe = request.CallingAe, Accepted = accepted }.Encode(DicomUids.ImplementationClass), stop.Token);
                await serve(channel, new Association(channel, request.Proposed.ToDictionary(context => context.Id, context => (context.AbstractSyntax, context.TransferSyntaxes[0])), request.MaximumLength), stop.Token);
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException or PeerException or ObjectDisposedException)
            {
                // The caller went, or the test is over.
            }
        }
    }
}
