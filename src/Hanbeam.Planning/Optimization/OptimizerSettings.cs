using Hanbeam.Numerics.Minimization;

namespace Hanbeam.Planning.Optimization;

/// <summary>When the two passes of a plan's optimisation stop.</summary>
public sealed record OptimizerSettings
{
    /// <summary>First pass: no minimum of ions.</summary>
    public MinimizationSettings Free { get; init; } = new() { IterationLimit = 150, RelativeDecrease = 5e-3 };

    /// <summary>Second pass: kept spots between the machine's limits. It starts next to its minimum.</summary>
    public MinimizationSettings Deliverable { get; init; } = new() { IterationLimit = 50, RelativeDecrease = 5e-3 };
}
