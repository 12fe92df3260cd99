using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.Network;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.Dicom.Network;

/// <summary>Our user with peers that leave early, break off, or answer something else than what was asked.</summary>
public sealed class PeerBehaviourTests
{
    private static WorkContext Work => WorkContext.Default with { Cancellation = TestContext.Current.CancellationToken };

    [Fact]
    public async Task Send_PeerThatClosesInsteadOfAnsweringARelease_IsSentOnce()
    {
        using var folder = new TemporaryFolder();
        SmallStudy.WriteStructures(folder.Path);
        await using var peer = new RawPeer(async (channel, association, stop) =>
        {
            await AnswerStoreAsync(association, stop);
            await channel.ReadAsync(stop); // its request for release
        });
        var sent = Assert.Single(await new DimseUser(peer.Node, LocalNodes.Self).SendAsync([folder["structures.dcm"]], Work));
        Assert.True(sent.IsStored, sent.Message);
        Assert.Equal(1, peer.Callers);
    }

    [Fact]
    public async Task Send_PeerThatAsksForReleaseToo_IsAnswered()
    {
        using var folder = new TemporaryFolder();
        SmallStudy.WriteStructures(folder.Path);
        var answers = new List<PduType>();
        await using var peer = new RawPeer(async (channel, association, stop) =>
        {
            await AnswerStoreAsync(association, stop);
            await channel.ReadAsync(stop);
            await channel.WriteAsync(PduType.ReleaseRequest, new byte[4], stop);
            answers.Add((await channel.ReadAsync(stop)).Type);
            await channel.WriteAsync(PduType.ReleaseResponse, new byte[4], stop);
        });
        await new DimseUser(peer.Node, LocalNodes.Self).SendAsync([folder["structures.dcm"]], Work);
        Assert.Equal([PduType.ReleaseResponse], answers);
        Assert.Equal(1, peer.Callers);
    }

    // The first caller is cut off after one object; the second attempt brings the others and not that one.
    [Fact]
    public async Task Send_PeerThatBreaksOff_GoesOnWithWhatIsNotYetStored()
    {
        using var folder = new TemporaryFolder();
        SmallStudy.WriteCt(folder.Path, [0, 2, 4]);
        var stored = new List<string>();
        var isFirst = true;
        await using var peer = new RawPeer(async (channel, association, stop) =>
        {
            stored.Add(await AnswerStoreAsync(association, stop));
            if (isFirst)
            {
                isFirst = false;
                return;
            }

            stored.Add(await AnswerStoreAsync(association, stop));
            await association.ReceiveAsync(stop);
        });
        var files = Directory.GetFiles(folder.Path).Order().ToArray();
        var sent = await new DimseUser(peer.Node, LocalNodes.Self).SendAsync(files, Work);
        Assert.All(sent, one => Assert.True(one.IsStored, one.Message));
        Assert.Equal(sent.Select(one => one.SopInstanceUid), stored);
        Assert.Equal(2, peer.Callers);
    }

    [Theory]
    [InlineData(CommandSet.EchoRequest, 2, "answers the message 2 of context 1 where 1 of context 1 was asked")]
    [InlineData(CommandSet.StoreRequest, 1, "answers with the command 8001, which is no answer to 0030")]
    public async Task Echo_AnswerToSomethingElse_IsRefused(ushort field, ushort message, string expected)
    {
        await using var peer = new RawPeer(async (_, association, stop) =>
        {
            var (context, _) = (await association.ReceiveAsync(stop))!.Value;
            await association.SendAsync(context, CommandSet.Answer(CommandSet.Request(field, DicomUids.Verification, message, hasDataSet: false), StoreStatus.Success), null, stop);
            await association.ReceiveAsync(stop);
        });
        var error = await Assert.ThrowsAsync<InputException>(() => new DimseUser(peer.Node, LocalNodes.Self).EchoAsync(Work.Cancellation));
        Assert.Contains(expected, error.Message);
    }

    private static async Task<string> AnswerStoreAsync(Association association, CancellationToken stop)
    {
        var (context, command) = (await association.ReceiveAsync(stop))!.Value;
        await association.ReceiveDataAsync(context, Stream.Null, long.MaxValue, stop);
        await association.SendAsync(context, CommandSet.Answer(command, StoreStatus.Success), null, stop);
        return command.Text(CommandSet.AffectedSopInstanceUid);
    }
}
