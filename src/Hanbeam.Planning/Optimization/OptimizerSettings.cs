using Hanbeam.Numerics.Minimization;

namespace Hanbeam.Planning.Optimization;

/// <summary>
/// When the two passes of a plan's optimisation stop. Spots overlap so much that the last per cents of the objective take most of the iterations and change no
/// dose that a planner looks at; docs/methods/optimisation.md shows what more iterations give.
/// </summary>
public sealed record OptimizerSettings
{
    /// <summary>
    /// A pass ends when five iterations change the objective by less than this deviation of the whole target from its prescription would be worth: 0.4 %, a
    /// tenth of what the goals of a plan leave free (D95 from 95 to 100 %).
    /// </summary>
    public double SmallestDeviation { get; init; } = 0.004;

    /// <summary>First pass: no minimum of ions.</summary>
    public MinimizationSettings Free { get; init; } = new() { IterationLimit = 120, Memory = 20, RelativeDecrease = 1e-2 };

    /// <summary>Second pass: kept spots between the machine's limits. It starts next to its minimum.</summary>
    public MinimizationSettings Deliverable { get; init; } = new() { IterationLimit = 30, Memory = 20, RelativeDecrease = 1e-2 };
}
