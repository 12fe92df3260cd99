namespace Hanbeam.Treatment.Evaluation.Goals;

/// <summary>One clinical goal: what is asked of a structure, how much may be missing, how much it matters and who says so.</summary>
public sealed record Goal
{
    /// <summary>In place of a structure's name: every target of the prescription.</summary>
    public const string Targets = "@targets";

    /// <summary>The structure's name, by preference as in TG-263; <c>*</c> stands for any characters, <see cref="Targets"/> for the prescribed targets.</summary>
    public required string Structure { get; init; }

    /// <summary>Other names and patterns of the same structure, tried in order where there is none of the first name.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>What is asked.</summary>
    public required GoalExpression Expression { get; init; }

    /// <summary>By how much the limit may be missed before the goal counts as missed, in the metric's unit, not negative.</summary>
    public double Tolerance { get; init; }

    /// <summary>1 matters most.</summary>
    public int Priority { get; init; } = 1;

    /// <summary>RBE model whose Gy(RBE) the goal means, by name or by family (<c>lem1</c> is every <c>lem1:SET</c>); null for a goal in Gy, keV/um or per cent.</summary>
    public string? RbeModel { get; init; }

    /// <summary>Numbers of fractions that the limit is for; empty for any.</summary>
    public IReadOnlyList<int> Fractions { get; init; } = [];

    /// <summary>Who says so: a publication, a protocol.</summary>
    public string Source { get; init; } = "";

    /// <summary>How sure that is, such as <c>found</c> (read in the source) or <c>from memory</c>; empty where nothing is said.</summary>
    public string Evidence { get; init; } = "";
}
