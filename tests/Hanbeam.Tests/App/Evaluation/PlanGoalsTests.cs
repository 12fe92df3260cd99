using System.Text.Json;
using Xunit;
using PdfDocument = UglyToad.PdfPig.PdfDocument;

namespace Hanbeam.Tests.App.Evaluation;

/// <summary>Goals that a recipe names: verdicts in summary.json, refusals before anything is planned; one beam per fraction evaluated again.</summary>
public sealed class PlanGoalsTests : IDisposable
{
    private const string Recipe = """
        case: case
        machine: generic-synchrotron
        prescription: { target: TARGET, dose: 40, fractions: 10, rbe: mmkm-qst }
        beams: [ { gantry: 0, name: front }, { gantry: 90 } ]
        spots: { spacing: 8, layerSpacing: 8 }
        doseGrid: 10
        delivery: one-beam-per-fraction
        structures: { RING: "(TARGET + 20) - (TARGET + 5)" }
        objectives: [ { structure: TARGET, type: uniform-dose, dose: 40, weight: 100 } ]
        goals: goals.yaml

        """;

    private const string Goals = """
        schema: hanbeam-goals/1
        rbe: mmkm-qst
        goals:
          - { structure: "@targets", goal: "D50%[%] >= 90" }
          - { structure: RING, goal: "Max[Gy(RBE)] < 1" }
          - { structure: TARGET, goal: "Mean[Gy] >= 5" }
          - { structure: TARGET, goal: "Mean[keV/um] >= 20" }
        """;

    private readonly TemporaryFolder folder = new();

    public PlanGoalsTests()
    {
        MaskCase.Write(folder["case"], targetFromMm: 60);
        File.WriteAllText(folder["goals.yaml"], Goals);
        File.WriteAllText(folder["recipe.yaml"], Recipe);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Plan_WithGoals_HasTheirVerdicts_AndEvaluatesTheSameAgain()
    {
        var run = await CommandLineRunner.Run("plan", folder["recipe.yaml"], "--out", folder["plan"]);
        Assert.True(run.Code == 0, run.Error);
        Assert.Contains("3 met, 0 within tolerance, 1 missed, 0 not evaluated", run.Out, StringComparison.Ordinal);
        var goals = JsonDocument.Parse(await File.ReadAllBytesAsync(folder["plan", "summary.json"], TestContext.Current.CancellationToken)).RootElement.GetProperty("goals");
        Assert.Equal(["met", "missed", "met", "met"], ByGoal(goals).Select(verdict => verdict.Status));

        using (var report = PdfDocument.Open(folder["plan", "report.pdf"]))
        {
            var text = string.Join(' ', report.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text));
            foreach (var expected in new[] { "Clinical goals", "3 met, 0 within tolerance, 1 missed, 0 not evaluated", "Max[Gy(RBE)] < 1", "RING: highest dose of a voxel" }) Assert.Contains(expected, text, StringComparison.Ordinal);
        }

        // The folder is judged again by its own spots, fractions and groups of fractions: the values are the same to the last bit.
        var again = await CommandLineRunner.Run("evaluate", folder["plan"], "--rbe", "mmkm-qst,physical", "--goals", folder["goals.yaml"], "--json");
        Assert.True(again.Code == 0, again.Error);
        Assert.Equal(ByGoal(goals), ByGoal(JsonDocument.Parse(again.Out).RootElement.GetProperty("goals")));
        Assert.DoesNotContain("differs from its dose-physical.mha", again.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rbe: mmkm-qst", "rbe: lem1", "is for the RBE model lem1, and no dose is")]
    [InlineData("D50%[%] >= 90", "D50[%] >= 90", "goals.yaml, line 4: 'D50[%]' is no metric")]
    public async Task GoalsThatCannotBeJudged_AreRefused_BeforePlanning(string old, string with, string says)
    {
        File.WriteAllText(folder["goals.yaml"], Goals.Replace(old, with, StringComparison.Ordinal));
        var run = await CommandLineRunner.Run("plan", folder["recipe.yaml"], "--out", folder["plan"]);
        Assert.Equal(2, run.Code);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("reading the case", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["plan"]));
    }

    private static IEnumerable<(string Goal, string Status, double Value)> ByGoal(JsonElement goals) => goals.GetProperty("verdicts").EnumerateArray()
        .Select(verdict => (verdict.GetProperty("goal").GetString()!, verdict.GetProperty("status").GetString()!, verdict.GetProperty("value").GetDouble()))
        .OrderBy(verdict => verdict.Item1, StringComparer.Ordinal);
}
