using System.Buffers.Binary;
using System.Text;

namespace Hanbeam.Dicom.Network;

/// <summary>The bodies of A-ASSOCIATE-RQ and -AC [DICOM, PS3.8 sections 9.3.2 and 9.3.3]: who calls whom, about what, in which encodings.</summary>
internal sealed record AssociatePdu
{
    private const string ApplicationContext = "1.2.840.10008.3.1.1.1"; // the only one there is [DICOM, PS3.7 section A.2.1]
    private const int AeTitleBytes = 16;
    private const int FixedBytes = 68;

    // Types of items and sub-items.
    private const byte ApplicationContextItem = 0x10;
    private const byte ProposedContextItem = 0x20;
    private const byte AcceptedContextItem = 0x21;
    private const byte AbstractSyntaxItem = 0x30;
    private const byte TransferSyntaxItem = 0x40;
    private const byte UserInformationItem = 0x50;
    private const byte MaximumLengthItem = 0x51;
    private const byte ImplementationClassItem = 0x52;
    private const byte ImplementationVersionItem = 0x55;

    /// <summary>Application entity title of who is called.</summary>
    internal required string CalledAe { get; init; }

    /// <summary>Application entity title of who calls.</summary>
    internal required string CallingAe { get; init; }

    /// <summary>Proposals, of a request.</summary>
    internal IReadOnlyList<PresentationContext> Proposed { get; init; } = [];

    /// <summary>Answers, of an acceptance.</summary>
    internal IReadOnlyList<AcceptedContext> Accepted { get; init; } = [];

    /// <summary>The longest unit that the sender reads; 0 is no limit.</summary>
    internal uint MaximumLength { get; init; } = PduChannel.LongestPdu;

    /// <summary>The body of the unit.</summary>
    /// <param name="implementationClass">UID of the implementation.</param>
    internal byte[] Encode(string implementationClass)
    {
        using var body = new MemoryStream();
        body.Write([0, 1, 0, 0]); // protocol version 1
        WriteAe(body, CalledAe);
        WriteAe(body, CallingAe);
        body.Write(new byte[32]);
        WriteItem(body, ApplicationContextItem, Encoding.ASCII.GetBytes(ApplicationContext));
        foreach (var context in Proposed)
            WriteItem(body, ProposedContextItem, [context.Id, 0, 0, 0, .. Item(AbstractSyntaxItem, context.AbstractSyntax), .. context.TransferSyntaxes.SelectMany(uid => Item(TransferSyntaxItem, uid))]);
        foreach (var context in Accepted)
            WriteItem(body, AcceptedContextItem, [context.Id, 0, context.Result, 0, .. Item(TransferSyntaxItem, context.TransferSyntax)]);
        var length = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(length, MaximumLength);
        WriteItem(body, UserInformationItem, [.. Item(MaximumLengthItem, length), .. Item(ImplementationClassItem, implementationClass), .. Item(ImplementationVersionItem, "HANBEAM")]);
        return body.ToArray();
    }

    /// <summary>Reads a body; unknown items are passed over.</summary>
    /// <param name="body">The body.</param>
    /// <param name="peer">Who sent it, for messages.</param>
    /// <exception cref="PeerException">Items do not fit into it.</exception>
    internal static AssociatePdu Decode(ReadOnlySpan<byte> body, string peer)
    {
        if (body.Length < FixedBytes) throw Broken(peer);
        var (proposed, accepted, maximum) = (new List<PresentationContext>(), new List<AcceptedContext>(), 0u);
        var rest = body[FixedBytes..];
        while (!rest.IsEmpty)
        {
            var item = Next(ref rest, peer);
            if (item.Type == ProposedContextItem) proposed.Add(ReadProposal(item.Value, peer));
            else if (item.Type == AcceptedContextItem) accepted.Add(ReadAnswer(item.Value, peer));
            else if (item.Type == UserInformationItem) maximum = ReadMaximumLength(item.Value, peer);
        }

        return new AssociatePdu
        {
            CalledAe = Text(body.Slice(4, AeTitleBytes)), CallingAe = Text(body.Slice(4 + AeTitleBytes, AeTitleBytes)), Proposed = proposed, Accepted = accepted, MaximumLength = maximum,
        };
    }

    private static PresentationContext ReadProposal(ReadOnlySpan<byte> value, string peer)
    {
        if (value.Length < 4) throw Broken(peer);
        var (abstractSyntax, transferSyntaxes) = ("", new List<string>());
        var rest = value[4..];
        while (!rest.IsEmpty)
        {
            var item = Next(ref rest, peer);
            if (item.Type == AbstractSyntaxItem) abstractSyntax = Text(item.Value);
            else if (item.Type == TransferSyntaxItem) transferSyntaxes.Add(Text(item.Value));
        }

        return new PresentationContext(value[0], abstractSyntax, transferSyntaxes);
    }

    private static AcceptedContext ReadAnswer(ReadOnlySpan<byte> value, string peer)
    {
        if (value.Length < 4) throw Broken(peer);
        var rest = value[4..];
        var syntax = rest.IsEmpty ? "" : Text(Next(ref rest, peer).Value);
        return new AcceptedContext(value[0], value[2], syntax);
    }

    private static uint ReadMaximumLength(ReadOnlySpan<byte> value, string peer)
    {
        while (!value.IsEmpty)
        {
            var item = Next(ref value, peer);
            if (item.Type == MaximumLengthItem && item.Value.Length == 4) return BinaryPrimitives.ReadUInt32BigEndian(item.Value);
        }

        return 0;
    }

    private static ItemView Next(ref ReadOnlySpan<byte> rest, string peer)
    {
        if (rest.Length < 4) throw Broken(peer);
        var length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
        if (length > rest.Length - 4) throw Broken(peer);
        var read = new ItemView { Type = rest[0], Value = rest.Slice(4, length) };
        rest = rest[(4 + length)..];
        return read;
    }

    private static PeerException Broken(string peer) => new($"{peer} sent an association request or answer whose items do not fit into it.", isTransient: false);

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes).Trim(' ', '\0');

    private static void WriteAe(MemoryStream body, string title) => body.Write(Encoding.ASCII.GetBytes(title.PadRight(AeTitleBytes)[..AeTitleBytes]));

    private static byte[] Item(byte type, string text) => Item(type, Encoding.ASCII.GetBytes(text));

    private static byte[] Item(byte type, byte[] value)
    {
        using var item = new MemoryStream();
        WriteItem(item, type, value);
        return item.ToArray();
    }

    private static void WriteItem(MemoryStream body, byte type, ReadOnlySpan<byte> value)
    {
        Span<byte> header = [type, 0, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], checked((ushort)value.Length));
        body.Write(header);
        body.Write(value);
    }

    private ref struct ItemView
    {
        internal byte Type;
        internal ReadOnlySpan<byte> Value;
    }
}
