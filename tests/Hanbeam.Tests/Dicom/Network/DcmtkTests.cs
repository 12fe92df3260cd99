using System.Globalization;
using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.Network;
using Xunit;

namespace Hanbeam.Tests.Dicom.Network;

/// <summary>dcmtk's programs against ours.</summary>
public sealed class DcmtkTests
{
    [Theory]
    [InlineData("-xi")] // implicit VR little endian only
    [InlineData("-xe")] // explicit VR little endian first
    [InlineData("-xb")] // explicit VR big endian first
    public async Task Storescu_SendsAWholePlan_ToOurProvider(string syntax)
    {
        using var folder = new TemporaryFolder();
        var files = WrittenPlan.Write(folder["plan"]);
        await using var provider = StoreProvider.Start(LocalNodes.Self, folder["received"], new StoreProviderSettings());

        var run = await ToolRun.Start("storescu", [syntax, "-aec", "HANBEAM", "-aet", "STORESCU", "-R", "127.0.0.1", Port(provider), .. files]);

        Assert.True(run.Code == 0, run.Output + run.Error);
        var received = Directory.GetFiles(folder["received"]);
        Assert.Equal(files.Length, received.Length);
        foreach (var path in received) await ForeignTool.AssertReadableAsync(path);
        Assert.Equal(files.Select(path => DicomFile.Read(path).DataSet.Text(DicomTags.SOPInstanceUID)).Order(), received.Select(path => DicomFile.Read(path).DataSet.Text(DicomTags.SOPInstanceUID)).Order());
    }

    [Fact]
    public async Task Echoscu_OurProvider_IsAnswered()
    {
        using var folder = new TemporaryFolder();
        await using var provider = StoreProvider.Start(LocalNodes.Self, folder["received"], new StoreProviderSettings());
        var run = await ToolRun.Start("echoscu", ["-aec", "HANBEAM", "127.0.0.1", Port(provider)]);
        Assert.True(run.Code == 0, run.Output + run.Error);
    }

    [Fact]
    public async Task Echoscu_ThroughTls_IsAnswered()
    {
        using var folder = new TemporaryFolder();
        var tls = TestCertificates.Write(folder.Path);
        await using var provider = StoreProvider.Start(LocalNodes.Self with { Tls = tls with { AuthorityFile = "" } }, folder["received"], new StoreProviderSettings());
        var run = await ToolRun.Start("echoscu", ["+tla", "+cf", tls.AuthorityFile, "-aec", "HANBEAM", "localhost", Port(provider)]);
        Assert.True(run.Code == 0, run.Output + run.Error);
    }

    [Fact]
    public async Task Send_JpegOfDcmtk_TravelsAsItIs()
    {
        using var folder = new TemporaryFolder();
        WrittenPlan.Write(folder["plan"]);
        Assert.Equal(0, (await ToolRun.Start("dcmcjpeg", ["+e1", folder["plan", "CT", "CT_001.dcm"], folder["jpeg.dcm"]])).Code);
        await using var provider = StoreProvider.Start(LocalNodes.Self, folder["received"], new StoreProviderSettings());

        var sent = await new DimseUser(LocalNodes.Of(provider), LocalNodes.Self).SendAsync([folder["jpeg.dcm"]], Hanbeam.Numerics.Work.WorkContext.Default);

        Assert.True(sent[0].IsStored, sent[0].Message);
        var received = DicomFile.Read(Directory.GetFiles(folder["received"]).Single());
        Assert.Equal(DicomFile.Read(folder["jpeg.dcm"]).TransferSyntaxUid, received.TransferSyntaxUid);
        Assert.Equal(DicomFile.Read(folder["plan", "CT", "CT_001.dcm"]).NativePixels(), received.NativePixels());
    }

    [Fact]
    public async Task Findscu_OurProvider_IsToldThatItDoesNotFind()
    {
        using var folder = new TemporaryFolder();
        await using var provider = StoreProvider.Start(LocalNodes.Self, folder["received"], new StoreProviderSettings());
        var run = await ToolRun.Start("findscu", ["-S", "-aec", "HANBEAM", "-k", "QueryRetrieveLevel=STUDY", "127.0.0.1", Port(provider)]);
        Assert.Contains("No Acceptable Presentation Contexts", run.Output + run.Error, StringComparison.OrdinalIgnoreCase);
    }

    private static string Port(StoreProvider provider) => provider.Port.ToString(CultureInfo.InvariantCulture);
}
