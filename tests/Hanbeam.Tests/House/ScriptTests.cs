using Xunit;

namespace Hanbeam.Tests.House;

/// <summary>The two scripts at the root, as far as they go without building.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class ScriptTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hanbeam-script-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("hanbeam")]
    [InlineData("test")]
    public async Task Script_WithAnOlderSdk_SaysWhatToInstall(string script)
    {
        var dotnet = Path.Combine(folder, "dotnet");
        File.WriteAllText(dotnet, "#!/bin/sh\necho '8.0.404 [/usr/share/dotnet/sdk]'\n");
        File.SetUnixFileMode(dotnet, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var run = await ToolRun.Start(SourceTree.Path(script), [], folder,
            new Dictionary<string, string> { ["PATH"] = folder + ":" + Environment.GetEnvironmentVariable("PATH"), ["DOTNET_ROOT"] = "", ["HOME"] = folder });
        Assert.Equal(2, run.Code);
        Assert.Equal("", run.Output);
        Assert.Equal("Hanbeam needs the .NET 10 SDK, which is not on this machine: install the package dotnet-sdk-10.0 (or put the SDK in ~/.dotnet) and run this again.\n", run.Error);
    }

    [Fact]
    public async Task TestScript_WithUnknownOption_IsRefused()
    {
        var run = await ToolRun.Start(SourceTree.Path("test"), ["--fast"], folder);
        Assert.Equal(2, run.Code);
        Assert.StartsWith("usage: ./test [--long]", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pack_WithUnknownOption_IsRefused()
    {
        var run = await ToolRun.Start(SourceTree.Path("hanbeam"), ["pack", "--fast"], folder);
        Assert.Equal(2, run.Code);
        Assert.StartsWith("usage: ./hanbeam pack [DIR]", run.Error, StringComparison.Ordinal);
    }
}
