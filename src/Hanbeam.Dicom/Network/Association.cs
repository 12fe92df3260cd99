using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;

namespace Hanbeam.Dicom.Network;

/// <summary>An established association: commands and data sets both ways, in fragments that the peer takes [DICOM, PS3.8 annex E and PS3.7 section 6].</summary>
internal sealed class Association : IAsyncDisposable
{
    // A command of the longest UIDs and texts has well under a kilobyte.
    private const int LongestCommand = 64 * 1024;

    // Length, context and control byte before each fragment.
    private const int PdvHeader = 6;

    // Peers that set no limit, or a huge one, get pieces of this size.
    private const int LargestPiece = 64 * 1024;

    // Less than this is no maximum but a mistake: an answer to a store would not fit into a few dozen pieces.
    private const uint SmallestMaximum = 128;

    // Half of what a modem did: who sends less without ever being silent only holds the connection.
    private const int SlowestBytesPerSecond = 4096;

    // The work is done; what the peer says to a farewell changes nothing.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private const byte IsCommand = 1;
    private const byte IsLast = 2;

    private readonly PduChannel channel;
    private readonly IReadOnlyDictionary<byte, (string AbstractSyntax, string TransferSyntax)> contexts;
    private readonly int pieceBytes;
    private ReadOnlyMemory<byte> received;
    private bool isOpen = true;

    internal Association(PduChannel channel, IReadOnlyDictionary<byte, (string AbstractSyntax, string TransferSyntax)> contexts, uint peersMaximum)
    {
        this.channel = channel;
        this.contexts = contexts;
        if (!IsUsable(peersMaximum)) throw Fault(string.Create(CultureInfo.InvariantCulture, $"takes protocol data units of {peersMaximum} bytes at most; {SmallestMaximum} are needed"));
        // Fragments have an even length [DICOM, PS3.8 annex E.2].
        pieceBytes = peersMaximum == 0 ? LargestPiece : (int)Math.Min(peersMaximum - PdvHeader, LargestPiece) & ~1;
    }

    /// <summary>The peer's name in messages.</summary>
    internal string Peer => channel.Peer;

    /// <summary>The contexts in use: what they are about and how encoded.</summary>
    internal IReadOnlyDictionary<byte, (string AbstractSyntax, string TransferSyntax)> Contexts => contexts;

    /// <summary>Whether we can send to a peer that takes units of a length at most; 0 is no limit.</summary>
    internal static bool IsUsable(uint peersMaximum) => peersMaximum is 0 or >= SmallestMaximum;

    /// <summary>Sends a command and, where there is one, its data set.</summary>
    internal async Task SendAsync(byte context, CommandSet command, Stream? data, CancellationToken cancellation)
    {
        await SendPartAsync(context, IsCommand, new MemoryStream(command.Encode()), cancellation);
        if (data is not null) await SendPartAsync(context, 0, data, cancellation);
    }

