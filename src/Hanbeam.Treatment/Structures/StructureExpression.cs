using Hanbeam.Numerics.Work;

namespace Hanbeam.Treatment.Structures;

/// <summary>
/// A structure made from others by an expression: names, parentheses, margins in mm (<c>PTV + 3</c>, <c>PTV - (L 3, A 5)</c>) and <c>|</c> or <c>+</c> union,
/// <c>&amp;</c> intersection, <c>-</c> difference, <c>^</c> what is in one of two only. docs/formats/recipe.md has the grammar.
/// </summary>
public sealed class StructureExpression
{
    private readonly StructureTerm term;

    private StructureExpression(string name, StructureTerm term) => (Name, this.term) = (name, term);

    /// <summary>Name of the structure that is made.</summary>
    public string Name { get; }

    /// <summary>Names of the structures that it is made from, each once.</summary>
    public IReadOnlyList<string> Names => [.. term.Names.Distinct()];

    /// <summary>How far the result may reach beyond them, mm.</summary>
    public double ReachMm => term.ReachMm;

    /// <summary>Reads an expression.</summary>
    /// <param name="name">Name of the structure that it makes.</param>
    /// <param name="text">The expression.</param>
    /// <param name="names">Names that it may use.</param>
    /// <exception cref="InputException">The expression cannot be read; the message says at which column and what was expected.</exception>
    public static StructureExpression Parse(string name, string text, IReadOnlyCollection<string> names) => new(name, new StructureExpressionParser(name, text, names).Read());

    /// <summary>The expression that is a name alone.</summary>
    internal static StructureExpression OfName(string name) => new(name, new StructureTerm.Name(name));

    /// <summary>Works the expression out.</summary>
    /// <param name="lookUp">Gives the membership of a name, all on one grid.</param>
    public VoxelMembership Evaluate(Func<string, VoxelMembership> lookUp) => term.Evaluate(lookUp) with { Name = Name };
}
