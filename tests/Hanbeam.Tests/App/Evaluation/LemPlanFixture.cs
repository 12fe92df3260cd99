using Xunit;

namespace Hanbeam.Tests.App.Evaluation;

/// <summary>A plan folder in the local effect model: two beams onto a cube in water, one of them in each fraction, made once for a class of tests.</summary>
public sealed class LemPlanFixture : IAsyncLifetime
{
    private const string Recipe = """
        case: case
        machine: generic-synchrotron
        prescription: { target: TARGET, dose: 40, fractions: 10, rbe: "lem1:chordoma" }
        delivery: one-beam-per-fraction
        beams: [ { gantry: 0 }, { gantry: 90 } ]
        spots: { spacing: 8, layerSpacing: 8 }
        doseGrid: 10
        objectives: [ { structure: TARGET, type: uniform-dose, dose: 40, weight: 100 } ]

        """;

    private readonly TemporaryFolder folder = new();

    /// <summary>The plan folder.</summary>
    public string Plan => folder["plan"];

    public async ValueTask InitializeAsync()
    {
        MaskCase.Write(folder["case"], targetFromMm: 60);
        await File.WriteAllTextAsync(folder["recipe.yaml"], Recipe);
        var run = await CommandLineRunner.Run("plan", folder["recipe.yaml"], "--out", Plan);
        Assert.True(run.Code == 0, run.Error);
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
