using Hanbeam.Dose.Influence;
using Hanbeam.Planning.Robustness;

namespace Hanbeam.Planning.Optimization;

/// <summary>The operators of a plan's beams in each scenario, and how the scenarios become one function.</summary>
/// <param name="Scenarios">By scenario, the nominal one first, then by beam; spots and voxels are the same in all.</param>
/// <param name="Method">What becomes of them.</param>
/// <param name="Level">For the conditional value at risk: its level α, 0 to below 1; the mean is over the worst 1 − α of the scenarios.</param>
public sealed record ScenarioInfluence(IReadOnlyList<IReadOnlyList<IDoseInfluence>> Scenarios, RobustMethod Method, double Level = ScenarioInfluence.UsualLevel)
{
    /// <summary>Level α unless told otherwise: the default of the recipe's contract.</summary>
    public const double UsualLevel = 0.9;

    /// <summary>The operators without error.</summary>
    public IReadOnlyList<IDoseInfluence> Nominal => Scenarios[0];

    /// <summary>The largest weight that a scenario may take (<see cref="ScenarioRisk"/>).</summary>
    public double LargestScenarioWeight => Method switch
    {
        RobustMethod.Expected => 1.0 / Scenarios.Count,
        RobustMethod.ConditionalValueAtRisk => 1 / Math.Max(1, (1 - Level) * Scenarios.Count),
        _ => 1,
    };
}
