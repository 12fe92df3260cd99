using Hanbeam.Treatment.Plans;

namespace Hanbeam.Planning.Optimization;

/// <summary>What a plan may pay for fewer energy layers.</summary>
/// <param name="LossPercent">By how much the objective may rise, per cent.</param>
/// <param name="Beams">The plan's beams, spots placed: which spots make a layer.</param>
public sealed record LayerReduction(double LossPercent, IReadOnlyList<PlanBeam> Beams);
