namespace Hanbeam.Dicom.Network;

/// <summary>
/// Writes into a file for as long as that goes, and from then on swallows what comes: a caller whose object does not fit on the disk is heard to the end and told so,
/// instead of being cut off.
/// </summary>
internal sealed class ForgivingStream : Stream
{
    private readonly Stream? inner;

    /// <summary>Opens the file.</summary>
    internal ForgivingStream(Func<Stream> open)
    {
        try
        {
            inner = open();
        }
        catch (Exception error) when (IsOfTheDisk(error))
        {
            HasFailed = true;
        }
    }

    /// <summary>Whether something could not be written.</summary>
    internal bool HasFailed { get; private set; }

    /// <summary>How many bytes came, written or not.</summary>
    internal long Taken { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => Taken;

    public override long Position
    {
        get => Taken;
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Taken += buffer.Length;
        if (HasFailed) return;
        try
        {
            inner?.Write(buffer);
        }
        catch (Exception error) when (IsOfTheDisk(error))
        {
            HasFailed = true;
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Taken += buffer.Length;
        if (HasFailed || inner is null) return;
        try
        {
            await inner.WriteAsync(buffer, cancellationToken);
        }
        catch (Exception error) when (IsOfTheDisk(error))
        {
            HasFailed = true;
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => Try(() => inner?.Flush());

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) Try(() => inner?.Dispose());
        base.Dispose(disposing);
    }

    private static bool IsOfTheDisk(Exception error) => error is IOException or UnauthorizedAccessException;

    private void Try(Action work)
    {
        try
        {
            work();
        }
        catch (Exception error) when (IsOfTheDisk(error))
        {
            HasFailed = true;
        }
    }
}
