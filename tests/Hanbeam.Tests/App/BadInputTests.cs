using System.Text;
using Hanbeam.App.Demo;
using Xunit;

namespace Hanbeam.Tests.App;

/// <summary>Whatever is wrong with what the user gives: one sentence, exit code 2, and no folder, not even a half-written one.</summary>
public sealed class BadInputTests : IDisposable
{
    private const string Recipe = """
        case: case
        machine: generic-synchrotron
        prescription: { target: TARGET, dose: 57.6, fractions: 16, rbe: mmkm-qst }
        beams: [ { gantry: 0 } ]
        objectives: [ { structure: TARGET, type: uniform-dose, dose: 57.6, weight: 100 } ]
        """;

    private static readonly DateTimeOffset Stamp = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hanbeam-bad-");

    private string Case => Path.Combine(folder.FullName, "case");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Plan_NoRecipe_IsRefused() => await Refused(null, "no recipe");

    [Fact]
    public async Task Plan_NoCaseFolder_IsRefused() => await Refused(Recipe, "no case folder");

    [Fact]
    public async Task Plan_EmptyCaseFolder_IsRefused()
    {
        Directory.CreateDirectory(Case);
        await Refused(Recipe, Case);
    }

    [Fact]
    public async Task Plan_TwoCtSeries_IsRefused()
    {
        DemoCases.WriteWaterBox(Path.Combine(Case, "one"), Stamp);
        DemoCases.WriteHead(Path.Combine(Case, "two"), Stamp);
        await Refused(Recipe, "CT series");
    }

    [Fact]
    public async Task Plan_MissingSlice_IsRefused()
    {
        DemoCases.WriteWaterBox(Case, Stamp);
        File.Delete(Directory.GetFiles(Path.Combine(Case, "CT")).Order(StringComparer.Ordinal).ElementAt(40));
        await Refused(Recipe, "slice");
    }

    [Fact]
    public async Task Plan_NonAxialCt_IsRefused()
    {
        DemoCases.WriteWaterBox(Case, Stamp);
        foreach (var file in Directory.GetFiles(Path.Combine(Case, "CT"))) Replace(file, @"1\0\0\0\1\0", @"1\0\0\0\0\1");
        await Refused(Recipe, "axial");
    }

    [Fact]
    public async Task Plan_StructureThatIsNotThere_IsRefusedWithTheNearest()
    {
        MaskCase.Write(Case, targetFromMm: 60);
        await Refused(Recipe.Replace("structure: TARGET", "structure: TARGTE"), "TARGTE", "TARGET");
    }

    [Fact]
    public async Task Plan_TargetOutsideTheExternalContour_IsRefused()
    {
        MaskCase.Write(Case, targetFromMm: 205);
        await Refused(Recipe, "outside the external contour");
    }

    [Fact]
    public async Task Plan_TargetThatNoBeamReaches_IsRefusedWithThePercentage()
    {
        // 40 mm behind the longest range of the machine (306 mm).
        MaskCase.Write(Case, targetFromMm: 346, bodyMm: 400);
        await Refused(Recipe, "%");
    }

    [Theory]
    [InlineData("gantry: 0", "gantry: 400", "400 degrees")]
    [InlineData("gantry: 0", "gantri: 0", "line 4", "gantry")]
    [InlineData("target: TARGET, dose: 57.6", "target: TARGET, dose: -5", "-5 Gy(RBE)")]
    [InlineData("generic-synchrotron", "generic-cyclotron", "generic-cyclotron")]
    [InlineData("rbe: mmkm-qst", "rbe: mmkm-qts", "mmkm-qts")]
    [InlineData("fractions: 16", "fractions: 0", "fractions")]
    [InlineData("dose: 57.6, weight", "weight", "dose")]
    public async Task Plan_WrongValue_IsRefusedByName(string from, string to, params string[] expected)
    {
        MaskCase.Write(Case, targetFromMm: 60);
        await Refused(Recipe.Replace(from, to), expected);
    }

    [Theory]
    [InlineData("--histories", "1000")]
    [InlineData("--uncertainty", "2")]
    [InlineData("--seed", "7")]
    [InlineData("--chamber", "3")]
    [InlineData("--engine", "magic")]
    [InlineData("--engine=monte-carlo", "--histories=500", "500", "1000")]
    [InlineData("--engine=monte-carlo", "--histories=1e3.5", "1e3.5")]
    [InlineData("--engine=monte-carlo", "--histories=1000.5", "1000.5", "whole number")]
    [InlineData("--engine=monte-carlo", "--uncertainty=0", "0 %", "0.05")]
    [InlineData("--engine=monte-carlo", "--time=-1", "-1 s")]
    [InlineData("--engine=monte-carlo", "--seed=-1", "-1", "whole number")]
    [InlineData("--grid", "-2")]
    [InlineData("--fractions", "0")]
    [InlineData("--rbe", "lem1:cordoma")]
    [InlineData("--calibration", "nowhere.csv")]
    [InlineData("--points", "nowhere.csv")]
    public async Task Dose_OptionThatCannotBe_IsRefused(string option, string value, params string[] expected)
    {
        var spots = Path.Combine(folder.FullName, "spots.csv");
        await File.WriteAllTextAsync(spots, "beam,gantry_deg,couch_deg,isocentre_x_mm,isocentre_y_mm,isocentre_z_mm,energy_MeV_u,x_mm,y_mm,particles\n1,0,0,0,50,0,200,0,0,1e6\n",
            TestContext.Current.CancellationToken);
        await Refused(["dose", spots, "--case", "water:100,100,100@5", "--machine", "generic-synchrotron", option, value], expected.Length > 0 ? expected : [value]);
    }

    [Fact]
    public async Task Plan_ExistingFolder_IsRefusedBeforeAnyWork()
    {
        Directory.CreateDirectory(Path.Combine(folder.FullName, "out"));
        var result = await CommandLineRunner.Run("plan", "nowhere.yaml", "--out", Path.Combine(folder.FullName, "out"));
        Assert.Equal(2, result.Code);
        Assert.Contains("--force", Assert.Single(result.ErrorLines));
    }

    private async Task Refused(string? recipe, params string[] expected)
    {
        var path = Path.Combine(folder.FullName, "recipe.yaml");
        if (recipe is not null) await File.WriteAllTextAsync(path, recipe, TestContext.Current.CancellationToken);
        await Refused(["plan", path], expected);
    }

    private async Task Refused(string[] args, string[] expected)
    {
        var before = folder.GetFileSystemInfos().Select(entry => entry.Name).Order();
        var result = await CommandLineRunner.Run([.. args, "--out", Path.Combine(folder.FullName, "out")]);
        Assert.Equal(2, result.Code);
        var sentence = Assert.Single(result.ErrorLines, line => line.StartsWith("hanbeam: ", StringComparison.Ordinal));
        Assert.Equal(sentence, result.ErrorLines[^1]);
        foreach (var part in expected) Assert.Contains(part, sentence);
        Assert.DoesNotContain("   at ", result.Error);
        Assert.Empty(result.Out);
        Assert.Equal(before, folder.GetFileSystemInfos().Select(entry => entry.Name).Order());
    }

    private static void Replace(string file, string from, string to)
    {
        var bytes = File.ReadAllBytes(file);
        var at = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(from));
        Assert.True(at >= 0);
        Encoding.ASCII.GetBytes(to).CopyTo(bytes, at);
        File.WriteAllBytes(file, bytes);
    }
}
