using Hanbeam.App;
using Hanbeam.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(DemoPlanFixture))]

namespace Hanbeam.Tests;

/// <summary>The demo, run once for all tests that look at what it leaves: <c>case</c> and <c>plan</c> in a folder that goes with the run.</summary>
public sealed class DemoPlanFixture : IDisposable
{
    private readonly string parent = Directory.CreateTempSubdirectory("hanbeam-demo-").FullName;
    private readonly Lazy<Task<string>> demo;

    public DemoPlanFixture() => demo = new Lazy<Task<string>>(RunDemo);

    /// <summary>The folder of the demo; waits for its first run.</summary>
    public Task<string> FolderAsync() => demo.Value;

    public void Dispose() => Directory.Delete(parent, recursive: true);

    private async Task<string> RunDemo()
    {
        var folder = Path.Combine(parent, "demo");
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await Task.Run(() => Program.RunAsync(["demo", "--out", folder], output, error, TestContext.Current.CancellationToken));
        Assert.True(code == 0, $"demo ended with exit code {code}: {error}");
        return folder;
    }
}
