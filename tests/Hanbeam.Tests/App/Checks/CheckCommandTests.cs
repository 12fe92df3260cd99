using System.Text.Json;
using Hanbeam.Dicom.Codec;
using Hanbeam.Tests.App.Evaluation;
using Hanbeam.Treatment.Imaging;
using Xunit;
using PdfDocument = UglyToad.PdfPig.PdfDocument;

namespace Hanbeam.Tests.App.Checks;

/// <summary>check on a small plan in water: what it writes, what it says, what it refuses.</summary>
public sealed class CheckCommandTests(SmallPlanFixture small) : IClassFixture<SmallPlanFixture>
{
    // Enough for a dose with figures; far too few for a verdict.
    private const string FewHistories = "20000";

    [Fact]
    public async Task Check_OfASmallPlan_WritesTheFiguresAndTheReport()
    {
        using var folder = new TemporaryFolder();
        var run = await CommandLineRunner.Run("check", small.Plan, "--histories", FewHistories, "--language", "ja", "--out", folder["check"], "--json");
        Assert.True(run.Code == 0, run.Error);
        foreach (var file in new[] { "check.json", "manifest.json", "report.pdf", "dose-physical.mha", "dose-rbe.mha", "let.mha", "uncertainty.mha", "failures.mha", "gamma-physical.mha", "gamma-rbe.mha", "difference-physical.mha", "difference-rbe.mha" })
            Assert.True(File.Exists(folder["check", file]), file);
        var check = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(Without(check), Without(Json(folder["check", "check.json"])));
        Assert.Equal("hanbeam-check/1", check.GetProperty("schema").GetString());
        Assert.Equal(20000, check.GetProperty("engine").GetProperty("histories").GetInt64());
        Assert.Equal("histories", check.GetProperty("engine").GetProperty("stoppedBy").GetString());
        Assert.Equal(["physical-3-2", "physical-2-2", "rbe-3-2", "rbe-2-2"], check.GetProperty("gamma").EnumerateObject().Select(one => one.Name));
        var failures = check.GetProperty("failures");
        Assert.Equal(failures.GetProperty("failingVoxels").GetInt32(), failures.GetProperty("classes").EnumerateArray().Sum(one => one.GetProperty("failingVoxels").GetInt32()));

        // A figure of the plan is that of its own summary.
        var target = check.GetProperty("structures").GetProperty("TARGET");
        Assert.True(target.GetProperty("isTarget").GetBoolean());
        Assert.Equal(Json(Path.Combine(small.Plan, "summary.json")).GetProperty("structures").GetProperty("TARGET").GetProperty("d95GyRbe").GetDouble(), target.GetProperty("rbe").GetProperty("d95").GetProperty("plan").GetDouble());

        using var pdf = PdfDocument.Open(folder["check", "report.pdf"]);
        var text = string.Concat(pdf.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text));
        foreach (var expected in new[] { "計画の独立検証", "判定", "TARGET", "モンテカルロ", "Miften2018" }) Assert.Contains(expected, text);
    }

    [Fact]
    public async Task Check_WithTooFewHistories_DoesNotPass_AndSaysWhy()
    {
        using var folder = new TemporaryFolder();
        var run = await CommandLineRunner.Run("check", small.Plan, "--histories", "1000", "--out", folder["check"]);
        Assert.True(run.Code == 0, run.Error);
        Assert.Contains("verdict: fail", run.Out, StringComparison.Ordinal);
        var check = Json(folder["check", "check.json"]);
        Assert.False(check.GetProperty("pass").GetBoolean());
        Assert.Contains(check.GetProperty("reasons").EnumerateArray(), reason => reason.GetString()!.StartsWith("Statistical uncertainty of Monte Carlo, physical dose: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_WithOneThreadAndWithTwo_GivesTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        foreach (var threads in new[] { "1", "2" })
        {
            var run = await CommandLineRunner.Run("check", small.Plan, "--uncertainty", "8", "--threads", threads, "--out", folder[threads]);
            Assert.True(run.Code == 0, run.Error);
        }

        foreach (var file in new[] { "dose-physical.mha", "dose-rbe.mha", "let.mha", "uncertainty.mha", "gamma-rbe.mha" })
            Assert.Equal(File.ReadAllBytes(folder["1", file]), File.ReadAllBytes(folder["2", file]));
        Assert.Equal(Without(Json(folder["1", "check.json"])), Without(Json(folder["2", "check.json"])));
    }

    [Fact]
    public async Task Check_WithAnotherSeed_GivesAnotherDoseOfTheSameSize()
    {
        using var folder = new TemporaryFolder();
        foreach (var seed in new[] { "1", "2" })
        {
            var run = await CommandLineRunner.Run("check", small.Plan, "--histories", FewHistories, "--seed", seed, "--out", folder[seed]);
            Assert.True(run.Code == 0, run.Error);
        }

        var (one, two) = (MetaImage.Read(folder["1", "dose-physical.mha"]), MetaImage.Read(folder["2", "dose-physical.mha"]));
        Assert.NotEqual(one.Values, two.Values);

        // The sum over all voxels is known far better than a voxel: about 1/√20000 of the spread of an ion's energy, which is below 1.
        Assert.Equal(1, one.Values.Sum() / two.Values.Sum(), 0.02);
    }

    [Fact]
    public async Task DoseThatIsFromMonteCarloItself_IsCheckedWithAWarning()
    {
        using var folder = new TemporaryFolder();
        var dose = await CommandLineRunner.Run("dose", small.Plan, "--case", small.Case, "--machine", "generic-synchrotron", "--engine", "monte-carlo", "--histories", "1000", "--grid", "10", "--out", folder["dose"]);
        Assert.True(dose.Code == 0, dose.Error);
        var run = await CommandLineRunner.Run("check", folder["dose"], "--histories", "1000", "--out", folder["check"]);
        Assert.True(run.Code == 0, run.Error);
        Assert.Contains("is itself from Monte Carlo", run.Error, StringComparison.Ordinal);
        Assert.Equal(["physical-3-2", "physical-2-2"], Json(folder["check", "check.json"]).GetProperty("gamma").EnumerateObject().Select(one => one.Name));
    }

    [Theory]
    [InlineData("check")]
    [InlineData("evaluate")]
    [InlineData("dose")]
    public async Task PlanForAPatientWhoLiesOtherwise_IsCalculatedTheSameWayEverywhere(string command)
    {
        using var folder = new TemporaryFolder();
        var plan = Copy(folder);
        var file = Path.Combine(plan, "plan.dcm");
        var set = DicomFile.Read(file).DataSet;
        var turned = new DicomDataSet();
        turned.SetItems(DicomTags.PatientSetupSequence, [new DicomDataSet()]);
        turned.Items(DicomTags.PatientSetupSequence)[0].Set(DicomTags.PatientSetupNumber, 1);
        turned.Items(DicomTags.PatientSetupSequence)[0].Set(DicomTags.PatientPosition, "HFP");
        foreach (var element in set.Elements.Where(element => element.Tag != DicomTags.PatientSetupSequence)) turned.Add(element);
        DicomFile.Write(file, turned);
        string[] options = command switch
        {
            "check" => ["--histories", "1000", "--out", folder["out"]],
            "evaluate" => ["--out", folder["out"]],
            _ => ["--case", small.Case, "--machine", "generic-synchrotron", "--out", folder["out"]],
        };
        var run = await CommandLineRunner.Run([command, plan, .. options]);
        Assert.True(run.Code == 0, run.Error);
        Assert.Contains("is for a patient who lies HFP, and the CT of", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FolderWithoutManifest_IsRefused()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["empty"]);
        await Refused(folder, folder["empty"], "is no plan folder", "manifest.json");
    }

    [Theory]
    [InlineData("\"sha256\": \"", "\"sha256\": \"00", "generic-synchrotron.machine", "--machine")]
    [InlineData("\"ct.mha\": \"", "\"ct.mha\": \"00", "ct.mha", "--case")]
    [InlineData("\"rbeModel\": \"mmkm-qst\"", "\"rbeModel\": \"mmkm-qts\"", "mmkm-qts")]
    [InlineData("\"schema\"", "\"sch", "no manifest of Hanbeam")]
    public async Task ManifestThatDoesNotFit_IsRefused(string from, string to, params string[] expected)
    {
        using var folder = new TemporaryFolder();
        var plan = Copy(folder);
        await Edit(plan, "manifest.json", from, to);
        await Refused(folder, plan, expected);
    }

    [Fact]
    public async Task CaseThatIsGone_IsRefusedByName_AndTakenWhereItIsNamed()
    {
        using var folder = new TemporaryFolder();
        var plan = Copy(folder);
        await Edit(plan, "manifest.json", JsonSerializer.Serialize(small.Case).Trim('"'), "/nowhere/case");
        await Refused(folder, plan, "/nowhere/case", "--case");
        var run = await CommandLineRunner.Run("check", plan, "--case", small.Case, "--histories", "1000", "--out", folder["named"]);
        Assert.True(run.Code == 0, run.Error);
    }

    [Theory]
    [InlineData("recipe.yaml", "spacing: 8", "spacing: 9", "is not the recipe")]
    [InlineData("spots.csv", "", "", "")]
    [InlineData("dose-physical.mha", null, null, "dose-physical.mha")]
    [InlineData("dose-rbe.mha", null, null, "dose-rbe.mha")]
    [InlineData("plan.dcm", null, null, "plan.dcm")]
    public async Task FolderThatWasChanged_IsRefused(string file, string? from, string? to, string expected)
    {
        using var folder = new TemporaryFolder();
        var plan = Copy(folder);
        if (from is null) File.Delete(Path.Combine(plan, file));
        else if (file == "spots.csv") await DropLastSpot(plan);
        else await Edit(plan, file, from, to!);
        await Refused(folder, plan, file == "spots.csv" ? ["plan.dcm", "spots.csv", "ions"] : [expected]);
    }

    [Theory]
    [InlineData("--gamma-pass", "0")]
    [InlineData("--mean-tolerance", "three")]
    [InlineData("--verdict-uncertainty", "101")]
    [InlineData("--histories", "10")]
    [InlineData("--case", "/nowhere")]
    [InlineData("--machine", "nobodys")]
    public async Task OptionThatCannotBe_IsRefused(string option, string value)
    {
        using var folder = new TemporaryFolder();
        await Refused(folder, small.Plan, [value], option, value);
    }

    private static async Task Refused(TemporaryFolder folder, string plan, params string[] expected) => await Refused(folder, plan, expected, []);

    private static async Task Refused(TemporaryFolder folder, string plan, string[] expected, params string[] options)
    {
        var run = await CommandLineRunner.Run(["check", plan, "--out", folder["out"], .. options]);
        Assert.Equal(2, run.Code);
        foreach (var part in expected) Assert.Contains(part, run.ErrorLines[^1], StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }

    private string Copy(TemporaryFolder folder)
    {
        var copy = folder["plan"];
        foreach (var file in Directory.EnumerateFiles(small.Plan, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(small.Plan, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    private static async Task Edit(string plan, string file, string from, string to)
    {
        var path = Path.Combine(plan, file);
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.Contains(from, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text.Replace(from, to, StringComparison.Ordinal), TestContext.Current.CancellationToken);
    }

    private static async Task DropLastSpot(string plan)
    {
        var path = Path.Combine(plan, "spots.csv");
        var lines = await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(path, lines[..^1], TestContext.Current.CancellationToken);
    }

    private static JsonElement Json(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }

    // Time and memory differ from run to run.
    private static string Without(JsonElement check) =>
        string.Join("\n", check.EnumerateObject().Where(one => one.Name is not ("seconds" or "peakMemoryBytes")).Select(one => one.Name + one.Value.GetRawText()));
}
