namespace Hanbeam.Dicom.Codec;

/// <summary>
/// Bytes that are read once from front to back: in memory, or from a stream that is read as far as is wanted. What is taken stays valid; what is skipped in a
/// stream is never read. Nothing is allocated beyond what the source still holds.
/// </summary>
internal sealed class DicomSource
{
    // Most headers of images fit into one piece.
    private const int PieceBytes = 16 * 1024;

    private readonly Stream? stream;
    private ReadOnlyMemory<byte> piece;
    private int at;

    internal DicomSource(ReadOnlyMemory<byte> bytes)
    {
        piece = bytes;
        Length = bytes.Length;
    }

    /// <summary>A source of everything in a stream that can be sought in; the stream stays the caller's.</summary>
    internal DicomSource(Stream stream)
    {
        this.stream = stream;
        Length = stream.Length;
    }

    /// <summary>Bytes in all.</summary>
    internal long Length { get; }

    /// <summary>The offset of the next byte.</summary>
    internal long Position { get; private set; }

    /// <summary>The next bytes, which stay unread; fewer only where the source ends.</summary>
    internal ReadOnlySpan<byte> Peek(int count)
    {
        count = (int)Math.Min(count, Length - Position);
        Fill(count);
        return piece.Span.Slice(at, count);
    }

    /// <summary>The next bytes; the caller has seen to it that there are so many.</summary>
    internal ReadOnlyMemory<byte> Take(int count)
    {
        Fill(count);
        var taken = piece.Slice(at, count);
        at += count;
        Position += count;
        return taken;
    }

    /// <summary>Leaves bytes out; the caller has seen to it that there are so many.</summary>
    internal void Skip(long count)
    {
        Position += count;
        if (count <= piece.Length - at)
        {
            at += (int)count;
            return;
        }

        (piece, at) = (default, 0);
        stream!.Seek(Position, SeekOrigin.Begin);
    }

    private void Fill(int count)
    {
        var left = piece.Length - at;
        if (left >= count) return;
        var wanted = (int)Math.Min(Math.Max(PieceBytes, (long)count), Length - Position);
        var next = new byte[wanted];
        piece.Span[at..].CopyTo(next);
        stream!.ReadExactly(next.AsSpan(left));
        (piece, at) = (next, 0);
    }
}
