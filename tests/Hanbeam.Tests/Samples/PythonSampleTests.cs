using System.Text;
using Hanbeam.Tests.App;
using Xunit;

namespace Hanbeam.Tests.Samples;

/// <summary>samples/python/read_plan_folder.py reads a whole plan folder with numpy alone, and sees when its files do not agree.</summary>
public sealed class PythonSampleTests(DemoPlanFixture demo)
{
    [Fact]
    public async Task PlanFolder_ReadByNumpyAlone_AgreesWithItself()
    {
        var run = await Read(Path.Combine(await demo.FolderAsync(), "plan"));
        Assert.True(run.Code == 0, run.Output + run.Error);
        Assert.EndsWith("0 disagreements\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("physical")]
    [InlineData("mmkm-qst")]
    public async Task DoseFolder_OfAListOfSpots_AgreesWithItself(string rbe)
    {
        var spots = Path.Combine(await demo.FolderAsync(), "plan", "spots.csv");
        var root = Directory.CreateTempSubdirectory("hanbeam-dose-").FullName;
        var dose = await CommandLineRunner.Run("dose", spots, "--case", "water:200,200,200@10", "--machine", "generic-synchrotron", "--rbe", rbe, "--out", Path.Combine(root, "dose"));
        Assert.True(dose.Code == 0, dose.Error);
        var run = await Read(Path.Combine(root, "dose"));
        Directory.Delete(root, recursive: true);
        Assert.True(run.Code == 0, run.Output + run.Error);
    }

    [Fact]
    public async Task PlanFolder_WithSpotsOfAnotherPlan_IsSeen()
    {
        using var copy = new PlanFolderCopy(Path.Combine(await demo.FolderAsync(), "plan"));
        var spots = Path.Combine(copy.Folder, "spots.csv");
        var lines = File.ReadAllLines(spots);
        File.WriteAllLines(spots, lines[..^10], new UTF8Encoding(false));
        var run = await Read(copy.Folder);
        Assert.True(run.Code == 1, run.Output + run.Error);
        Assert.Contains("FAIL spots in spots.csv and summary.json", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PlanFolder_WithDoseOfAnotherKind_IsSeen()
    {
        using var copy = new PlanFolderCopy(Path.Combine(await demo.FolderAsync(), "plan"));
        File.Copy(Path.Combine(copy.Folder, "let.mha"), Path.Combine(copy.Folder, "dose-physical.mha"), overwrite: true);
        var run = await Read(copy.Folder);
        Assert.True(run.Code == 1, run.Output + run.Error);
        Assert.Contains("FAIL dose-physical: .dcm and .mha agree to one stored step", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FolderWithoutPlan_IsRefused()
    {
        var folder = Directory.CreateTempSubdirectory("hanbeam-empty-").FullName;
        var run = await Read(folder);
        Directory.Delete(folder);
        Assert.Equal(2, run.Code);
    }

    private static async Task<ToolRun> Read(string plan) =>
        await ToolRun.Start(await PythonWithNumpy(), ["-B", SourceTree.Path("samples", "python", "read_plan_folder.py"), plan]);

    // Debian's numpy belongs to /usr/bin/python3, which need not be the first python3 of the path.
    private static async Task<string> PythonWithNumpy()
    {
        foreach (var python in new[] { "/usr/bin/python3", "python3" })
            if ((python == "python3" || File.Exists(python)) && (await ToolRun.Start(python, ["-c", "import numpy"])).Code == 0) return python;
        Assert.Skip("no python3 with numpy is installed");
        return "";
    }

    /// <summary>A copy of a plan folder to be spoilt.</summary>
    private sealed class PlanFolderCopy : IDisposable
    {
        public PlanFolderCopy(string source)
        {
            foreach (var path in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            {
                var target = Path.Combine(Folder, Path.GetRelativePath(source, path));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(path, target);
            }
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory("hanbeam-copy-").FullName;

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
