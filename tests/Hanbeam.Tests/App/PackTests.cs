using Xunit;

namespace Hanbeam.Tests.App;

/// <summary>What is handed out runs where there is no checkout, with the data that ship.</summary>
public sealed class PackTests : IDisposable
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private readonly string folder = Directory.CreateTempSubdirectory("hanbeam-pack-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task PublishedProgram_OutsideTheCheckout_FindsItsMachines()
    {
        var publish = await ToolRun.Start("dotnet",
            ["publish", SourceTree.Path("src", "Hanbeam.App"), "--no-build", "-c", Configuration, "-o", Path.Combine(folder, "published"), "-v", "q", "-nologo"]);
        Assert.True(publish.Code == 0, publish.Output + publish.Error);
        await ListsItsMachines("dotnet", Path.Combine(folder, "published", "hanbeam.dll"));
    }

    // Builds twice and plans the demo: minutes.
    [Fact]
    [Trait("Category", "Long")]
    public async Task ToolAndArchive_OutsideTheCheckout_FindTheirMachines()
    {
        var pack = await ToolRun.Start(SourceTree.Path("hanbeam"), ["pack", Path.Combine(folder, "dist")]);
        Assert.True(pack.Code == 0, pack.Output + pack.Error);
        Assert.Equal(3, Directory.GetFiles(Path.Combine(folder, "dist"), "Hanbeam*.nupkg").Length);
        Assert.Single(Directory.GetFiles(Path.Combine(folder, "dist"), "*.tar.gz"));

        var install = await ToolRun.Start("dotnet", ["tool", "install", "Hanbeam", "--tool-path", Path.Combine(folder, "tool"), "--source", Path.Combine(folder, "dist")], folder);
        Assert.True(install.Code == 0, install.Output + install.Error);
        await ListsItsMachines(Path.Combine(folder, "tool", "hanbeam"));

        var archive = Directory.GetFiles(Path.Combine(folder, "dist"), "*.tar.gz").Single();
        var unpack = await ToolRun.Start("tar", ["-xzf", archive, "-C", folder]);
        Assert.True(unpack.Code == 0, unpack.Error);
        var program = Path.Combine(folder, Path.GetFileName(archive)[..^".tar.gz".Length], "hanbeam");
        await ListsItsMachines(program);
        var demo = await ToolRun.Start(program, ["demo", "--out", "demo"], folder);
        Assert.True(demo.Code == 0, demo.Output + demo.Error);
        Assert.True(File.Exists(Path.Combine(folder, "demo", "plan", "summary.json")));
    }

    private async Task ListsItsMachines(string program, params string[] arguments)
    {
        var run = await ToolRun.Start(program, [.. arguments, "machine", "list"], folder);
        Assert.True(run.Code == 0, run.Output + run.Error);
        Assert.Contains("generic-synchrotron", run.Output, StringComparison.Ordinal);
    }
}
