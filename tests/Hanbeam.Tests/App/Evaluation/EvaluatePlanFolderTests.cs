using System.Text.Json;
using Xunit;

namespace Hanbeam.Tests.App.Evaluation;

/// <summary>evaluate on plan folders: the dose calculated anew, in several models, and what has changed since.</summary>
public sealed class EvaluatePlanFolderTests(DemoPlanFixture demo, SmallPlanFixture small) : IClassFixture<SmallPlanFixture>
{
    [Fact]
    public async Task Models_StandSideBySide_OnTheSamePhysicalDose()
    {
        var plan = Path.Combine(await demo.FolderAsync(), "plan");
        using var folder = new TemporaryFolder();
        var run = await CommandLineRunner.Run("evaluate", plan, "--rbe", "mmkm-qst,constant:3,physical", "--goals", "head-and-neck-mmkm-16", "--out", folder["out"], "--json");
        Assert.True(run.Code == 0, run.Error);
        var document = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(["mmkm-qst", "constant:3", "physical", "RBE mmkm-qst", "LET"], document.GetProperty("doses").EnumerateArray().Select(dose => dose.GetProperty("name").GetString()));

        // Made again by the same version, the dose is that of the folder to the last bit, and so are its curves.
        var curves = "structures";
        Assert.Equal(Json(Path.Combine(plan, "dvh.json")).GetProperty(curves).GetRawText(), Json(folder["out", "dvh-mmkm-qst.json"]).GetProperty(curves).GetRawText());
        Assert.DoesNotContain("calculated anew", document.GetProperty("warnings").GetRawText(), StringComparison.Ordinal);
        var summary = Json(Path.Combine(plan, "summary.json")).GetProperty("structures").GetProperty("PTV");
        var ptv = document.GetProperty("structures").GetProperty("PTV");
        Assert.Equal(summary.GetProperty("d95GyRbe").GetDouble(), Metric(ptv, "mmkm-qst", "D95%[Gy(RBE)]"));
        Assert.Equal(summary.GetProperty("v95Percent").GetDouble(), Metric(ptv, "mmkm-qst", "V95%[%]"), 1e-9);
        Assert.Equal(3 * Metric(ptv, "physical", "Mean[Gy]"), Metric(ptv, "constant:3", "Mean[Gy(RBE)]"), 1e-4); // single precision
        Assert.InRange(Metric(ptv, "LET", "Mean[keV/um]"), 20, 120);
        // The mean of a ratio is that of the means where dose and RBE vary by a few per cent over the target.
        Assert.Equal(Metric(ptv, "mmkm-qst", "Mean[Gy(RBE)]") / Metric(ptv, "physical", "Mean[Gy]"), Metric(ptv, "RBE mmkm-qst", "Mean[RBE]"), 0.03);
        Assert.False(ptv.GetProperty("constant:3").GetProperty("metrics").TryGetProperty("V95%[%]", out _)); // prescribed in another model

        var verdicts = document.GetProperty("goals").GetProperty("verdicts").EnumerateArray().ToArray();
        Assert.All(verdicts, verdict => Assert.Equal("mmkm-qst", verdict.GetProperty("dose").GetString()));
        Assert.Equal(0, document.GetProperty("goals").GetProperty("missed").GetInt32());
    }

