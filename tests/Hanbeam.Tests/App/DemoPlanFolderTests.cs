using System.Text.Json;
using Xunit;
using PdfDocument = UglyToad.PdfPig.PdfDocument;

namespace Hanbeam.Tests.App;

/// <summary>What the demo leaves behind is what docs/formats says.</summary>
public sealed class DemoPlanFolderTests(DemoPlanFixture demo)
{
    [Fact]
    public async Task Demo_PlanFolder_HoldsEverythingAndNothingElse()
    {
        var plan = Path.Combine(await demo.FolderAsync(), "plan");
        string[] expected =
        [
            "alpha.mha", "beams/1/dose-physical.dcm", "beams/1/dose-physical.mha", "beams/2/dose-physical.dcm", "beams/2/dose-physical.mha", "dose-physical.dcm", "dose-physical.mha", "dose-rbe.dcm", "dose-rbe.mha", "dvh.json",
            "let.dcm", "let.mha", "manifest.json", "plan.dcm", "recipe.yaml", "report.pdf", "spots.csv", "sqrt-beta.mha", "summary.json",
        ];
        Assert.Equal(expected, Directory.GetFiles(plan, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(plan, path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Demo_Summary_HasTheKeysOfTheContract()
    {
        using var summary = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(await demo.FolderAsync(), "plan", "summary.json"), TestContext.Current.CancellationToken));
        var root = summary.RootElement;
        Assert.Equal("hanbeam-plan-summary/1", root.GetProperty("schema").GetString());
        Has(root, "beams", "spots", "influence", "calibration", "optimisation", "structures", "rbeModel", "warnings", "seconds", "peakMemoryBytes");
        foreach (var beam in root.GetProperty("beams").EnumerateArray()) Has(beam, "gantryDeg", "couchDeg", "layers", "spots", "particles", "deliverySeconds");
        Has(root.GetProperty("influence"), "nonZeros", "bytes");
        Has(root.GetProperty("optimisation"), "iterations", "objective", "stopReason");
        Has(root.GetProperty("seconds"), "import", "influence", "optimise", "evaluate", "export", "total");
        foreach (var structure in root.GetProperty("structures").EnumerateObject())
            Has(structure.Value, "volumeCc", "meanGyRbe", "d98GyRbe", "d95GyRbe", "d50GyRbe", "d2GyRbe", "maxGyRbe", "meanLetKeVPerUm");
        Assert.Equal("mmkm-qst", root.GetProperty("rbeModel").GetString());
    }

    [Fact]
    public async Task Demo_Plan_CoversItsTargetAndSparesTheBrainstem()
    {
        using var summary = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(await demo.FolderAsync(), "plan", "summary.json"), TestContext.Current.CancellationToken));
        var structures = summary.RootElement.GetProperty("structures");

        // What cases/demo-head/README.md promises, in Gy(RBE) of 57.6.
        Assert.InRange(structures.GetProperty("PTV").GetProperty("d95GyRbe").GetDouble(), 0.97 * 57.6, 57.6);
        Assert.InRange(structures.GetProperty("PTV").GetProperty("d2GyRbe").GetDouble(), 57.6, 1.05 * 57.6);
        Assert.InRange(structures.GetProperty("Brainstem").GetProperty("d2GyRbe").GetDouble(), 0, 30);
        Assert.InRange(structures.GetProperty("SpinalCord").GetProperty("d2GyRbe").GetDouble(), 0, 30);
    }

    [Fact]
    public async Task Demo_Report_NamesPatientModelAndLimits()
    {
        using var pdf = PdfDocument.Open(Path.Combine(await demo.FolderAsync(), "plan", "report.pdf"));
        var text = string.Join(' ', pdf.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text));
        foreach (var expected in new[] { "HANBEAM HEAD", "mmkm-qst", "generic-synchrotron", "stoichiometric", "Brainstem", "Not a medical device.", "SHA-256" }) Assert.Contains(expected, text);
    }

    [Fact]
    public async Task Demo_RecipeAsRun_IsTheOneThatShips() =>
        Assert.Equal(await File.ReadAllBytesAsync(SourceTree.Path("cases/demo-head/recipe.yaml"), TestContext.Current.CancellationToken),
            await File.ReadAllBytesAsync(Path.Combine(await demo.FolderAsync(), "plan", "recipe.yaml"), TestContext.Current.CancellationToken));

    private static void Has(JsonElement element, params string[] keys)
    {
        foreach (var key in keys) Assert.True(element.TryGetProperty(key, out _), $"the key {key} is missing");
    }
}
