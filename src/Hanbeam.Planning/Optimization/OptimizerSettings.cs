using Hanbeam.Numerics.Minimization;
using Hanbeam.Planning.Recipes;

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

    /// <summary>Most iterations of the first pass where it takes several rounds, for constraints or for the worst of scenarios.</summary>
    public int RoundsIterationLimit { get; init; } = 240;

    /// <summary>Most rounds of a pass; between rounds multipliers and priors move on.</summary>
    public int RoundLimit { get; init; } = 16;

    /// <summary>Most iterations of a round.</summary>
    public int RoundIterations { get; init; } = 30;

    /// <summary>The rounds end when the figure over the scenarios lies less than this share above its smoothed minimum, and all constraints are met.</summary>
    public double ScenarioTolerance { get; init; } = 0.01;

    /// <summary>A constraint counts as met when it is broken by less than this share of its limit: half of the smallest deviation above.</summary>
    public double ConstraintTolerance { get; init; } = 0.002;

    /// <summary>How often at most a plan that keeps its constraints in the operators' dose but breaks them in the final one is corrected by it and optimised on; each takes a final dose in every scenario.</summary>
    public int CorrectionLimit { get; init; } = 3;

    /// <summary>The final dose that constraints are to hold in, and that a plan without them and without scenarios is corrected by once; or null to be content with that of the operators.</summary>
    public IFinalDose? FinalDose { get; init; }

    /// <summary>Changes recorded in an earlier run, made again at the same iterations.</summary>
    public IReadOnlyList<SteeringEvent> Steering { get; init; } = [];

    /// <summary>Who looks on and may steer, or null.</summary>
    public IPlanObserver? Observer { get; init; }

    /// <summary>What may be paid for fewer energy layers, or null to keep them all.</summary>
    public LayerReduction? Layers { get; init; }

    /// <summary>Ions per fraction of each spot to start from, by beam, or null to start from nothing.</summary>
    public IReadOnlyList<double[]>? Start { get; init; }
}
