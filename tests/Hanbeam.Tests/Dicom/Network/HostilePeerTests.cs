using System.Buffers.Binary;
using System.Text;
using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.Network;
using Xunit;

namespace Hanbeam.Tests.Dicom.Network;

/// <summary>Bytes that no honest peer sends: each ends the association with a sentence, none hangs or fills the memory.</summary>
public sealed class HostilePeerTests
{
    private static readonly byte[] Request = Pdu(1, new AssociatePdu
    {
        CalledAe = "HANBEAM", CallingAe = "EVIL", Proposed = [new PresentationContext(1, DicomUids.CtImageStorage, [DicomUids.ImplicitVrLittleEndian]), new PresentationContext(3, DicomUids.Verification, [DicomUids.ImplicitVrLittleEndian])],
    }.Encode("1.2.3"));

    private static readonly byte[] Release = Pdu(5, new byte[4]);

    [Fact]
    public void Serve_EchoAndStoreAndRelease_LeavesInGoodOrder()
    {
        var store = CommandSet.Request(CommandSet.StoreRequest, DicomUids.CtImageStorage, 2, hasDataSet: true);
        store.Set(CommandSet.AffectedSopInstanceUid, "1.2.3");
        byte[] received = [.. Request, .. Data(3, 3, CommandSet.Request(CommandSet.EchoRequest, DicomUids.Verification, 1, hasDataSet: false).Encode()), .. Data(1, 3, store.Encode()), .. Data(1, 0, new byte[100]), .. Data(1, 2, new byte[50]), .. Release];
        Assert.Equal("", NetworkReader.Serve(received));
    }

    public static TheoryData<string, byte[], string> Cases => new()
    {
        { "nothing", [], "closed the connection" },
        { "HTTP", Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\n\r\n"), "does not speak DICOM" },
        { "length of 4 GB", [1, 0, 0xFF, 0xFF, 0xFF, 0xFF], "announces a protocol data unit of 4294967295 bytes" },
        { "length without bytes", [1, 0, 0, 0, 1, 0], "closed the connection" },
        { "data first", [.. Pdu(4, new byte[8])], "began with Data" },
        { "short request", Pdu(1, new byte[10]), "items do not fit" },
        { "item longer than the request", Pdu(1, [.. new byte[68], 0x20, 0, 0xFF, 0xFF]), "items do not fit" },
        { "context without a header", Pdu(1, [.. new byte[68], 0x20, 0, 0, 2, 1, 0]), "items do not fit" },
        { "fragment longer than its unit", [.. Request, .. Pdu(4, [0, 0, 1, 0, 1, 3])], "does not fit into its protocol data unit" },
        { "fragment of no bytes", [.. Request, .. Pdu(4, [0, 0, 0, 0, 1, 3])], "does not fit into its protocol data unit" },
        { "half a fragment", [.. Request, .. Pdu(4, [0, 0, 0])], "a fragment that is cut off" },
        { "context not agreed on", [.. Request, .. Data(99, 3, [])], "context 99, which was not agreed on" },
        { "data set before a command", [.. Request, .. Data(1, 2, new byte[4])], "a data set where a command is expected" },
        { "command of random bytes", [.. Request, .. Data(1, 3, [1, 2, 3, 4, 5])], "cut off or no DICOM command" },
        { "command element longer than the command", [.. Request, .. Data(1, 3, [0, 0, 0, 1, 0xFF, 0xFF, 0xFF, 0x7F])], "cut off or no DICOM command" },
        { "command without end", [.. Request, .. Enumerable.Repeat(Data(1, 1, new byte[60_000]), 3).SelectMany(bytes => bytes)], "a command of more than 65536 bytes" },
        { "release inside a data set", [.. Request, .. Data(1, 3, CommandSet.Request(CommandSet.StoreRequest, DicomUids.CtImageStorage, 1, hasDataSet: true).Encode()), .. Release], "inside a data set" },
        { "command without word of a data set", [.. Request, .. Data(3, 3, [0, 0, 0, 1, 2, 0, 0, 0, 0x30, 0])], "does not say whether a data set follows" },
        { "context changed before the data set", [.. Request, .. Data(1, 3, CommandSet.Request(CommandSet.StoreRequest, DicomUids.CtImageStorage, 1, hasDataSet: true).Encode()), .. Data(3, 2, new byte[4])], "between a command and its data set" },
        { "context changed inside a command", [.. Request, .. Data(1, 1, [0, 0]), .. Data(3, 3, [0, 0])], "changed the presentation context inside a command" },
        { "maximum length of 5", Pdu(1, new AssociatePdu { CalledAe = "HANBEAM", CallingAe = "EVIL", MaximumLength = 5 }.Encode("1.2.3")), "takes protocol data units of 5 bytes at most" },
        { "abort", [.. Request, .. Pdu(7, new byte[4])], "aborted the association" },
        { "answer in place of a question", [.. Request, .. Pdu(2, new byte[80])], "sent AssociateAccept inside an association" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Serve_Hostile_SaysWhatIsWrong(string name, byte[] received, string expected)
    {
        Assert.NotEmpty(name);
        Assert.Contains(expected, NetworkReader.Serve(received));
    }

    // Every byte of a whole conversation spoilt in turn, and the conversation cut off at every byte.
    [Fact]
    public void Serve_SpoiltOrCutConversation_NeverCrashes()
    {
        byte[] whole = [.. Request, .. Data(3, 3, CommandSet.Request(CommandSet.EchoRequest, DicomUids.Verification, 1, hasDataSet: false).Encode()), .. Release];
        for (var n = 0; n < whole.Length; n++)
        {
            var spoilt = (byte[])whole.Clone();
            spoilt[n] ^= 0xFF;
            NetworkReader.Serve(spoilt);
            NetworkReader.Serve(whole.AsMemory(0, n));
        }
    }

    [Fact]
    public void NameOf_UidThatIsAPath_IsNone()
    {
        Assert.Null(ObjectFile.NameOf(DicomUids.CtImageStorage, "../../etc/passwd"));
        Assert.Null(ObjectFile.NameOf(DicomUids.CtImageStorage, "1.2/3"));
        Assert.Null(ObjectFile.NameOf(DicomUids.CtImageStorage, new string('1', 65)));
        Assert.Equal("CT_1.2.3.dcm", ObjectFile.NameOf(DicomUids.CtImageStorage, "1.2.3"));
    }

    private static byte[] Pdu(byte type, byte[] body)
    {
        var unit = new byte[6 + body.Length];
        unit[0] = type;
        BinaryPrimitives.WriteUInt32BigEndian(unit.AsSpan(2), (uint)body.Length);
        body.CopyTo(unit, 6);
        return unit;
    }

    private static byte[] Data(byte context, byte control, byte[] bytes)
    {
        var fragment = new byte[6 + bytes.Length];
        BinaryPrimitives.WriteUInt32BigEndian(fragment, (uint)bytes.Length + 2);
        (fragment[4], fragment[5]) = (context, control);
        bytes.CopyTo(fragment, 6);
        return Pdu(4, fragment);
    }
}
