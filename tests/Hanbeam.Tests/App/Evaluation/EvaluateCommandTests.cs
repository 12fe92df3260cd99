using System.Text.Json;
using Hanbeam.Dicom.RtDose;
using Hanbeam.Dicom.RtStructureSet;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Structures;
using Xunit;

namespace Hanbeam.Tests.App.Evaluation;

/// <summary>evaluate on dose files: a box of 20 × 10 × 10 voxels of 2 mm whose dose rises by 1 Gy a voxel along x, halves of it as masks.</summary>
public sealed class EvaluateCommandTests : IDisposable
{
    private static readonly GridGeometry Box = new(default, new Vector3d(2, 2, 2), 20, 10, 10);

    // The histogram is linear within a ten-thousandth of a range of up to 20 Gy.
    private const double Step = 0.002;

    private readonly TemporaryFolder folder = new();

    public EvaluateCommandTests()
    {
        Directory.CreateDirectory(folder["masks"]);
        Image("a.mha", (i, _) => 1 + i);
        Image("b.mha", (i, _) => 1.5f + i);
        Image("masks/PTV.mha", (i, _) => i >= 10 ? 1 : 0);
        Image("masks/Cord.mha", (i, _) => i < 10 ? 1 : 0);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Doses_OfFiles_HaveTheirFiguresAndDifferences()
    {
        var document = await Evaluate(folder["a.mha"], folder["b.mha"], "--structures", folder["masks"], "--prescription", "PTV=15", "--rbe", "physical");
        Assert.Equal("hanbeam-evaluation/1", document.GetProperty("schema").GetString());
        Assert.Equal(["A", "B"], document.GetProperty("doses").EnumerateArray().Select(dose => dose.GetProperty("name").GetString()));
        Assert.Equal("A", document.GetProperty("reference").GetString());
        var ptv = document.GetProperty("structures").GetProperty("PTV");
        var (a, b) = (ptv.GetProperty("A"), ptv.GetProperty("B"));

        // The mask's 10 × 100 voxels of 8 mm³: half of it above 15.5 Gy; interpolated, the dose is 10.5 Gy at its inner face and 20 in the last half voxel.
        Assert.Equal(8, a.GetProperty("volumeCc").GetDouble(), 1e-6);
        Assert.Equal(15.5, Metric(a, "D50%[Gy]"), Step);
        Assert.Equal(10.5, Metric(a, "Min[Gy]"), Step);
        Assert.Equal(20, Metric(a, "Max[Gy]"), Step);
        Assert.Equal(62.5, Metric(a, "V95%[%]"), 0.1); // above 14.25 Gy lie 6.25 of 10 voxels
        Assert.Equal(0.5, b.GetProperty("differences").GetProperty("D50%[Gy]").GetDouble(), Step);
        Assert.False(a.TryGetProperty("differences", out _));
        Assert.Equal("SpinalCord", document.GetProperty("standardNames").GetProperty("Cord").GetString());
        Assert.Equal("Gy", document.GetProperty("dvh").GetProperty("A").GetProperty("unit").GetString());
    }

    [Fact]
    public async Task Goals_JudgeTheDose_ThatTheUserSaysItIs()
    {
        File.WriteAllText(folder["g.yaml"], """
            schema: hanbeam-goals/1
            rbe: mmkm-qst
            fractions: 16
            goals:
              - { structure: "@targets", goal: "D50%[Gy(RBE)] >= 15" }
              - { structure: SpinalCord, goal: "Max[Gy(RBE)] < 10", tolerance: 1 }
              - { structure: PTV, goal: "Max[Gy(RBE)] < 18", tolerance: 1 }
              - { structure: Brainstem, goal: "Max[Gy(RBE)] < 18" }
              - { structure: Cord, goal: "Max[Gy(RBE)] < 18", fractions: 12 }
            """);
        var document = await Evaluate(folder["a.mha"], "--structures", folder["masks"], "--rbe", "mmkm-qst", "--prescription", "PTV=15", "--fractions", "16", "--goals", folder["g.yaml"]);
        var goals = document.GetProperty("goals");
        Assert.Equal(["met", "within tolerance", "missed", "not evaluated", "not evaluated"], goals.GetProperty("verdicts").EnumerateArray().Select(verdict => verdict.GetProperty("status").GetString()));
        Assert.Equal((1, 1, 1, 2), (Count("met"), Count("withinTolerance"), Count("missed"), Count("notEvaluated")));
        Assert.Equal("Cord", goals.GetProperty("verdicts")[1].GetProperty("structure").GetString());
        Assert.Equal("there is no structure Brainstem", goals.GetProperty("verdicts")[3].GetProperty("reason").GetString());

        int Count(string key) => goals.GetProperty(key).GetInt32();
    }

    [Fact]
    public async Task Folder_HoldsDocumentCurvesAndTables()
    {
        string[] call = ["evaluate", folder["a.mha"], folder["b.mha"], "--structures", folder["masks"], "--metrics", "D50%[Gy],Mean[Gy]", "--rbe", "physical", "--out", folder["out"]];
        var run = await CommandLineRunner.Run(call);
        Assert.True(run.Code == 0, run.Error);
        Assert.Equal(["dvh-A.json", "dvh-B.json", "evaluation.json", "metrics.csv"], Directory.GetFiles(folder["out"]).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.Matches(@"\nPTV +A +8\.00 +15\.50 +15\.49", run.Out);
        Assert.Matches(@"\n +− A +\+0\.50 +\+0\.50", run.Out);
        var rows = File.ReadAllLines(folder["out", "metrics.csv"]);
        Assert.Equal("structure,dose,metric,value,unit,difference", rows[0]);
        Assert.Equal(9, rows.Length);
        Assert.Equal(2, (await CommandLineRunner.Run(call)).Code);
        Assert.Equal(0, (await CommandLineRunner.Run([.. call, "--force"])).Code);
    }

    [Fact]
    public async Task Sum_IsEvaluated_AsOneDose()
    {
        var document = await Evaluate(folder["a.mha"], folder["b.mha"], "--sum", "--structures", folder["masks"], "--rbe", "physical");
        Assert.Equal(["sum"], document.GetProperty("doses").EnumerateArray().Select(dose => dose.GetProperty("name").GetString()));
        Assert.Equal(2 * 15.5 + 0.5, Metric(document.GetProperty("structures").GetProperty("PTV").GetProperty("sum"), "D50%[Gy]"), 2 * Step);
    }

    [Theory]
    [InlineData("--metrics", "D95[Gy]", "did you mean D95%[Gy]?")]
    [InlineData("--metrics", "D95%[Gy(RBE)]", "is about Gy(RBE), and the doses are in Gy")]
    [InlineData("--metrics", "V95%[%]", "needs a prescribed dose, and none is known; name it with --prescription")]
    [InlineData("--metrics", "HI,,GI", "has an empty item")]
    [InlineData("--prescription", "PTW=15", "did you mean PTV?")]
    [InlineData("--prescription", "PTV", "is not of the form TARGET=DOSE")]
    [InlineData("--rbe", "mmkm-qts", "did you mean mmkm-qst?")]
    [InlineData("--rbe", "mmkm-qst,physical", "only a plan folder can be evaluated in several")]
    [InlineData("--goals", "head-and-neck-mmkm", "did you mean head-and-neck-mmkm-16?")]
    [InlineData("--goals", "prostate-mmkm-12", "is for the RBE model mmkm-qst, and no dose is: A is Gy")]
    [InlineData("--fractions", "0", "is not a whole number from 1")]
    [InlineData("--case", "c", "belong to a plan folder")]
    public async Task CallThatIsWrong_IsRefused_InASentence(string option, string value, string says)
    {
        var run = await CommandLineRunner.Run("evaluate", folder["a.mha"], "--structures", folder["masks"], option, value);
        Assert.Equal(2, run.Code);
        Assert.Contains(says, run.ErrorLines[^1], StringComparison.Ordinal);
        Assert.Empty(run.Out);
    }

    [Fact]
    public async Task DoseWithoutStructures_IsRefused()
    {
        var run = await CommandLineRunner.Run("evaluate", folder["a.mha"]);
        Assert.Equal((2, true), (run.Code, run.Error.Contains("name them with --structures", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task StructuresThatHaveNoFigures_AreSaid_AndTheOthersEvaluated()
    {
        Image("masks/Empty.mha", (_, _) => 0);
        var nan = new Grid<float>(Box, [.. Enumerable.Range(0, Box.Count).Select(n => n % 20 == 3 ? float.NaN : 1f)]);
        MetaImage.Write(folder["nan.mha"], nan);
        var run = await CommandLineRunner.Run("evaluate", folder["nan.mha"], "--structures", folder["masks"], "--json");
        Assert.True(run.Code == 0, run.Error);
        var document = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(1, Metric(document.GetProperty("structures").GetProperty("PTV").GetProperty("A"), "Mean[Gy]"), Step);
        Assert.Empty(document.GetProperty("structures").GetProperty("Cord").EnumerateObject());
        var warnings = document.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()!).ToArray();
        Assert.Contains(warnings, warning => warning.StartsWith("Cord has no figures in A", StringComparison.Ordinal) && warning.Contains("not a finite number", StringComparison.Ordinal));
        Assert.Contains(warnings, warning => warning.StartsWith("Empty has no figures in A", StringComparison.Ordinal));
        Assert.Contains(warnings, warning => warning.Contains("does not say what its values are", StringComparison.Ordinal));
        Assert.Contains("warning: Cord has no figures", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StructuresOfAnotherFrameOfReference_HaveNoFigures()
    {
        var (here, elsewhere) = (Patient("1.2.3"), Patient("1.2.4"));
        RtDoseWriter.Write(folder["dose.dcm"], MetaImage.Read(folder["a.mha"]), new RtDoseContent { Type = RtDoseType.Physical, PlanSopInstanceUid = "1.2.5" }, here, default);
        RtStructureSetWriter.Write(folder["here.dcm"], here, default);
        RtStructureSetWriter.Write(folder["elsewhere.dcm"], elsewhere, default);
        Assert.True((await Evaluate(folder["dose.dcm"], "--structures", folder["here.dcm"])).GetProperty("structures").GetProperty("S").TryGetProperty("A", out _));
        var document = await Evaluate(folder["dose.dcm"], "--structures", folder["elsewhere.dcm"]);
        Assert.False(document.GetProperty("structures").GetProperty("S").TryGetProperty("A", out _));
        Assert.Contains("frame of reference 1.2.4 but the dose lies in 1.2.3", document.GetProperty("warnings").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BeamDosesOfAnotherSystem_AddUpToItsPlan()
    {
        var study = SharedData.Path("cases", "ionplan_samples", "raystation_2field");
        var files = Directory.GetFiles(study, "RD*.dcm").Order(StringComparer.Ordinal).ToArray();
        var plan = await Evaluate(files[0], "--structures", study);
        var sum = await Evaluate(files[1], files[2], "--sum", "--structures", study);
        foreach (var name in new[] { "Cube101010", "Slope101004", "PMMA" })
        {
            var (whole, beams) = (plan.GetProperty("structures").GetProperty(name).GetProperty("A"), sum.GetProperty("structures").GetProperty(name).GetProperty("sum"));

            // The files hold steps of the dose: 2 Gy in 16 bits, and two of them add up.
            Assert.Equal(Metric(whole, "Mean[Gy(RBE)]"), Metric(beams, "Mean[Gy(RBE)]"), 1e-3);
            Assert.Equal(Metric(whole, "D95%[Gy(RBE)]"), Metric(beams, "D95%[Gy(RBE)]"), 2e-3);
        }

        Assert.Equal(1050, plan.GetProperty("structures").GetProperty("Cube101010").GetProperty("A").GetProperty("volumeCc").GetDouble(), 1);
    }

    private static double Metric(JsonElement structure, string name) => structure.GetProperty("metrics").GetProperty(name).GetDouble();

    private static async Task<JsonElement> Evaluate(params string[] arguments)
    {
        var run = await CommandLineRunner.Run(["evaluate", .. arguments, "--json"]);
        Assert.True(run.Code == 0, run.Error);
        return JsonDocument.Parse(run.Out).RootElement;
    }

    private static PatientCase Patient(string frame)
    {
        var square = new Contour(9, [10, 20, 20, 10], [5, 5, 15, 15]);
        var identity = MadeUpIdentity.Create("S", "00", Box.Nz) with { FrameOfReferenceUid = frame };
        return new PatientCase
        {
            Source = "made", Kind = CaseKind.Dicom, Ct = new CtImage(new Grid<float>(Box), PatientPosition.HFS), Identity = identity,
            Structures = [new Structure { Name = "S", Number = 1, Contours = [square with { Z = 8 }, square, square with { Z = 10 }] }],
        };
    }

    private void Image(string name, Func<int, int, float> value)
    {
        var grid = new Grid<float>(Box);
        for (var n = 0; n < Box.Count; n++) grid.Values[n] = value(Box.Voxel(n).I, Box.Voxel(n).J);
        MetaImage.Write(folder[name], grid);
    }
}
