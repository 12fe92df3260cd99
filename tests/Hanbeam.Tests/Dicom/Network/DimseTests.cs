using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.Network;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.Dicom.Network;

/// <summary>Our user against our provider, on loopback.</summary>
public sealed class DimseTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Echo_OurProvider_Answers()
    {
        using var folder = new TemporaryFolder();
        await using var provider = StoreProvider.Start(LocalNodes.Self, folder.Path, new StoreProviderSettings());
        await new DimseUser(LocalNodes.Of(provider), LocalNodes.Self).EchoAsync(Cancellation);
    }

    [Theory]
    [InlineData(DicomUids.ExplicitVrLittleEndian)]
    [InlineData(DicomUids.ImplicitVrLittleEndian)]
    public async Task Send_OurProvider_StoresTheSameBytes(string syntax)
    {
        using var folder = new TemporaryFolder();
        SmallStudy.WriteGood(folder["sent"]);
        var paths = Directory.GetFiles(folder["sent"]).Order().ToArray();
        foreach (var path in paths) DicomFile.Write(path, DicomFile.Read(path).DataSet, TransferSyntax.Find(syntax, path));
        var received = new List<ReceivedObject>();
        await using var provider = StoreProvider.Start(LocalNodes.Self, folder["received"], new StoreProviderSettings { Received = one => { lock (received) received.Add(one); } });

        var sent = await new DimseUser(LocalNodes.Of(provider), LocalNodes.Self).SendAsync(paths, WorkContext.Default with { Cancellation = Cancellation });

        Assert.All(sent, one => Assert.True(one.IsStored, one.Message));
        Assert.Equal(paths.Length, received.Count);
        foreach (var one in received)
        {
            var original = paths.Single(path => DicomFile.Read(path).DataSet.Text(DicomTags.SOPInstanceUID) == one.SopInstanceUid);
            Assert.Equal(DataOf(original), DataOf(one.Path));
            Assert.Equal("HANBEAM", one.CallingAeTitle);
        }
    }

    [Fact]
    public async Task Send_BigEndianFile_IsRecoded()
    {
        using var folder = new TemporaryFolder();
        SmallStudy.WriteCt(folder["little"], [0]);
        var path = folder["big.dcm"];
        Assert.Equal(0, (await ToolRun.Start("dcmconv", ["+tb", Directory.GetFiles(folder["little"]).Single(), path])).Code);
        await using var provider = StoreProvider.Start(LocalNodes.Self, folder["received"], new StoreProviderSettings());

        var sent = await new DimseUser(LocalNodes.Of(provider), LocalNodes.Self).SendAsync([path], WorkContext.Default);

        Assert.True(sent[0].IsStored, sent[0].Message);
        var read = DicomFile.Read(Directory.GetFiles(folder["received"]).Single());
        Assert.Equal(DicomUids.ExplicitVrLittleEndian, read.TransferSyntaxUid);
        Assert.Equal(4, read.DataSet.RequiredInteger(DicomTags.Columns, 1, 100));
    }

    [Fact]
    public async Task Send_FileThatIsNoDicom_IsReportedAndTheOthersSent()
    {
        using var folder = new TemporaryFolder();
        SmallStudy.WriteStructures(folder["sent"]);
        File.WriteAllText(folder["sent", "readme.txt"], "not DICOM");
        await using var provider = StoreProvider.Start(LocalNodes.Self, folder["received"], new StoreProviderSettings());
        var sent = await new DimseUser(LocalNodes.Of(provider), LocalNodes.Self).SendAsync([folder["sent", "readme.txt"], folder["sent", "structures.dcm"]], WorkContext.Default);
        Assert.Equal([false, true], sent.Select(one => one.IsStored));
        Assert.Equal("this is no DICOM file", sent[0].Message);
    }

    [Fact]
    public async Task Send_WrongCalledTitle_SaysSo()
    {
        using var folder = new TemporaryFolder();
        var refused = new List<string>();
        await using var provider = StoreProvider.Start(LocalNodes.Self, folder.Path, new StoreProviderSettings { Refused = refused.Add });
        var error = await Assert.ThrowsAsync<InputException>(() => new DimseUser(LocalNodes.Of(provider) with { AeTitle = "OTHER" }, LocalNodes.Self).EchoAsync(Cancellation));
        Assert.Contains("the called title is not its own", error.Message);
    }

    [Fact]
    public async Task Send_CallerNotOnTheList_IsRefused()
    {
        using var folder = new TemporaryFolder();
        await using var provider = StoreProvider.Start(LocalNodes.Self, folder.Path, new StoreProviderSettings { Callers = ["SCANNER"] });
        var error = await Assert.ThrowsAsync<InputException>(() => new DimseUser(LocalNodes.Of(provider), LocalNodes.Self).EchoAsync(Cancellation));
        Assert.Contains("does not know the calling title HANBEAM", error.Message);
    }

    [Fact]
    public async Task Echo_NobodyListens_SaysWhoCannotBeReached()
    {
        var node = new DicomNode { Name = "pacs", AeTitle = "PACS", Host = "127.0.0.1", Port = LocalNodes.FreePort(), Retries = 0 };
        var error = await Assert.ThrowsAsync<InputException>(() => new DimseUser(node, LocalNodes.Self).EchoAsync(Cancellation));
        Assert.Contains($"pacs (PACS at 127.0.0.1:{node.Port}) cannot be reached", error.Message);
    }

    // Nobody listens at first; the provider comes up while the user waits for its second attempt.
    [Fact]
    public async Task Echo_ProviderThatComesUpLater_IsReachedByARetry()
    {
        using var folder = new TemporaryFolder();
        var self = LocalNodes.Self with { Port = LocalNodes.FreePort() };
        var echo = new DimseUser(new DicomNode { Name = "ours", AeTitle = self.AeTitle, Host = "127.0.0.1", Port = self.Port, Retries = 3 }, self).EchoAsync(Cancellation);
        await Task.Delay(100, Cancellation);
        await using var provider = StoreProvider.Start(self, folder.Path, new StoreProviderSettings());
        await echo;
    }

    [Fact]
    public async Task Serve_MoreAssociationsThanAllowed_AreRejectedForNow()
    {
        using var folder = new TemporaryFolder();
        await using var provider = StoreProvider.Start(LocalNodes.Self, folder.Path, new StoreProviderSettings { MostAssociations = 1 });
        using var silent = new System.Net.Sockets.TcpClient("127.0.0.1", provider.Port); // who asks for nothing takes nobody's place
        await using var first = await AssociationRequester.OpenAsync(LocalNodes.Of(provider), LocalNodes.Self, [(DicomUids.Verification, DataSetCoding.Uncompressed)], Cancellation);
        var error = await Assert.ThrowsAsync<InputException>(() => new DimseUser(LocalNodes.Of(provider) with { Retries = 0 }, LocalNodes.Self).EchoAsync(Cancellation));
        Assert.Contains("its limit of associations is reached", error.Message);
    }

    // A peer that accepts the connection and then says nothing.
    [Fact]
    public async Task Echo_PeerThatIsSilent_EndsAtTheTimeLimit()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var node = new DicomNode { Name = "pacs", AeTitle = "PACS", Host = "127.0.0.1", Port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port, Timeout = TimeSpan.FromSeconds(0.3), Retries = 0 };
        var error = await Assert.ThrowsAsync<InputException>(() => new DimseUser(node, LocalNodes.Self).EchoAsync(Cancellation));
        Assert.Contains("did not answer within 0.3 s", error.Message);
    }

    [Fact]
    public async Task Echo_Cancelled_Ends()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var node = new DicomNode { Name = "pacs", AeTitle = "PACS", Host = "127.0.0.1", Port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port };
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(0.2));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new DimseUser(node, LocalNodes.Self).EchoAsync(stop.Token));
    }

    [Fact]
    public async Task Send_ThroughTls_IsStored()
    {
        using var folder = new TemporaryFolder();
        var tls = TestCertificates.Write(folder.Path);
        SmallStudy.WriteStructures(folder["sent"]);
        var self = LocalNodes.Self with { Tls = tls };
        await using var provider = StoreProvider.Start(self, folder["received"], new StoreProviderSettings());

        var user = new DimseUser(LocalNodes.Of(provider) with { Host = "localhost", Tls = tls }, self);
        Assert.True((await user.SendAsync([folder["sent", "structures.dcm"]], WorkContext.Default))[0].IsStored);

        var stranger = new DimseUser(LocalNodes.Of(provider) with { Host = "localhost", Tls = new DicomTls(), Retries = 0 }, self);
        Assert.Contains("does not agree on TLS", (await Assert.ThrowsAsync<InputException>(() => stranger.EchoAsync(Cancellation))).Message);
    }

    private static byte[] DataOf(string path) => File.ReadAllBytes(path)[(int)Part10Header.Read(path)!.DataOffset..];
}
