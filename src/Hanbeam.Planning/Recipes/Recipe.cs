using Hanbeam.Dose.Influence;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Planning.Recipes;

/// <summary>
/// What the user asks for: one plan, key by key as in docs/formats/recipe.md. Plain values only; reading YAML is the application's matter, and
/// <see cref="RecipeValidator"/> says what is wrong with one.
/// </summary>
public sealed record Recipe
{
    /// <summary>The file it was read from, for messages.</summary>
    public string Source { get; init; } = "recipe";

    /// <summary>Key <c>case</c>: a folder, or <c>water:X,Y,Z@S</c>. Relative paths are already made absolute.</summary>
    public required string Case { get; init; }

    /// <summary>Key <c>ct</c>: what to choose where the case leaves a choice.</summary>
    public CtChoice Ct { get; init; } = new();

    /// <summary>Key <c>machine</c>: a name from data/machines, or a path.</summary>
    public required string Machine { get; init; }

    /// <summary>Key <c>prescription</c>.</summary>
    public required Prescription Prescription { get; init; }

    /// <summary>Key <c>beams</c>.</summary>
    public required IReadOnlyList<RecipeBeam> Beams { get; init; }

    /// <summary>Key <c>spots</c>.</summary>
    public SpotSettings Spots { get; init; } = new();

    /// <summary>Key <c>doseGrid</c>: edge of the cubic dose voxels, mm.</summary>
    public double DoseGridMm { get; init; } = 3; // default of the recipe's contract

    /// <summary>Key <c>robustness</c>, or null.</summary>
    public RobustnessSettings? Robustness { get; init; }

    /// <summary>Key <c>objectives</c>.</summary>
    public required IReadOnlyList<GoalTerm> Objectives { get; init; }

    /// <summary>Key <c>constraints</c>.</summary>
    public IReadOnlyList<GoalTerm> Constraints { get; init; } = [];

    /// <summary>Key <c>delivery</c>: <c>all-beams</c> or <c>one-beam-per-fraction</c>.</summary>
    public DeliveryScheme Delivery { get; init; } = DeliveryScheme.AllBeams;

    /// <summary>Whether the RT Ion Plan is written in the machine's monitor units instead of ions.</summary>
    public bool InMonitorUnits { get; init; }

    /// <summary>Key <c>optimise</c>: <c>joint</c> or <c>sfud</c>.</summary>
    public OptimisationMode Optimise { get; init; } = OptimisationMode.Joint;

    /// <summary>Key <c>influence</c>: how the optimisation holds the influence of spots on voxels.</summary>
    public InfluenceKind Influence { get; init; } = InfluenceKind.Automatic;

    /// <summary>Key <c>seed</c>.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Name or path of clinical goals that the plan is judged by, or null; they take no part in the optimisation.</summary>
    public string? Goals { get; init; }

    /// <summary>Key <c>calibration</c>: a name or a path, or null for the default of the kind of case.</summary>
    public string? Calibration { get; init; }

    /// <summary>Key <c>overrides</c>, in the order written.</summary>
    public IReadOnlyList<RecipeOverride> Overrides { get; init; } = [];

    /// <summary>Key <c>structures</c>: structures made from others, in the order written.</summary>
    public IReadOnlyList<MadeStructure> Structures { get; init; } = [];

    /// <summary>Key <c>start</c>: a plan folder or spot list whose ions the optimisation starts from, or null.</summary>
    public string? Start { get; init; }

    /// <summary>Key <c>steering</c>: what was changed while an earlier run was under way.</summary>
    public IReadOnlyList<SteeringEvent> Steering { get; init; } = [];
}
