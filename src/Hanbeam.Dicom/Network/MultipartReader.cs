using System.Text;

namespace Hanbeam.Dicom.Network;

/// <summary>Splits a multipart/related answer into its parts as it arrives [RFC2046, section 5.1]; nothing but a buffer is kept in memory.</summary>
internal sealed class MultipartReader
{
    private const int BufferBytes = 64 * 1024;

    // Headers of a part are a few short lines.
    private const int LongestHeader = 8 * 1024;

    private readonly Stream stream;
    private readonly string peer;
    private readonly byte[] mark;
    private readonly byte[] buffer = new byte[BufferBytes];
    private int start;
    private int count;

    internal MultipartReader(Stream stream, string boundary, string peer)
    {
        this.stream = stream;
        this.peer = peer;
        mark = Encoding.Latin1.GetBytes("\r\n--" + boundary);
        // The first boundary may stand without a line break before it.
        "\r\n"u8.CopyTo(buffer);
        count = 2;
    }

    /// <summary>Goes to the next part; false after the last.</summary>
    internal async Task<bool> NextPartAsync(CancellationToken cancellation)
    {
        await CopyToBoundaryAsync(null, long.MaxValue, cancellation);
        start += mark.Length;
        await FillAsync(2, cancellation);
        if (buffer[start] == '-' && buffer[start + 1] == '-') return false;
        for (var header = 0; ; header++, start++)
        {
            if (header > LongestHeader) throw Fault($"sent a part whose headers are longer than {LongestHeader} bytes");
            await FillAsync(4, cancellation);
            if (buffer.AsSpan(start, 4).SequenceEqual("\r\n\r\n"u8)) break;
        }

        start += 4;
        return true;
    }

    /// <summary>Copies the current part.</summary>
    /// <param name="sink">Receives it.</param>
    /// <param name="most">The most bytes that are taken.</param>
    /// <param name="cancellation">Stops it.</param>
    internal Task ReadPartAsync(Stream sink, long most, CancellationToken cancellation) => CopyToBoundaryAsync(sink, most, cancellation);

    // Leaves the boundary as the next bytes.
    private async Task CopyToBoundaryAsync(Stream? sink, long most, CancellationToken cancellation)
    {
        while (true)
        {
            var at = buffer.AsSpan(start, count - start).IndexOf(mark);
            var content = at >= 0 ? at : Math.Max(0, count - start - mark.Length + 1);
            if ((most -= content) < 0) throw Fault("sent an object that is longer than what is read");
            if (sink is not null) await sink.WriteAsync(buffer.AsMemory(start, content), cancellation);
            start += content;
            if (at >= 0) return;
            await FillAsync(count - start + 1, cancellation);
        }
    }

    private async Task FillAsync(int wanted, CancellationToken cancellation)
    {
        if (count - start >= wanted) return;
        buffer.AsSpan(start, count - start).CopyTo(buffer);
        (count, start) = (count - start, 0);
        while (count < wanted)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(count), cancellation);
            if (read == 0) throw Fault("ended its answer inside a part");
            count += read;
        }
    }

    private PeerException Fault(string what) => new($"{peer} {what}.", isTransient: false);
}
