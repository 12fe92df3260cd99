using System.Net.Sockets;
using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.Network;
using Xunit;

namespace Hanbeam.Tests.Dicom.Network;

/// <summary>What our provider refuses, and what it keeps.</summary>
public sealed class StoreProviderTests
{
    private static readonly Part10Header Header = new(DicomUids.CtImageStorage, "1.2.3.4", DicomUids.ExplicitVrLittleEndian, 0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Store_WithoutADataSet_IsRefusedAndLeavesNothing()
    {
        using var folder = new TemporaryFolder();
        await using var provider = StoreProvider.Start(LocalNodes.Self, folder.Path, new StoreProviderSettings());
        await using var association = await OpenAsync(provider);
        var command = CommandSet.Request(CommandSet.StoreRequest, DicomUids.CtImageStorage, 1, hasDataSet: false);
        command.Set(CommandSet.AffectedSopInstanceUid, "1.2.3.4");
        await association.SendAsync(1, command, null, Cancellation);
        Assert.Equal(StoreStatus.DataSetDoesNotMatch, (await association.ReceiveAsync(Cancellation))!.Value.Command.Number(CommandSet.Status));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData(DicomUids.CtImageStorage, "1.2.3.4", "1.2.840.1", StoreStatus.Success)]
    [InlineData(DicomUids.CtImageStorage, "1.2.3.5", "1.2.840.1", StoreStatus.DataSetDoesNotMatch)]
    [InlineData(DicomUids.RtDoseStorage, "1.2.3.4", "1.2.840.1", StoreStatus.DataSetDoesNotMatch)]
    [InlineData(DicomUids.CtImageStorage, "1.2.3.4", "1.2.840.2", StoreStatus.NotAuthorised)]
    public async Task Store_DataSet_MustBeWhatIsAnnouncedAndWanted(string sopClass, string instance, string study, ushort expected)
    {
        using var folder = new TemporaryFolder();
        var target = new FolderTarget(folder.Path, new StoreProviderSettings { StudyInstanceUid = "1.2.840.1" });
        Assert.Equal(expected, await StoreAsync(target, DataSet(sopClass, instance, study)));
        Assert.Equal(expected == StoreStatus.Success ? 1 : 0, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public async Task Store_BytesThatAreNoDataSet_AreRefused()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(StoreStatus.CannotUnderstand, await StoreAsync(new FolderTarget(folder.Path, new StoreProviderSettings()), [8, 0, 5, 0, 1, 2, 3]));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Store_ObjectThatIsThere_IsKeptAndOnlyTheSameIsStored()
    {
        using var folder = new TemporaryFolder();
        var target = new FolderTarget(folder.Path, new StoreProviderSettings());
        var first = DataSet(DicomUids.CtImageStorage, "1.2.3.4", "1.2.840.1");
        Assert.Equal(StoreStatus.Success, await StoreAsync(target, first));
        var file = Assert.Single(Directory.GetFiles(folder.Path));
        var bytes = File.ReadAllBytes(file);
        Assert.Equal(StoreStatus.Success, await StoreAsync(target, first));
        Assert.Equal(StoreStatus.DuplicateInstance, await StoreAsync(target, DataSet(DicomUids.CtImageStorage, "1.2.3.4", "1.2.840.2")));
        Assert.Equal(bytes, File.ReadAllBytes(Assert.Single(Directory.GetFiles(folder.Path))));
    }

    [Fact]
    public async Task Store_DiskThatIsFull_IsHeardToTheEndAndRefused()
    {
        using var folder = new TemporaryFolder();
        var target = new FolderTarget(folder.Path, new StoreProviderSettings(), _ => new FullDisk());
        var taken = 0L;
        var status = await target.StoreAsync(Header, "PEER", async sink =>
        {
            for (var n = 0; n < 10; n++, taken += 1000) await sink.WriteAsync(new byte[1000], Cancellation);
        });
        Assert.Equal((StoreStatus.OutOfResources, 10_000L), (status, taken));
    }

    [Fact]
    public async Task Store_MoreThanTheLongestObject_EndsTheAssociation()
    {
        using var folder = new TemporaryFolder();
        var refused = new TaskCompletionSource<string>();
        await using var provider = StoreProvider.Start(LocalNodes.Self, folder.Path, new StoreProviderSettings { LongestObject = 1000, Refused = sentence => refused.TrySetResult(sentence) });
        await using var association = await OpenAsync(provider);
        await SendAsync(association, new MemoryStream(new byte[2000]));
        Assert.Contains("a data set of more than 1000 bytes", await refused.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancellation));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    // A byte every 0.1 s is never silent for 0.5 s, and is too slow.
    [Fact]
    public async Task Store_ByteAfterByte_EndsTheAssociation()
    {
        using var folder = new TemporaryFolder();
        var refused = new TaskCompletionSource<string>();
        await using var provider = StoreProvider.Start(LocalNodes.Self, folder.Path, new StoreProviderSettings { Timeout = TimeSpan.FromSeconds(0.5), Refused = sentence => refused.TrySetResult(sentence) });
        await using var channel = await Connection.OpenAsync(LocalNodes.Of(provider), Cancellation);
        var request = new AssociatePdu { CalledAe = "HANBEAM", CallingAe = "SLOW", Proposed = [new PresentationContext(1, DicomUids.CtImageStorage, DataSetCoding.Uncompressed)] };
        await channel.WriteAsync(PduType.AssociateRequest, request.Encode("1.2.3"), Cancellation);
        await channel.ReadAsync(Cancellation);
        var command = CommandSet.Request(CommandSet.StoreRequest, DicomUids.CtImageStorage, 1, hasDataSet: true);
        command.Set(CommandSet.AffectedSopInstanceUid, "1.2.3.4");
        var bytes = command.Encode();
        await channel.WriteAsync(PduType.Data, (byte[])[0, 0, 0, (byte)(bytes.Length + 2), 1, 3, .. bytes], Cancellation);
        for (var n = 0; n < 50 && !refused.Task.IsCompleted; n++)
        {
            try
            {
                await channel.WriteAsync(PduType.Data, (byte[])[0, 0, 0, 3, 1, 0, 8], Cancellation);
            }
            catch (PeerException)
            {
                break; // it was cut off
            }

            await Task.Delay(100, Cancellation);
        }

        Assert.Contains("sends fewer than 4096 bytes per second", await refused.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancellation));
    }

    [Fact]
    public async Task Serve_CallerWhoAsksForNothing_IsLetGoSoon()
    {
        using var folder = new TemporaryFolder();
        var refused = new TaskCompletionSource<string>();
        await using var provider = StoreProvider.Start(LocalNodes.Self, folder.Path, new StoreProviderSettings { BeginTimeout = TimeSpan.FromSeconds(0.2), Refused = sentence => refused.TrySetResult(sentence) });
        using var silent = new TcpClient("127.0.0.1", provider.Port);
        Assert.Contains("did not ask for an association within 0.2 s", await refused.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancellation));
    }

    [Fact]
    public async Task Serve_FifthConnectionOfOneAssociation_IsTurnedAway()
    {
        using var folder = new TemporaryFolder();
        var refused = new TaskCompletionSource<string>();
        await using var provider = StoreProvider.Start(LocalNodes.Self, folder.Path, new StoreProviderSettings { MostAssociations = 1, Refused = sentence => refused.TrySetResult(sentence) });
        var callers = Enumerable.Range(0, 5).Select(_ => new TcpClient("127.0.0.1", provider.Port)).ToList();
        Assert.Contains("4 connections are open already", await refused.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancellation));
        callers.ForEach(caller => caller.Dispose());
    }

