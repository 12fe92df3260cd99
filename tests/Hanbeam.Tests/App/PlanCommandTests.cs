using System.Text.Json;
using Hanbeam.App;
using Hanbeam.App.Commands;
using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.RtIonPlan;
using Hanbeam.Dose.BeamModels;
using Xunit;
using PdfDocument = UglyToad.PdfPig.PdfDocument;

namespace Hanbeam.Tests.App;

/// <summary>Whole plans of a small water case.</summary>
public sealed class PlanCommandTests : IDisposable
{
    private const string Recipe = """
        case: case
        machine: generic-synchrotron
        prescription: { target: TARGET, dose: 40, fractions: 10, rbe: mmkm-qst }
        beams: [ { gantry: 0, name: front }, { gantry: 90 } ]
        spots: { spacing: 8, layerSpacing: 8 }
        doseGrid: 10
        objectives: [ { structure: TARGET, type: uniform-dose, dose: 40, weight: 100 } ]
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hanbeam-plan-");

    public PlanCommandTests()
    {
        MaskCase.Write(Path.Combine(folder.FullName, "case"), targetFromMm: 60);
        File.WriteAllText(RecipePath = Path.Combine(folder.FullName, "recipe.yaml"), Recipe);
    }

    private string RecipePath { get; set; }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Plan_OneThreadOrThree_GivesTheSameBytes()
    {
        await Plan("one", "--threads", "1", "--timestamp", "2026-01-31T12:00:00Z");
        await Plan("three", "--threads", "3", "--timestamp", "2026-01-31T12:00:00Z");
        var files = Directory.GetFiles(Out("one"), "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Out("one"), path));

        // The manifest holds the command, the summary holds times and memory.
        foreach (var name in files.Where(name => name is not ("manifest.json" or "summary.json")))
            Assert.True(File.ReadAllBytes(Path.Combine(Out("one"), name)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(Out("three"), name))), name);
    }

    [Fact]
    public async Task Plan_InMonitorUnits_TakesTheMachinesOrIsRefused()
    {
        await File.WriteAllTextAsync(RecipePath, Recipe + "\nmeterset: monitor-units\n", TestContext.Current.CancellationToken);
        var refused = await CommandLineRunner.Run("plan", RecipePath, "--out", Out("none"));
        Assert.Equal(ExitCodes.InputFault, refused.Code);
        Assert.Contains("does not say how many ions a monitor unit has", refused.Error);

        var model = MachineFile.Read(MachineLibrary.Resolve("generic-synchrotron"));
        var machine = Path.Combine(folder.FullName, "commissioned.machine");
        MachineFile.Write(machine, model with { Machine = model.Machine with { Energies = [.. model.Machine.Energies.Select(energy => energy with { IonsPerMonitorUnit = 1e4 * energy.EnergyMeVPerU })] } });
        await File.WriteAllTextAsync(RecipePath, Recipe.Replace("generic-synchrotron", machine) + "\nmeterset: monitor-units\n", TestContext.Current.CancellationToken);
        await Plan("units");
        var plan = Path.Combine(Out("units"), "plan.dcm");
        Assert.Equal("MU", DicomFile.Read(plan).DataSet.Items(DicomTags.IonBeamSequence)[0].Text(DicomTags.PrimaryDosimeterUnit));
        await File.WriteAllTextAsync(RecipePath, Recipe.Replace("generic-synchrotron", machine), TestContext.Current.CancellationToken);
        await Plan("ions");
        Assert.Equal(File.ReadAllText(Path.Combine(Out("ions"), "spots.csv")), File.ReadAllText(Path.Combine(Out("units"), "spots.csv")));
        Assert.Equal(RtIonPlanReader.Read(Path.Combine(Out("ions"), "plan.dcm")).Beams.Select(beam => beam.Particles), RtIonPlanReader.Read(plan).Beams.Select(beam => beam.Particles));
    }

    [Fact]
    public async Task Plan_Json_IsTheSummaryAndNothingElse()
    {
        var result = await Plan("json", "--json");
        using var document = JsonDocument.Parse(result.Out);
        var beams = document.RootElement.GetProperty("beams");
        Assert.Equal("front", beams[0].GetProperty("name").GetString());
        Assert.Equal(File.ReadAllText(Path.Combine(Out("json"), "summary.json")).TrimEnd(), result.Out.TrimEnd());
    }

    [Fact]
    public async Task Plan_OfPhysicalDose_IsInGyEverywhere()
    {
        await File.WriteAllTextAsync(RecipePath, Recipe.Replace("mmkm-qst", "physical"), TestContext.Current.CancellationToken);
        var result = await Plan("physical");
        Assert.Matches(@"TARGET: D95 \d+\.\d\d, D98 \d+\.\d\d, D2 \d+\.\d\d Gy \(physical\); V95 ", result.Out);
        var text = await File.ReadAllTextAsync(Path.Combine(Out("physical"), "summary.json"), TestContext.Current.CancellationToken);
        using var summary = JsonDocument.Parse(text);
        Assert.True(summary.RootElement.GetProperty("maxOutsideTargetsGy").GetDouble() > 0);
        Assert.DoesNotContain("GyRbe", text.Replace("doseGyRbe", "", StringComparison.Ordinal));
        using var report = PdfDocument.Open(Path.Combine(Out("physical"), "report.pdf"));
        Assert.DoesNotContain("Gy(RBE)", string.Concat(report.GetPages().Select(page => page.Text)));
    }

    [Fact]
    public async Task Plan_CancelledWhileOptimising_KeepsTheBestSoFar()
    {
        using var stop = new CancellationTokenSource();
        using var output = new StringWriter();
        using var error = new StoppingWriter("optimise", stop);
        var code = await Program.RunAsync(["plan", RecipePath, "--out", Out("stopped")], output, error, stop.Token);
        Assert.Equal(130, code);
        using var summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(Out("stopped"), "summary.json")));
        var optimisation = summary.RootElement.GetProperty("optimisation");
        Assert.Equal("cancelled", optimisation.GetProperty("stopReason").GetString());
        var iterations = optimisation.GetProperty("iterations").GetInt32();
        Assert.Equal(1, iterations);
        const string Warning = "Stopped by the user after 1 iteration: not converged.";
        Assert.Contains(Warning, summary.RootElement.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()));
        Assert.Contains("warning: " + Warning, error.ToString());
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(Out("stopped"), "manifest.json")));
        Assert.Equal(iterations, manifest.RootElement.GetProperty("stopped").GetProperty("iteration").GetInt32());
        using var report = PdfDocument.Open(Path.Combine(Out("stopped"), "report.pdf"));
        Assert.Contains("Stopped by the user", string.Join(' ', report.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text)));
    }

    [Fact]
    public async Task Plan_CancelledAfterTheOptimisation_IsDone()
    {
        using var stop = new CancellationTokenSource();
        using var output = new StringWriter();
        using var error = new StoppingWriter("figures and files", stop);
        var code = await Program.RunAsync(["plan", RecipePath, "--out", Out("whole")], output, error, stop.Token);
        Assert.True(stop.IsCancellationRequested);
        Assert.Equal(0, code);
        Assert.DoesNotContain("Stopped by the user", error.ToString());
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(Out("whole"), "manifest.json")));
        Assert.False(manifest.RootElement.TryGetProperty("stopped", out _));
    }

    [Fact]
    public async Task Demo_CancelledBeforeThereIsAPlan_LeavesNothing()
    {
        using var stop = new CancellationTokenSource();
        using var output = new StringWriter();
        using var error = new StoppingWriter("reading the case", stop);
        var code = await Program.RunAsync(["demo", "--out", Out("demo")], output, error, stop.Token);
        Assert.True(stop.IsCancellationRequested);
        Assert.Equal(130, code);
        Assert.Contains("nothing was written", error.ToString());
        Assert.False(Directory.Exists(Out("demo")));
    }

    [Fact]
    public async Task Plan_CancelledBeforeThereIsAPlan_LeavesNothing()
    {
        using var stop = new CancellationTokenSource();
        using var output = new StringWriter();
        using var error = new StoppingWriter("structures", stop);
        var code = await Program.RunAsync(["plan", RecipePath, "--out", Out("stopped")], output, error, stop.Token);
        Assert.Equal(130, code);
        Assert.Equal(["case", "recipe.yaml"], folder.GetFileSystemInfos().Select(entry => entry.Name).Order());
    }

    [Fact]
    public async Task Dose_OfThePlanFolder_GivesThePlansDoseToTheBit()
    {
        await Plan("plan");
        var result = await CommandLineRunner.Run("dose", Out("plan"), "--case", Path.Combine(folder.FullName, "case"), "--machine", "generic-synchrotron",
            "--rbe", "mmkm-qst", "--out", Out("dose"));
        Assert.True(result.Code == 0, result.Error);
        foreach (var name in new[] { "dose-rbe.mha", "dose-physical.mha", "let.mha", "alpha.mha" })
            Assert.True(File.ReadAllBytes(Path.Combine(Out("plan"), name)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(Out("dose"), name))), name);
    }

    // The calibration's path is relative to the recipe, which is not where the plan folder is.
    [Fact]
    public async Task Dose_OfAPlanWithOverridesAndCalibration_FollowsItsRecipe()
    {
        var recipes = folder.CreateSubdirectory("recipes").FullName;
        await File.WriteAllTextAsync(Path.Combine(recipes, "rsp.csv"), "HU,RSP\n-1000,0\n0,0.9\n3000,3\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(RecipePath = Path.Combine(recipes, "recipe.yaml"),
            Recipe.Replace("case: case", "case: ../case") + "\ncalibration: ./rsp.csv\noverrides: { TARGET: { rsp: 1.3 } }\n", TestContext.Current.CancellationToken);
        await Plan("plan");
        string[] arguments = ["--case", Path.Combine(folder.FullName, "case"), "--machine", "generic-synchrotron"];
        var followed = await CommandLineRunner.Run(["dose", Out("plan"), .. arguments, "--out", Out("dose")]);
        Assert.True(followed.Code == 0, followed.Error);
        Assert.Equal(File.ReadAllBytes(Path.Combine(Out("plan"), "dose-physical.mha")), File.ReadAllBytes(Path.Combine(Out("dose"), "dose-physical.mha")));

        var bare = await CommandLineRunner.Run(["dose", Path.Combine(Out("plan"), "plan.dcm"), .. arguments, "--out", Out("bare")]);
        Assert.True(bare.Code == 0, bare.Error);
        Assert.Contains("no overrides of materials are applied", await File.ReadAllTextAsync(Path.Combine(Out("bare"), "summary.json"), TestContext.Current.CancellationToken));
        Assert.NotEqual(File.ReadAllBytes(Path.Combine(Out("plan"), "dose-physical.mha")), File.ReadAllBytes(Path.Combine(Out("bare"), "dose-physical.mha")));
    }

    [Fact]
    public async Task Dose_OfASpotList_CountsOneFractionUnlessTold()
    {
        await Plan("plan");
        var spots = Path.Combine(Out("plan"), "spots.csv");
        var points = Path.Combine(folder.FullName, "points.csv");
        await File.WriteAllTextAsync(points, "x,y,z\n0,80,0 # the middle of the target\n", TestContext.Current.CancellationToken);
        var one = await PointDose(spots, points, []);
        var ten = await PointDose(spots, points, ["--fractions", "10"]);

        // Voxels are single precision.
        Assert.Equal(10, ten / one, 1e-5);
    }

    private async Task<double> PointDose(string spots, string points, string[] more)
    {
        var target = Out("dose" + more.Length);
        var result = await CommandLineRunner.Run(["dose", spots, "--case", Path.Combine(folder.FullName, "case"), "--machine", "generic-synchrotron",
            "--points", points, "--json", "--out", target, .. more]);
        Assert.True(result.Code == 0, result.Error);
        Assert.False(File.Exists(Path.Combine(target, "dose-rbe.mha")));
        using var document = JsonDocument.Parse(result.Out);
        return document.RootElement.GetProperty("points")[0].GetProperty("doseGy").GetDouble();
    }

    private string Out(string name) => Path.Combine(folder.FullName, name);

    private async Task<CommandLineRunner.Result> Plan(string name, params string[] more)
    {
        var result = await CommandLineRunner.Run(["plan", RecipePath, "--out", Out(name), .. more]);
        Assert.True(result.Code == 0, result.Error);
        return result;
    }
}
