using System.Globalization;
using System.Text.Json;
using Hanbeam.Tests.Dicom.Network;
using Xunit;

namespace Hanbeam.Tests.App.Network;

public sealed class DicomNetworkCommandTests
{
    [Fact]
    public async Task SendFindFetch_Orthanc_BringsThePlanBack()
    {
        using var folder = new TemporaryFolder();
        var files = WrittenPlan.Write(folder["plan"]);
        var port = LocalNodes.FreePort();
        await using var orthanc = await Orthanc.StartAsync(folder["orthanc"], ("HANBEAM", port));
        var nodes = WriteNodes(folder, port, $"  - {{ name: pacs, ae: ORTHANC, host: 127.0.0.1, port: {Text(orthanc.Node.Port)}, web: {orthanc.Node.Web}, timeoutSeconds: 20 }}");

        Assert.Equal(["pacs (ORTHANC) answers"], Lines(await CommandLineRunner.Run("dicom", "echo", "pacs", "--nodes", nodes)));
        var sent = await CommandLineRunner.Run("dicom", "send", "pacs", folder["plan"], "--nodes", nodes);
        Assert.Equal((0, $"{files.Length} of {files.Length} objects stored with pacs"), (sent.Code, Lines(sent)[^1]));
        Assert.Equal(0, (await CommandLineRunner.Run("dicom", "send", "pacs", folder["plan"], "--nodes", nodes, "--web")).Code);

        var found = await CommandLineRunner.Run("dicom", "find", "pacs", "--nodes", nodes, "--study", WrittenPlan.StudyInstanceUid, "--json");
        using var document = JsonDocument.Parse(found.Out);
        Assert.Equal(5, document.RootElement.GetProperty("matches").GetArrayLength());
        foreach (var (name, options) in new[] { ("dimse", (string[])[]), ("web", ["--web"]) })
        {
            var fetched = await CommandLineRunner.Run(["dicom", "fetch", "pacs", "--study", WrittenPlan.StudyInstanceUid, "--out", folder[name], "--nodes", nodes, .. options]);
            Assert.True(fetched.Code == 0, string.Join('\n', fetched.ErrorLines));
            Assert.Equal(files.Length, Directory.GetFiles(folder[name], "*.dcm").Length);
        }

        var nothing = await CommandLineRunner.Run("dicom", "fetch", "pacs", "--study", "1.2.3", "--out", folder["nothing"], "--nodes", nodes);
        Assert.Equal(2, nothing.Code);
        Assert.Contains("C-MOVE: ", Assert.Single(nothing.ErrorLines));
        Assert.False(Directory.Exists(folder["nothing"]));
    }

    [Fact]
    public async Task Receive_Storescu_EndsAfterTheCount()
    {
        using var folder = new TemporaryFolder();
        var files = WrittenPlan.Write(folder["plan"]);
        var port = Text(LocalNodes.FreePort());
        string[] arguments = ["dicom", "receive", "--out", folder["inbox"], "--port", port, "--count", Text(files.Length), "--nodes", WriteNodes(folder, 11112, ""), "--json"];
        var receiving = Task.Run(() => CommandLineRunner.Run(arguments), TestContext.Current.CancellationToken);
        for (var attempt = 0; attempt < 100 && (await ToolRun.Start("echoscu", ["-aec", "HANBEAM", "127.0.0.1", port])).Code != 0; attempt++) await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Equal(0, (await ToolRun.Start("storescu", ["-aec", "HANBEAM", "-xe", "-R", "127.0.0.1", port, .. files])).Code);

        var result = await receiving.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(0, result.Code);
        using var document = JsonDocument.Parse(result.Out);
        Assert.Equal(files.Length, document.RootElement.GetProperty("objects").GetArrayLength());
        Assert.Equal(files.Length, Directory.GetFiles(folder["inbox"]).Length);
    }

    [Theory]
    [InlineData("nodes: []", "the key schema is missing")]
    [InlineData("schema: hanbeam-dicom-nodes/2\nnodes: []", "the schema is 'hanbeam-dicom-nodes/2'")]
    [InlineData("schema: hanbeam-dicom-nodes/1\nnodes:\n  - { name: pacs }", "the node pacs needs ae and host for DIMSE, or web for DICOMweb")]
    [InlineData("schema: hanbeam-dicom-nodes/1\nnodes:\n  - { name: pacs, ae: P, host: h, port: 70000 }", "nodes[1].port is 70000; 1 to 65535 are allowed")]
    [InlineData("schema: hanbeam-dicom-nodes/1\nnodes:\n  - { name: pacs, web: ftp://h }", "an http or https address is expected")]
    [InlineData("schema: hanbeam-dicom-nodes/1\nnodes:\n  - { name: pacs, web: http://h, secretVariable: HANBEAM_NO_SUCH_VARIABLE }", "the environment has no variable HANBEAM_NO_SUCH_VARIABLE")]
    [InlineData("schema: hanbeam-dicom-nodes/1\nnodes:\n  - { name: archive, ae: A, host: h }", "has no node 'pacs'; it has archive")]
    [InlineData("schema: hanbeam-dicom-nodes/1\nself: { ae: A_TITLE_OF_MORE_THAN_16 }\nnodes:\n  - { name: pacs, ae: P, host: h }", "'A_TITLE_OF_MORE_THAN_16' is no application entity title")]
    public async Task Echo_NodesThatCannotBe_IsOneSentenceAndTwo(string text, string expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["nodes.yaml"], text + "\n");
        var result = await CommandLineRunner.Run("dicom", "echo", "pacs", "--nodes", folder["nodes.yaml"]);
        Assert.Equal(2, result.Code);
        Assert.Contains(expected, Assert.Single(result.ErrorLines));
    }

    [Fact]
    public async Task Send_NothingToSend_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var nodes = WriteNodes(folder, 11112, "  - { name: pacs, ae: P, host: 127.0.0.1 }");
        var result = await CommandLineRunner.Run("dicom", "send", "pacs", folder.Path, "--nodes", nodes);
        Assert.Equal(2, result.Code);
        Assert.Contains("There is no .dcm file in", Assert.Single(result.ErrorLines));
    }

    private static string WriteNodes(TemporaryFolder folder, int port, string node)
    {
        File.WriteAllText(folder["nodes.yaml"], $"schema: hanbeam-dicom-nodes/1\nself: {{ ae: HANBEAM, port: {Text(port)} }}\nnodes:{(node.Length == 0 ? " []" : "\n" + node)}\n");
        return folder["nodes.yaml"];
    }

    private static string[] Lines(CommandLineRunner.Result result) => result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