    /// <summary>The next command, or null where the peer asks for release, which is answered.</summary>
    internal async Task<(byte Context, CommandSet Command)?> ReceiveAsync(CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        var (context, start) = ((byte?)null, 0L);
        while (true)
        {
            if (await NextFragmentAsync(cancellation) is not { } fragment) return null;
            if (context is null) (context, start) = (fragment.Context, Stopwatch.GetTimestamp());
            if (context != fragment.Context) throw Fault("changed the presentation context inside a command");
            if (!fragment.IsCommand) throw Fault("sent a data set where a command is expected");
            if (bytes.Length + fragment.Bytes.Length > LongestCommand) throw Fault($"sent a command of more than {LongestCommand} bytes");
            bytes.Write(fragment.Bytes.Span);
            CheckPace(start, bytes.Length);
            if (fragment.IsLast) return (fragment.Context, CommandSet.Decode(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), Peer));
        }
    }

    /// <summary>Reads the data set that follows a command into a stream.</summary>
    /// <param name="context">The presentation context of the command.</param>
    /// <param name="sink">Receives it.</param>
    /// <param name="most">The most bytes that are taken.</param>
    /// <param name="cancellation">Stops it.</param>
    internal async Task ReceiveDataAsync(byte context, Stream sink, long most, CancellationToken cancellation)
    {
        var (total, start) = (0L, Stopwatch.GetTimestamp());
        while (true)
        {
            if (await NextFragmentAsync(cancellation) is not { } fragment) throw Fault("ended the association inside a data set");
            if (fragment.IsCommand) throw Fault("sent a command where a data set is expected");
            if (fragment.Context != context) throw Fault("changed the presentation context between a command and its data set");
            total += fragment.Bytes.Length;
            CheckPace(start, total);
            if (total > most) throw Fault(string.Create(CultureInfo.InvariantCulture, $"sent a data set of more than {most} bytes"));
            await sink.WriteAsync(fragment.Bytes, cancellation);
            if (fragment.IsLast) return;
        }
    }

    /// <summary>Ends the association in good order; a peer that does not answer is left alone.</summary>
    internal async Task ReleaseAsync(CancellationToken cancellation)
    {
        if (!isOpen) return;
        isOpen = false;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Farewell);
        try
        {
            await channel.WriteAsync(PduType.ReleaseRequest, new byte[4], limit.Token);
            // What was on its way may still arrive, and the peer may ask for release at the same moment [DICOM, PS3.8 section 7.2.2.7].
            while ((await channel.ReadAsync(limit.Token)).Type is (PduType.Data or PduType.ReleaseRequest) and var type)
            {
                if (type == PduType.ReleaseRequest) await channel.WriteAsync(PduType.ReleaseResponse, new byte[4], limit.Token);
            }
        }
        catch (PeerException)
        {
            // Closed instead of answered: all that was asked for is done.
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Silent: the same.
        }
    }

    /// <summary>Ends the association at once.</summary>
    internal async Task AbortAsync()
    {
        if (!isOpen) return;
        isOpen = false;
        try
        {
            await channel.WriteAsync(PduType.Abort, new byte[4], CancellationToken.None);
        }
        catch (PeerException)
        {
            // A peer that is gone needs no farewell.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await AbortAsync();
        await channel.DisposeAsync();
    }

    private async Task SendPartAsync(byte context, byte control, Stream part, CancellationToken cancellation)
    {
        // One piece ahead, so that the last is known as such.
        var (current, next) = (new byte[PdvHeader + pieceBytes], new byte[PdvHeader + pieceBytes]);
        var count = await part.ReadAtLeastAsync(current.AsMemory(PdvHeader), pieceBytes, throwOnEndOfStream: false, cancellation);
        while (true)
        {
            var following = count < pieceBytes ? 0 : await part.ReadAtLeastAsync(next.AsMemory(PdvHeader), pieceBytes, throwOnEndOfStream: false, cancellation);
            BinaryPrimitives.WriteUInt32BigEndian(current, (uint)(count + 2));
            current[4] = context;
            current[5] = (byte)(control | (following == 0 ? IsLast : 0));
            await channel.WriteAsync(PduType.Data, current.AsMemory(0, PdvHeader + count), cancellation);
            if (following == 0) return;
            (current, next, count) = (next, current, following);
        }
    }

    private async Task<Fragment?> NextFragmentAsync(CancellationToken cancellation)
    {
        while (received.IsEmpty)
        {
            var pdu = await channel.ReadAsync(cancellation);
            switch (pdu.Type)
            {
                case PduType.Data:
                    received = pdu.Body;
                    break;
                case PduType.ReleaseRequest:
                    isOpen = false;
                    await channel.WriteAsync(PduType.ReleaseResponse, new byte[4], cancellation);
                    return null;
                case PduType.Abort:
                    isOpen = false;
                    throw new PeerException($"{Peer} aborted the association.", isTransient: true);
                default:
                    throw Fault($"sent {pdu.Type} inside an association");
            }
        }

        if (received.Length < PdvHeader) throw Fault("sent a fragment that is cut off");
        var length = BinaryPrimitives.ReadUInt32BigEndian(received.Span);
        if (length < 2 || length > (uint)(received.Length - 4)) throw Fault("sent a fragment that does not fit into its protocol data unit");
        var (id, control) = (received.Span[4], received.Span[5]);
        if (!contexts.ContainsKey(id)) throw Fault(string.Create(CultureInfo.InvariantCulture, $"used the presentation context {id}, which was not agreed on"));
        var bytes = received.Slice(PdvHeader, (int)length - 2);
        received = received[(4 + (int)length)..];
        return new Fragment(id, (control & IsCommand) != 0, (control & IsLast) != 0, bytes);
    }

    private void CheckPace(long start, long bytes)
    {
        if (Stopwatch.GetElapsedTime(start) > channel.Timeout + TimeSpan.FromSeconds((double)bytes / SlowestBytesPerSecond))
            throw Fault(string.Create(CultureInfo.InvariantCulture, $"sends fewer than {SlowestBytesPerSecond} bytes per second"));
    }

    private PeerException Fault(string what) => new($"{Peer} {what}.", isTransient: false);

    private readonly record struct Fragment(byte Context, bool IsCommand, bool IsLast, ReadOnlyMemory<byte> Bytes);
}
