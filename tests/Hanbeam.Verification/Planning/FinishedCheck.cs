using System.Text.Json;
using Hanbeam.Numerics.Grids;
using Hanbeam.Tests;
using Hanbeam.Treatment.Imaging;
using Xunit;

namespace Hanbeam.Verification.Planning;

/// <summary>The folder of a check made by the command line in a process of its own.</summary>
internal sealed class FinishedCheck : IDisposable
{
    private readonly DirectoryInfo parent;

    private FinishedCheck(DirectoryInfo parent)
    {
        this.parent = parent;
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "check.json")));
        Document = document.RootElement.Clone();
    }

    /// <summary>check.json.</summary>
    public JsonElement Document { get; }

    private string Folder => Path.Combine(parent.FullName, "check");

    /// <summary>Checks a plan folder.</summary>
    public static async Task<FinishedCheck> Make(string plan, params string[] options)
    {
        var parent = Directory.CreateTempSubdirectory("hanbeam-claim-");
        await Run(["check", plan, "--out", Path.Combine(parent.FullName, "check"), .. options]);
        return new FinishedCheck(parent);
    }

    /// <summary>Runs the command line.</summary>
    public static async Task Run(params string[] arguments)
    {
        var run = await ToolRun.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "hanbeam.dll"), .. arguments]);
        Assert.True(run.Code == 0, $"{string.Join(' ', arguments)}: exit code {run.Code}: {run.Error}");
    }

    /// <summary>An image of the folder.</summary>
    public Grid<float> Image(string name) => MetaImage.Read(Path.Combine(Folder, name));

    public void Dispose() => parent.Delete(recursive: true);
}
