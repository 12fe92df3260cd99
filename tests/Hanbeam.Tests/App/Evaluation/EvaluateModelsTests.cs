using System.Text.Json;
using Hanbeam.Treatment.Imaging;
using Xunit;

namespace Hanbeam.Tests.App.Evaluation;

/// <summary>evaluate on a plan optimised in one model: its dose in others, RBE and LET, tissue parameters by structure, goals of a model.</summary>
public sealed class EvaluateModelsTests(LemPlanFixture plan) : IClassFixture<LemPlanFixture>
{
    [Fact]
    public async Task PlanOfOneModel_IsEvaluatedInAnother_WithMapsAndHistograms()
    {
        using var folder = new TemporaryFolder();
        var document = await Evaluate("--rbe", "lem1:chordoma,mmkm-qst,physical", "--out", folder["out"]);
        Assert.Equal(["lem1:chordoma", "mmkm-qst", "physical", "RBE lem1:chordoma", "RBE mmkm-qst", "LET"], Names(document));
        var target = document.GetProperty("structures").GetProperty("TARGET");
        using var summary = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(plan.Plan, "summary.json"), TestContext.Current.CancellationToken));
        Assert.Equal(summary.RootElement.GetProperty("structures").GetProperty("TARGET").GetProperty("d50GyRbe").GetDouble(), Metric(target, "lem1:chordoma", "D50%[Gy(RBE)]"), 1e-9);

        // 4 Gy(RBE) a fraction: the local effect model's is above the clinical scale's by 3 to 15 per cent [Fossati2012].
        Assert.InRange(Metric(target, "lem1:chordoma", "Mean[Gy(RBE)]") / Metric(target, "mmkm-qst", "Mean[Gy(RBE)]"), 1.03, 1.15);
        Assert.InRange(Metric(target, "mmkm-qst", "Mean[Gy(RBE)]") / Metric(target, "physical", "Mean[Gy]"), Metric(target, "RBE mmkm-qst", "Min[RBE]"), Metric(target, "RBE mmkm-qst", "Max[RBE]"));

        var (dose, physical, rbe) = (Map(folder, "dose-mmkm-qst"), Map(folder, "dose-physical"), Map(folder, "RBE-mmkm-qst"));
        var least = 0.01f * physical.Max();
        Assert.All(Enumerable.Range(0, dose.Length).Where(n => physical[n] > least), n => Assert.Equal(dose[n], rbe[n] * physical[n], 1e-4 * dose[n])); // single precision
        Assert.InRange(Metric(target, "LET", "Max[keV/um]"), 20, Map(folder, "LET").Max()); // what is interpolated is below the map's highest
        foreach (var name in new[] { "dvh-mmkm-qst.json", "dvh-RBE-mmkm-qst.json", "dvh-LET.json", "dose-lem1-chordoma.mha" }) Assert.True(File.Exists(folder["out", name]), name);
    }

    [Fact]
    public async Task StructureOfAnotherTissue_HasItsFiguresInItsOwnModel_AndNoneInTheOthersOfTheFamily()
    {
        var (plain, document) = (await Evaluate("--rbe", "lem1:v79"), await Evaluate("--rbe", "lem1:chordoma,mmkm-qst", "--tissue", "BODY=lem1:v79"));
        var (body, target) = (document.GetProperty("structures").GetProperty("BODY"), document.GetProperty("structures").GetProperty("TARGET"));
        Assert.False(body.TryGetProperty("lem1:chordoma", out _));
        Assert.False(target.TryGetProperty("lem1:v79", out _));
        Assert.True(body.TryGetProperty("mmkm-qst", out _));
        Assert.True(target.TryGetProperty("lem1:chordoma", out _));

        // The same physical dose in the same model is the same to the last bit.
        Assert.Equal(Metric(plain.GetProperty("structures").GetProperty("BODY"), "lem1:v79", "Mean[Gy(RBE)]"), Metric(body, "lem1:v79", "Mean[Gy(RBE)]"));
        Assert.Equal("lem1:v79", document.GetProperty("tissues").GetProperty("BODY").GetString());
        var own = document.GetProperty("doses").EnumerateArray().Single(dose => dose.GetProperty("name").GetString() == "lem1:v79");
        Assert.Equal(["BODY"], own.GetProperty("only").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(["BODY"], document.GetProperty("dvh").GetProperty("lem1:v79").GetProperty("structures").EnumerateObject().Select(curve => curve.Name));
    }

    [Fact]
    public async Task Goals_AreJudged_InTheModelOfTheStructure()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["g.yaml"], """
            schema: hanbeam-goals/1
            rbe: lem1
            goals:
              - { structure: TARGET, goal: "Mean[Gy(RBE)] > 1" }
              - { structure: BODY, goal: "Mean[Gy(RBE)] < 1000" }
              - { structure: BODY, goal: "Mean[Gy(RBE)] < 1000", rbe: "lem1:chordoma" }
              - { structure: BODY, goal: "Max[RBE] < 100", rbe: "lem1:v79" }

            """, TestContext.Current.CancellationToken);
        var document = await Evaluate("--rbe", "lem1:chordoma,mmkm-qst", "--tissue", "BODY=lem1:v79", "--goals", folder["g.yaml"]);
        var verdicts = document.GetProperty("goals").GetProperty("verdicts").EnumerateArray()
            .Select(verdict => (Structure: verdict.GetProperty("structure").GetString(), Dose: verdict.GetProperty("dose").GetString(), Status: verdict.GetProperty("status").GetString())).ToArray();
        Assert.Equal(4, verdicts.Length);
        Assert.Contains(("TARGET", "lem1:chordoma", "met"), verdicts);
        Assert.Contains(("BODY", "lem1:v79", "met"), verdicts);
        Assert.Contains(("BODY", "lem1:chordoma", "not evaluated"), verdicts);
        Assert.Contains(("BODY", "RBE lem1:v79", "met"), verdicts);
    }

    [Fact]
    public async Task Goals_OfAModelThatIsNotAmongThem_AreRefused()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["g.yaml"], "schema: hanbeam-goals/1\nrbe: mmkm-qst\ngoals:\n  - { structure: TARGET, goal: \"Mean[Gy(RBE)] > 1\" }\n", TestContext.Current.CancellationToken);
        var refused = await CommandLineRunner.Run("evaluate", plan.Plan, "--goals", folder["g.yaml"]);
        Assert.Equal(2, refused.Code);
        Assert.Contains("is for the RBE model mmkm-qst, and no dose is: lem1:chordoma is Gy(RBE) of lem1:chordoma", refused.Error, StringComparison.Ordinal);
        var verdict = (await Evaluate("--rbe", "lem1:chordoma,mmkm-qst", "--goals", folder["g.yaml"])).GetProperty("goals").GetProperty("verdicts").EnumerateArray().Single();
        Assert.Equal("mmkm-qst", verdict.GetProperty("dose").GetString());
    }

    [Theory]
    [InlineData("BODI=lem1:v79", "has no structure BODI; did you mean BODY?")]
    [InlineData("BODY=lem1:v97", "--tissue BODY: unknown RBE model lem1:v97; did you mean lem1:v79?")]
    [InlineData("BODY=physical", "the physical dose has no tissue parameters")]
    [InlineData("BODY", "not of the form STRUCTURE=MODEL")]
    [InlineData("BODY=lem1:v79,BODY=lem1:hsg", "--tissue names BODY twice")]
    public async Task TissueThatIsWrong_IsRefused(string tissue, string says)
    {
        var run = await CommandLineRunner.Run("evaluate", plan.Plan, "--rbe", "lem1:chordoma", "--tissue", tissue);
        Assert.Equal(2, run.Code);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TissueOfADoseFile_IsRefused()
    {
        var run = await CommandLineRunner.Run("evaluate", Path.Combine(plan.Plan, "dose-rbe.dcm"), "--tissue", "BODY=lem1:v79");
        Assert.Equal((2, true), (run.Code, run.Error.Contains("--tissue calculates the effect of a plan folder anew", StringComparison.Ordinal)));
    }

    private static IEnumerable<string?> Names(JsonElement document) => document.GetProperty("doses").EnumerateArray().Select(dose => dose.GetProperty("name").GetString());

    private static double Metric(JsonElement structure, string dose, string name) => structure.GetProperty(dose).GetProperty("metrics").GetProperty(name).GetDouble();

    private static float[] Map(TemporaryFolder folder, string name) => MetaImage.Read(folder["out", name + ".mha"]).Values;

    private async Task<JsonElement> Evaluate(params string[] options)
    {
        var run = await CommandLineRunner.Run(["evaluate", plan.Plan, .. options, "--json"]);
        Assert.True(run.Code == 0, run.Error);
        return JsonDocument.Parse(run.Out).RootElement;
    }
}
