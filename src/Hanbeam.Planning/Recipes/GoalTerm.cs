namespace Hanbeam.Planning.Recipes;

/// <summary>
/// One entry of the recipe's <c>objectives</c> or <c>constraints</c>. Which of the numbers a type uses is in docs/formats/recipe.md; the others stay null.
/// </summary>
public sealed record GoalTerm
{
    /// <summary>Key <c>structure</c>: a structure of the case, one of the recipe's own, or BODY/EXTERNAL for the outline without the targets.</summary>
    public required string Structure { get; init; }

    /// <summary>Key <c>type</c>, for example <c>uniform-dose</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Key <c>weight</c>.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Key <c>dose</c>: total dose over all fractions, Gy(RBE).</summary>
    public double? DoseGyRbe { get; init; }

    /// <summary>Key <c>volume</c>: per cent of the structure's volume.</summary>
    public double? VolumePercent { get; init; }

    /// <summary>Key <c>a</c>: exponent of the generalised equivalent uniform dose.</summary>
    public double? A { get; init; }

    /// <summary>Key <c>from</c>: dose allowed at the target's edge, total, Gy(RBE).</summary>
    public double? FromGyRbe { get; init; }

    /// <summary>Key <c>to</c>: dose allowed at <see cref="WithinMm"/> and beyond, total, Gy(RBE).</summary>
    public double? ToGyRbe { get; init; }

    /// <summary>Key <c>within</c>: distance from the targets over which the allowed dose falls, mm.</summary>
    public double? WithinMm { get; init; }

    /// <summary>Key <c>let</c>: dose-averaged LET, keV/µm.</summary>
    public double? LetKeVPerUm { get; init; }

    /// <summary>Key <c>rbe</c>: the RBE model that the doses are meant in, or null for the prescription's.</summary>
    public string? RbeModel { get; init; }

    /// <summary>What people call it: type and structure.</summary>
    public string Label => Type + " " + Structure;

    /// <summary>Whether it is about LET instead of dose.</summary>
    public bool IsLet => Type is GoalTypes.MinLet or GoalTypes.MaxLet;
}
