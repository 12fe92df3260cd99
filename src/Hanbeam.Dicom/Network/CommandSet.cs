using System.Buffers.Binary;
using System.Text;

namespace Hanbeam.Dicom.Network;

/// <summary>A DIMSE command: attributes of group 0000, always in implicit VR little endian [DICOM, PS3.7 section 6.3 and annex E].</summary>
internal sealed class CommandSet
{
    internal const ushort AffectedSopClassUid = 0x0002;
    internal const ushort CommandField = 0x0100;
    internal const ushort MessageId = 0x0110;
    internal const ushort MessageIdBeingRespondedTo = 0x0120;
    internal const ushort MoveDestination = 0x0600;
    internal const ushort Priority = 0x0700;
    internal const ushort CommandDataSetType = 0x0800;
    internal const ushort Status = 0x0900;
    internal const ushort ErrorComment = 0x0902;
    internal const ushort AffectedSopInstanceUid = 0x1000;
    internal const ushort NumberOfRemainingSuboperations = 0x1020;
    internal const ushort NumberOfCompletedSuboperations = 0x1021;
    internal const ushort NumberOfFailedSuboperations = 0x1022;
    internal const ushort NumberOfWarningSuboperations = 0x1023;

    internal const ushort StoreRequest = 0x0001;
    internal const ushort FindRequest = 0x0020;
    internal const ushort MoveRequest = 0x0021;
    internal const ushort EchoRequest = 0x0030;

    /// <summary>What turns the number of a request into that of its response.</summary>
    internal const ushort Response = 0x8000;

    /// <summary>The value of <see cref="CommandDataSetType"/> where no data set follows.</summary>
    internal const ushort NoDataSet = 0x0101;

    private readonly SortedDictionary<ushort, byte[]> values = [];

    /// <summary>Whether a data set follows.</summary>
    internal bool HasDataSet => Number(CommandDataSetType) != NoDataSet;

    /// <summary>A request.</summary>
    internal static CommandSet Request(ushort field, string sopClassUid, ushort messageId, bool hasDataSet)
    {
        var command = new CommandSet();
        command.Set(AffectedSopClassUid, sopClassUid);
        command.Set(CommandField, field);
        command.Set(MessageId, messageId);
        command.Set(CommandDataSetType, hasDataSet ? (ushort)0 : NoDataSet);
        return command;
    }

    /// <summary>The response to a request, without a data set.</summary>
    internal static CommandSet Answer(CommandSet request, ushort status)
    {
        var command = new CommandSet();
        command.Set(AffectedSopClassUid, request.Text(AffectedSopClassUid));
        command.Set(CommandField, (ushort)(request.Number(CommandField) | Response));
        command.Set(MessageIdBeingRespondedTo, request.Number(MessageId));
        command.Set(CommandDataSetType, NoDataSet);
        command.Set(Status, status);
        return command;
    }

    internal void Set(ushort element, ushort number)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, number);
        values[element] = bytes;
    }

    /// <summary>A UID, padded with a null, or an application entity title or text, padded with a blank.</summary>
    internal void Set(ushort element, string text)
    {
        var isUid = element is AffectedSopClassUid or AffectedSopInstanceUid;
        values[element] = Encoding.Latin1.GetBytes(text.Length % 2 == 0 ? text : text + (isUid ? '\0' : ' '));
    }

    /// <summary>A number, 0 where there is none.</summary>
    internal ushort Number(ushort element) => values.TryGetValue(element, out var bytes) && bytes.Length >= 2 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : (ushort)0;

    /// <summary>A text, empty where there is none.</summary>
    internal string Text(ushort element) => values.TryGetValue(element, out var bytes) ? Encoding.Latin1.GetString(bytes).Trim(' ', '\0') : "";

    internal byte[] Encode()
    {
        using var body = new MemoryStream();
        foreach (var (element, bytes) in values) Write(body, element, bytes);
        var length = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)body.Length);
        using var whole = new MemoryStream();
        Write(whole, 0, length);
        whole.Write(body.ToArray());
        return whole.ToArray();
    }

    /// <summary>Reads a command.</summary>
    /// <exception cref="PeerException">It is no sequence of attributes of group 0000.</exception>
    internal static CommandSet Decode(ReadOnlySpan<byte> bytes, string peer)
    {
        var command = new CommandSet();
        while (!bytes.IsEmpty)
        {
            if (bytes.Length < 8) throw Broken(peer);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            if (BinaryPrimitives.ReadUInt16LittleEndian(bytes) != 0 || length > (uint)(bytes.Length - 8)) throw Broken(peer);
            command.values[BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..])] = bytes.Slice(8, (int)length).ToArray();
            bytes = bytes[(8 + (int)length)..];
        }

        if (!command.values.ContainsKey(CommandDataSetType)) throw new PeerException($"{peer} sent a command that does not say whether a data set follows.", isTransient: false);
        return command;
    }

    private static PeerException Broken(string peer) => new($"{peer} sent a command that is cut off or no DICOM command.", isTransient: false);

    private static void Write(MemoryStream stream, ushort element, byte[] bytes)
    {
        Span<byte> header = stackalloc byte[8];
        header.Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], element);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], (uint)bytes.Length);
        stream.Write(header);
        stream.Write(bytes);
    }
}
