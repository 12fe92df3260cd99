using Xunit;

namespace Hanbeam.Tests.App.Evaluation;

/// <summary>A plan folder of one beam onto a cube in water, made once for a class of tests.</summary>
public sealed class SmallPlanFixture : IAsyncLifetime
{
    private const string Recipe = """
        case: case
        machine: generic-synchrotron
        prescription: { target: TARGET, dose: 40, fractions: 10, rbe: mmkm-qst }
        beams: [ { gantry: 0 } ]
        spots: { spacing: 8, layerSpacing: 8 }
        doseGrid: 10
        objectives: [ { structure: TARGET, type: uniform-dose, dose: 40, weight: 100 } ]

        """;

    private readonly TemporaryFolder folder = new();

    /// <summary>The plan folder.</summary>
    public string Plan => folder["plan"];

    /// <summary>The case.</summary>
    public string Case => folder["case"];

    public async ValueTask InitializeAsync()
    {
        MaskCase.Write(Case, targetFromMm: 60);
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