    [Fact]
    public async Task MachineThatChanged_IsRefused_UnlessItIsNamed()
    {
        using var folder = new TemporaryFolder();
        var plan = await Copy(folder, manifest => manifest.Replace("\"sha256\": \"", "\"sha256\": \"00", StringComparison.Ordinal));
        var run = await CommandLineRunner.Run("evaluate", plan, "--rbe", "physical");
        Assert.Equal(2, run.Code);
        Assert.Contains("generic-synchrotron.machine is not the one that", run.Error, StringComparison.Ordinal);
        Assert.Contains("name it with --machine", run.Error, StringComparison.Ordinal);
        var named = await CommandLineRunner.Run("evaluate", plan, "--rbe", "physical", "--machine", "generic-synchrotron");
        Assert.True(named.Code == 0, named.Error);
        Assert.Contains("warning: The machine file", named.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CaseThatChanged_IsRefused_WithTheFilesName()
    {
        using var folder = new TemporaryFolder();
        var plan = await Copy(folder, manifest => manifest.Replace("\"ct.mha\": \"", "\"ct.mha\": \"00", StringComparison.Ordinal));
        var run = await CommandLineRunner.Run("evaluate", plan, "--rbe", "physical");
        Assert.Equal(2, run.Code);
        Assert.Contains("ct.mha is not the one that", run.Error, StringComparison.Ordinal);
        Assert.Contains("--case", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prescription_OfTheCommandLine_CountsForThePlansModelOnly()
    {
        using var folder = new TemporaryFolder();
        var plan = await Copy(folder, manifest => manifest);
        var run = await CommandLineRunner.Run("evaluate", plan, "--rbe", "mmkm-qst,constant:3", "--prescription", "TARGET=1", "--json");
        Assert.True(run.Code == 0, run.Error);
        var figures = JsonDocument.Parse(run.Out).RootElement.GetProperty("structures").GetProperty("TARGET");
        Assert.Equal(100, Metric(figures, "mmkm-qst", "V95%[%]"), 1e-9); // all of the target has more than 0.95 Gy
        Assert.False(figures.GetProperty("constant:3").GetProperty("metrics").TryGetProperty("V95%[%]", out _));
    }

    [Fact]
    public async Task SpotsThatChanged_GiveAnotherDose_AndAWarning()
    {
        using var folder = new TemporaryFolder();
        var plan = await Copy(folder, manifest => manifest);
        var lines = await File.ReadAllLinesAsync(Path.Combine(plan, "spots.csv"), TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(Path.Combine(plan, "spots.csv"), lines.Where((_, n) => n % 2 == 0), TestContext.Current.CancellationToken);
        var run = await CommandLineRunner.Run("evaluate", plan, "--rbe", "physical");
        Assert.True(run.Code == 0, run.Error);
        Assert.Contains("differs from its dose-physical.mha by up to", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mmkm-qts", "did you mean mmkm-qst?")]
    [InlineData("constant:0", "the constant must be a number above 0")]
    public async Task ModelThatIsUnknown_IsRefused(string model, string says)
    {
        var run = await CommandLineRunner.Run("evaluate", small.Plan, "--rbe", model);
        Assert.Equal(2, run.Code);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StructuresOfAFile_AreRefused_BesideAPlanFolder()
    {
        var run = await CommandLineRunner.Run("evaluate", small.Plan, "--structures", small.Case);
        Assert.Equal((2, true), (run.Code, run.Error.Contains("has those of its case", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task CaseThatIsGone_IsSaid_AndNamed()
    {
        using var folder = new TemporaryFolder();
        var plan = await Copy(folder, manifest => manifest.Replace(small.Case, folder["elsewhere"], StringComparison.Ordinal));
        var run = await CommandLineRunner.Run("evaluate", plan, "--rbe", "physical");
        Assert.Contains("which is not there any more; name it with --case", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await CommandLineRunner.Run("evaluate", plan, "--rbe", "physical", "--case", small.Case)).Code);
    }

    [Fact]
    public async Task DoseFile_InItsPlanFolder_NeedsNoStructures()
    {
        var run = await CommandLineRunner.Run("evaluate", Path.Combine(small.Plan, "dose-rbe.dcm"), "--json");
        Assert.True(run.Code == 0, run.Error);
        Assert.True(JsonDocument.Parse(run.Out).RootElement.GetProperty("structures").GetProperty("TARGET").TryGetProperty("A", out _));
    }

    private static double Metric(JsonElement structure, string dose, string name) => structure.GetProperty(dose).GetProperty("metrics").GetProperty(name).GetDouble();

    private static JsonElement Json(string path) => JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;

    private async Task<string> Copy(TemporaryFolder folder, Func<string, string> manifest)
    {
        var (from, to) = (small.Plan, folder["plan"]);
        Directory.CreateDirectory(to);
        foreach (var name in new[] { "plan.dcm", "spots.csv", "recipe.yaml", "dose-physical.mha" }) File.Copy(Path.Combine(from, name), Path.Combine(to, name));
        var text = await File.ReadAllTextAsync(Path.Combine(from, "manifest.json"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(to, "manifest.json"), manifest(text), TestContext.Current.CancellationToken);
        return to;
    }
}
