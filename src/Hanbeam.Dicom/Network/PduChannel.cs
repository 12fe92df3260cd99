using System.Buffers.Binary;
using System.Globalization;

namespace Hanbeam.Dicom.Network;

/// <summary>
/// Reads and writes whole protocol data units. A length field is believed only up to a bound, before anything is allocated, and a unit that does not come whole
/// within the time limit ends the connection: no peer can fill the memory or hold a reader for ever.
/// </summary>
internal sealed class PduChannel : IAsyncDisposable
{
    /// <summary>The longest unit that we read, and what we tell peers as maximum length: far above the usual 16 kB, so that slices travel in few pieces.</summary>
    internal const int LongestPdu = 128 * 1024;

    private const int HeaderBytes = 6;

    private readonly Stream stream;
    private readonly TimeSpan timeout;

    /// <summary>Takes a connection over.</summary>
    /// <param name="stream">The connection; closed with the channel.</param>
    /// <param name="peer">Its name in messages.</param>
    /// <param name="timeout">Limit for one unit, either way.</param>
    internal PduChannel(Stream stream, string peer, TimeSpan timeout)
    {
        this.stream = stream;
        this.timeout = timeout;
        Peer = peer;
    }

    /// <summary>The peer's name in messages.</summary>
    internal string Peer { get; }

    /// <summary>Limit for one unit, either way.</summary>
    internal TimeSpan Timeout => timeout;

    /// <summary>Reads the next unit.</summary>
    /// <exception cref="PeerException">The connection ended, nothing came in time, or the bytes are no unit.</exception>
    internal Task<Pdu> ReadAsync(CancellationToken cancellation) => WithinAsync("did not answer", ReadPduAsync, cancellation);

    /// <summary>Writes a unit.</summary>
    internal Task WriteAsync(PduType type, ReadOnlyMemory<byte> body, CancellationToken cancellation) => WithinAsync("did not take what was sent", async limit =>
    {
        var unit = new byte[HeaderBytes + body.Length];
        unit[0] = (byte)type;
        BinaryPrimitives.WriteUInt32BigEndian(unit.AsSpan(2), (uint)body.Length);
        body.CopyTo(unit.AsMemory(HeaderBytes));
        await stream.WriteAsync(unit, limit);
        await stream.FlushAsync(limit);
        return true;
    }, cancellation);

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async Task<Pdu> ReadPduAsync(CancellationToken limit)
    {
        var header = new byte[HeaderBytes];
        await stream.ReadExactlyAsync(header, limit);
        if (header[0] is < (byte)PduType.AssociateRequest or > (byte)PduType.Abort)
            throw new PeerException(string.Create(CultureInfo.InvariantCulture, $"{Peer} does not speak DICOM: a protocol data unit begins with {header[0]}, and 1 to 7 are known."), isTransient: false);
        var length = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(2));
        if (length > LongestPdu)
            throw new PeerException(string.Create(CultureInfo.InvariantCulture, $"{Peer} announces a protocol data unit of {length} bytes; at most {LongestPdu} are read."), isTransient: false);
        var body = new byte[length];
        await stream.ReadExactlyAsync(body, limit);
        return new Pdu((PduType)header[0], body);
    }

    private async Task<T> WithinAsync<T>(string failure, Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        try
        {
            return await work(limit.Token);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new PeerException(string.Create(CultureInfo.InvariantCulture, $"{Peer} {failure} within {timeout.TotalSeconds:0.#} s."), isTransient: true, error);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            throw new PeerException($"{Peer} closed the connection.", isTransient: true, error);
        }
    }
}
