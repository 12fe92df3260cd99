using System.Text.Json;
using Xunit;

namespace Hanbeam.Tests.App;

/// <summary>RBE models by name through whole runs: planned with one, recalculated with others, refused and warned about in words.</summary>
public sealed class RbeModelRunsTests : IDisposable
{
    private const string Keys = "# schema: hanbeam-rbe-table/1\n# alphax: 0.1\n# betax: 0.05\n";

    private readonly TemporaryFolder folder = new();

    public RbeModelRunsTests() => MaskCase.Write(folder["case"], targetFromMm: 60);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Plan_InLem_IsEvaluatedInOtherModels_AndWarnsOfTheFractionDose()
    {
        var recipe = folder["recipe.yaml"];
        await File.WriteAllTextAsync(recipe, """
            case: case
            machine: generic-synchrotron
            prescription: { target: TARGET, dose: 60, fractions: 10, rbe: "lem1:chordoma" }
            beams: [ { gantry: 0 } ]
            spots: { spacing: 8, layerSpacing: 8 }
            doseGrid: 10
            objectives: [ { structure: TARGET, type: uniform-dose, dose: 60, weight: 100 } ]
            """, TestContext.Current.CancellationToken);
        var planned = await CommandLineRunner.Run("plan", recipe, "--out", folder["plan"]);
        Assert.True(planned.Code == 0, planned.Error);
        var (lem, warnings) = Summary("plan");
        Assert.InRange(lem, 54, 66); // the prescription, on a grid as coarse as the spots
        Assert.Contains(warnings, warning => warning.StartsWith("RBE model lem1:chordoma: a fraction has up to 6.00 Gy(RBE), more than the 4.6", StringComparison.Ordinal));

        await File.WriteAllTextAsync(folder["table.csv"], Keys + "# dt: 30\n" + (await CommandLineRunner.Run("rbe", "table", "lem1:chordoma")).Out, TestContext.Current.CancellationToken);
        foreach (var (model, lowest, highest) in new[] { ("mmkm-qst", 1.0, 1.3), ("smk:hsg-2018", 0.4, 0.9), ("kanai", 0.9, 1.3), (folder["table.csv"], 0.99, 1.01) })
        {
            var evaluated = await CommandLineRunner.Run("dose", folder["plan"], "--case", folder["case"], "--machine", "generic-synchrotron", "--rbe", model, "--out", folder["dose"], "--force");
            Assert.True(evaluated.Code == 0, evaluated.Error);
            Assert.InRange(Summary("dose").Median / lem, lowest, highest); // the scales cross near 5 Gy(RBE), X-rays stand for 1/1.4 of the clinical scales; a model's own table gives its dose again
        }

        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(folder["dose", "manifest.json"], TestContext.Current.CancellationToken));
        Assert.Equal(folder["table.csv"], manifest.RootElement.GetProperty("rbeTable").GetProperty("path").GetString());
    }

    [Theory]
    [InlineData("Z,A,E_MeV_u,alpha_per_Gy,beta_per_Gy2\n6,12,0.1,0.7,0\n6,12,500,0.4,0.04\n", "has no ion of charge")]
    [InlineData("Z,A,E_MeV_u,alpha_per_Gy,beta_per_Gy2\n6,12,1,0.7,0\n6,12,500,0.4,0.04\n", "covers 12C from 1 to 500 MeV/u, but")]
    [InlineData("Z,A,E_MeV_u,alpha_per_Gy,beta_per_Gy2\n6,12,1,-0.7,0\n", "alpha_per_Gy is '-0.7'")]
    public async Task Dose_TableThatDoesNotCoverTheBeam_IsRefused(string table, string message)
    {
        await File.WriteAllTextAsync(folder["table.csv"], Keys + table, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder["spots.csv"], "beam,gantry_deg,couch_deg,isocentre_x_mm,isocentre_y_mm,isocentre_z_mm,energy_MeV_u,x_mm,y_mm,particles\n1,0,0,0,80,0,200,0,0,1e6\n", TestContext.Current.CancellationToken);
        var run = await CommandLineRunner.Run("dose", folder["spots.csv"], "--case", "water:60,120,60@10", "--machine", "generic-synchrotron", "--rbe", folder["table.csv"], "--out", folder["dose"]);
        Assert.Equal(2, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["dose"]));
    }

    private (double Median, IReadOnlyList<string> Warnings) Summary(string name)
    {
        using var summary = JsonDocument.Parse(File.ReadAllText(folder[name, "summary.json"]));
        return (summary.RootElement.GetProperty("structures").GetProperty("TARGET").GetProperty("d50GyRbe").GetDouble(),
            [.. summary.RootElement.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()!)]);
    }
}
