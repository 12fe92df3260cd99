namespace Hanbeam.Planning.Recipes;

/// <summary>The recipe's <c>optimise</c>.</summary>
public enum OptimisationMode
{
    /// <summary>All beams together make the dose.</summary>
    Joint,

    /// <summary>Each beam alone gives the targets a uniform dose (single-field uniform dose).</summary>
    Sfud,
}
