using System.Buffers.Binary;
using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.Network;

namespace Hanbeam.Fuzzing;

/// <summary>What an honest caller sends to the store provider, from its request for an association to its release.</summary>
internal static class NetworkSeeds
{
    // Types of protocol data units [DICOM, PS3.8 section 9.3].
    private const byte AssociateRequest = 1;
    private const byte DataTransfer = 4;
    private const byte ReleaseRequest = 5;

    // Control headers of fragments: bit 0 is a command, bit 1 the last one [DICOM, PS3.8 section E.2].
    private const byte LastOfCommand = 3;
    private const byte MoreOfDataSet = 0;
    private const byte LastOfDataSet = 2;

    internal static IEnumerable<byte[]> Conversations()
    {
        var request = Unit(AssociateRequest, new AssociatePdu
        {
            CalledAe = "HANBEAM",
            CallingAe = "FUZZ",
            Proposed =
            [
                new PresentationContext(1, DicomUids.CtImageStorage, [DicomUids.ImplicitVrLittleEndian, DicomUids.ExplicitVrLittleEndian]),
                new PresentationContext(3, DicomUids.Verification, [DicomUids.ImplicitVrLittleEndian]),
            ],
        }.Encode("1.2.3"));
        var echo = Data(3, LastOfCommand, CommandSet.Request(CommandSet.EchoRequest, DicomUids.Verification, 1, hasDataSet: false).Encode());
        var store = CommandSet.Request(CommandSet.StoreRequest, DicomUids.CtImageStorage, 2, hasDataSet: true);
        store.Set(CommandSet.AffectedSopInstanceUid, "1.2.3");
        var release = Unit(ReleaseRequest, new byte[4]);
        yield return [.. request, .. echo, .. release];
        yield return [.. request, .. Data(1, LastOfCommand, store.Encode()), .. Data(1, MoreOfDataSet, Object()[..100]), .. Data(1, LastOfDataSet, Object()[100..]), .. echo, .. release];
    }

    private static byte[] Object()
    {
        using var stream = new MemoryStream();
        DicomEncoder.Write(stream, FuzzSeeds.Slice(0), isExplicit: false);
        return stream.ToArray();
    }

    private static byte[] Unit(byte type, byte[] body)
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
        return Unit(DataTransfer, fragment);
    }
}
