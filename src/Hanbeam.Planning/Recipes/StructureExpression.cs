using System.Globalization;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Planning.Recipes;

/// <summary>
/// Reads and works out an expression of the recipe's <c>structures</c>: names of structures, parentheses, and <c>+</c> or <c>-</c> with what follows: a number
/// grows or shrinks by that many mm, a structure is united or taken away; from left to right. Names may hold blanks and signs: the longest known name wins.
/// </summary>
public sealed class StructureExpression
{
    // Beyond this a margin is no margin but a mistake of unit.
    private const double LargestMarginMm = 200;

    private readonly MadeStructure made;
    private readonly Func<string, VoxelMembership> lookUp;
    private readonly IReadOnlyList<string> names;
    private int position;

    private StructureExpression(MadeStructure made, IEnumerable<string> names, Func<string, VoxelMembership> lookUp)
    {
        (this.made, this.lookUp) = (made, lookUp);
        this.names = [.. names.OrderByDescending(name => name.Length)];
    }

    /// <summary>Works out a made structure.</summary>
    /// <param name="made">Its name and expression.</param>
    /// <param name="names">The names that it may use.</param>
    /// <param name="lookUp">Gives the membership of a name.</param>
    /// <exception cref="InputException">The expression cannot be read.</exception>
    public static VoxelMembership Evaluate(MadeStructure made, IReadOnlyCollection<string> names, Func<string, VoxelMembership> lookUp)
    {
        var expression = new StructureExpression(made, names, lookUp);
        var result = expression.ReadSum();
        expression.SkipBlanks();
        if (expression.position < made.Expression.Length) throw expression.Wrong("+ or - or the end");
        return result with { Name = made.Name };
    }

    private VoxelMembership ReadSum()
    {
        var result = ReadStructure();
        while (true)
        {
            SkipBlanks();
            if (position >= made.Expression.Length || made.Expression[position] is not ('+' or '-')) return result;
            var sign = made.Expression[position++] == '+' ? 1 : -1;
            if (TryReadNumber(out var marginMm))
                result = StructureAlgebra.Grow(made.Name, result, sign * marginMm);
            else
                result = sign > 0 ? StructureAlgebra.Union(made.Name, result, ReadStructure()) : StructureAlgebra.Difference(made.Name, result, ReadStructure());
        }
    }

    private VoxelMembership ReadStructure()
    {
        SkipBlanks();
        var rest = made.Expression.AsSpan(position);
        if (rest.StartsWith("("))
        {
            position++;
            var inner = ReadSum();
            SkipBlanks();
            if (position >= made.Expression.Length || made.Expression[position++] != ')') throw Wrong("a closing parenthesis");
            return inner;
        }

        foreach (var name in names)
        {
            if (!rest.StartsWith(name, StringComparison.Ordinal)) continue;
            position += name.Length;
            return lookUp(name);
        }

        throw Wrong("a structure or an opening parenthesis");
    }

    private bool TryReadNumber(out double marginMm)
    {
        SkipBlanks();
        var end = position;
        while (end < made.Expression.Length && (char.IsAsciiDigit(made.Expression[end]) || made.Expression[end] == '.')) end++;
        var isName = names.Any(name => made.Expression.AsSpan(position).StartsWith(name, StringComparison.Ordinal));
        marginMm = 0;
        if (end == position || isName) return false;
        if (!double.TryParse(made.Expression.AsSpan(position, end - position), NumberStyles.Float, CultureInfo.InvariantCulture, out marginMm) || marginMm > LargestMarginMm)
            throw Wrong(string.Create(CultureInfo.InvariantCulture, $"a margin of 0 to {LargestMarginMm} mm"));
        position = end;
        return true;
    }

    private void SkipBlanks()
    {
        while (position < made.Expression.Length && made.Expression[position] == ' ') position++;
    }

    private InputException Wrong(string expected) =>
        new($"structures.{made.Name}: in \"{made.Expression}\" {expected} is expected at character {Math.Min(position, made.Expression.Length) + 1}; known structures: {string.Join(", ", names)}");
}
