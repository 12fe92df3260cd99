using Hanbeam.Planning.Robustness;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Planning.Recipes;

/// <summary>The recipe's <c>robustness</c>.</summary>
public sealed record RobustnessSettings
{
    /// <summary>Key <c>setup</c>: shift of the patient, mm.</summary>
    public required double SetupMm { get; init; }

    /// <summary>Key <c>range</c>: error of the range, per cent.</summary>
    public required double RangePercent { get; init; }

    /// <summary>Key <c>method</c>: one of <see cref="Methods"/>.</summary>
    public required string Method { get; init; }

    /// <summary>Key <c>scenarios</c>: 9 or 21.</summary>
    public required int Scenarios { get; init; }

    /// <summary>Key <c>cvar</c>: level α of the conditional value at risk; the mean is over the worst 1 − α of the scenarios. Null for 0.9.</summary>
    public double? Cvar { get; init; }

    /// <summary>What <see cref="Method"/> may be.</summary>
    public static IReadOnlyDictionary<string, RobustMethod> Methods { get; } = new Dictionary<string, RobustMethod>
    {
        ["worst-case"] = RobustMethod.WorstCase,
        ["voxel-wise"] = RobustMethod.VoxelWise,
        ["expected"] = RobustMethod.Expected,
        ["cvar"] = RobustMethod.ConditionalValueAtRisk,
    };

    /// <summary>The scenarios that it asks for, the nominal one first.</summary>
    public IReadOnlyList<ErrorScenario> MakeScenarios() => ErrorScenarios.Make(SetupMm, RangePercent, Scenarios);
}