    private static Task<Association> OpenAsync(StoreProvider provider) =>
        AssociationRequester.OpenAsync(LocalNodes.Of(provider), LocalNodes.Self, [(DicomUids.CtImageStorage, DataSetCoding.Uncompressed)], Cancellation);

    private static Task SendAsync(Association association, Stream data)
    {
        var command = CommandSet.Request(CommandSet.StoreRequest, DicomUids.CtImageStorage, 1, hasDataSet: true);
        command.Set(CommandSet.AffectedSopInstanceUid, "1.2.3.4");
        return association.SendAsync(1, command, data, Cancellation);
    }

    private static Task<ushort> StoreAsync(FolderTarget target, byte[] data) => target.StoreAsync(Header, "PEER", sink => sink.WriteAsync(data, Cancellation).AsTask());

    private static byte[] DataSet(string sopClass, string instance, string study)
    {
        var set = new DicomDataSet();
        set.Set(DicomTags.SOPClassUID, sopClass);
        set.Set(DicomTags.SOPInstanceUID, instance);
        set.Set(DicomTags.StudyInstanceUID, study);
        return DataSetCoding.Encode(set, DicomUids.ExplicitVrLittleEndian).ToArray();
    }

    private sealed class FullDisk : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => Check(buffer.Length);

        public override void Write(byte[] buffer, int offset, int count) => Check(count);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Check(buffer.Length);
            return ValueTask.CompletedTask;
        }

        // The meta information fits, and two pieces.
        private void Check(int count)
        {
            if (Position + count > 3000) throw new IOException("No space left on device");
            Position += count;
        }
    }
}
