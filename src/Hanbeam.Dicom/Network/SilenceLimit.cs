namespace Hanbeam.Dicom.Network;

/// <summary>Ends an exchange when nothing has moved for a time; as long as bytes do, it may last.</summary>
internal sealed class SilenceLimit : IDisposable
{
    private readonly TimeSpan longest;
    private readonly CancellationTokenSource source;

    /// <summary>Starts the clock.</summary>
    /// <param name="longest">How long nothing may move.</param>
    /// <param name="cancellation">Ends the exchange too.</param>
    /// <param name="first">How long until something moves for the first time, where that is longer.</param>
    internal SilenceLimit(TimeSpan longest, CancellationToken cancellation, TimeSpan? first = null)
    {
        this.longest = longest;
        source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        source.CancelAfter(first ?? longest);
    }

    /// <summary>Cancelled when nothing moved for too long.</summary>
    internal CancellationToken Token => source.Token;

    /// <summary>A stream every read of which starts the clock anew; it owns the one inside.</summary>
    internal Stream Watch(Stream inner) => new WatchedStream(inner, () => source.CancelAfter(longest));

    public void Dispose() => source.Dispose();

    private sealed class WatchedStream(Stream inner, Action moved) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => inner.CanSeek;

        public override bool CanWrite => false;

        public override long Length => inner.Length;

        public override long Position
        {
            get => inner.Position;
            set => inner.Position = value;
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = inner.Read(buffer, offset, count);
            moved();
            return read;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            moved();
            return read;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
