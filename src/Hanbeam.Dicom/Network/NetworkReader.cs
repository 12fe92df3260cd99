namespace Hanbeam.Dicom.Network;

/// <summary>Everything that a caller may send us, read from memory: the door for fuzzing and for tests of hostile bytes.</summary>
public static class NetworkReader
{
    /// <summary>Serves a caller whose bytes are all there, and throws away what it stores and what it is answered.</summary>
    /// <param name="received">The caller's bytes, from its request for an association on.</param>
    /// <returns>The sentence with which the caller was turned away, or empty where it left in good order.</returns>
    public static string Serve(ReadOnlyMemory<byte> received)
    {
        var stream = new OneWayStream(received);
        var channel = new PduChannel(stream, "the caller", TimeSpan.FromSeconds(30));
        var server = new AssociationServer(channel, new DicomSelf { AeTitle = "HANBEAM" }, new StoreProviderSettings(), new NoTarget());
        try
        {
            server.ServeAsync(() => false, CancellationToken.None, CancellationToken.None).GetAwaiter().GetResult();
            return "";
        }
        catch (PeerException error)
        {
            return error.Message;
        }
    }

    private sealed class NoTarget : IStoreTarget
    {
        public async Task<ushort> StoreAsync(Part10Header header, string callingAe, Func<Stream, Task> receive)
        {
            await receive(Stream.Null);
            return StoreStatus.Success;
        }
    }

    // Reads what was given; takes what is written and forgets it.
    private sealed class OneWayStream(ReadOnlyMemory<byte> bytes) : MemoryStream(bytes.ToArray(), writable: false)
    {
        public override bool CanWrite => true;

        public override void Write(byte[] buffer, int offset, int count)
        {
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.CompletedTask;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}
