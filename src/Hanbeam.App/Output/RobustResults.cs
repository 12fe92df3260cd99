using Hanbeam.Numerics.Grids;
using Hanbeam.Planning.Recipes;
using Hanbeam.Treatment.Evaluation;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.App.Output;

/// <summary>The dose of a plan in error scenarios, from the engine on the displaced patient.</summary>
internal sealed record RobustResults
{
    /// <summary>What was asked for.</summary>
    public required RobustnessSettings Settings { get; init; }

    /// <summary>The scenarios, the nominal one first.</summary>
    public required IReadOnlyList<ErrorScenario> Scenarios { get; init; }

    /// <summary>Histograms of the main dose by structure: nominal, and in each of the other scenarios in their order.</summary>
    public required IReadOnlyDictionary<string, ScenarioBand> Bands { get; init; }

    /// <summary>By how much each constraint is broken in each scenario but the nominal one, in their order.</summary>
    public required IReadOnlyList<(string Scenario, double[] Excesses)> Excesses { get; init; }

    /// <summary>The worst of all scenarios voxel by voxel: the least dose in targets, the greatest elsewhere.</summary>
    public required Grid<float> WorstDose { get; init; }
}
