using System.Globalization;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Treatment.Structures;

/// <summary>Reads expressions of structures by recursive descent.</summary>
/// <param name="label">Name of the structure that is made, for messages.</param>
/// <param name="text">The expression.</param>
/// <param name="knownNames">Names that it may use.</param>
internal sealed class StructureExpressionParser(string label, string text, IReadOnlyCollection<string> knownNames)
{
    // Beyond this a margin is no margin but a mistake of unit.
    private const double LargestMarginMm = 200;

    private const string Sum = "+-|";
    private const string Operators = Sum + "&^";
    private const string Directions = "LRAPHF";

    // Names may hold blanks and signs: the longest that fits is meant.
    private readonly string[] names = [.. knownNames.OrderByDescending(name => name.Length).ThenBy(name => name, StringComparer.Ordinal)];
    private int position;

    /// <summary>Reads the whole text.</summary>
    public StructureTerm Read()
    {
        var term = ReadLevel();
        return position < text.Length ? throw Wrong("an operator (+ - | & ^) or the end is expected") : term;
    }

    // From left to right; & and ^ only among themselves, so that nobody has to know which binds tighter.
    private StructureTerm ReadLevel()
    {
        var result = ReadStructure();
        var level = ' ';
        for (var next = Peek(); next != '\0' && Operators.Contains(next, StringComparison.Ordinal); next = Peek())
        {
            var kind = Sum.Contains(next, StringComparison.Ordinal) ? '+' : next;
            if (level != ' ' && level != kind) throw Wrong($"parentheses are needed where '{next}' meets other operators");
            level = kind;
            position++;
            if (next is '+' or '-' && ReadMargin() is { } margin) result = new StructureTerm.Moved(result, margin, next == '+');
            else result = new StructureTerm.Pair(result, next == '+' ? '|' : next, ReadStructure());
        }

        return result;
    }

    private StructureTerm ReadStructure()
    {
        var next = Peek();
        if (next == '(')
        {
            position++;
            var inner = ReadLevel();
            Expect(')');
            return inner;
        }

        return new StructureTerm.Name(next is '"' or '\'' ? ReadQuoted(next) : ReadName());
    }

    private string ReadQuoted(char quote)
    {
        var end = text.IndexOf(quote, position + 1);
        if (end < 0) throw Wrong($"the name that begins here has no closing {quote}");
        var name = text[(position + 1)..end];
        if (!names.Contains(name, StringComparer.Ordinal)) throw Unknown(name);
        position = end + 1;
        return name;
    }

    private string ReadName()
    {
        if (NameHere() is { } name)
        {
            position += name.Length;
            return name;
        }

        var end = position;
        while (end < text.Length && !(text[end] is '(' or ')' or ',' || (Operators.Contains(text[end], StringComparison.Ordinal) && (end == position || text[end - 1] == ' ')))) end++;
        var token = text[position..end].TrimEnd();
        throw token.Length > 0 ? Unknown(token) : Wrong("a structure or an opening parenthesis is expected");
    }

    // A known name ends where a word ends.
    private string? NameHere() => Array.Find(names, name =>
        string.CompareOrdinal(text, position, name, 0, name.Length) == 0
        && (position + name.Length == text.Length || !(char.IsLetterOrDigit(text[position + name.Length]) || text[position + name.Length] == '_')));

    private StructureMargin? ReadMargin()
    {
        var next = Peek();
        if (NameHere() is not null) return null;
        if (char.IsAsciiDigit(next) || next == '.') return StructureMargin.Uniform(ReadNumber());
        return next == '(' && IsDirectional() ? ReadDirectional() : null;
    }

    // "(" letters blank digit: no structure can begin so unless its name is known, and that was looked for.
    private bool IsDirectional()
    {
        var start = position++;
        Peek();
        var isName = NameHere() is not null;
        var end = position;
        while (end < text.Length && Directions.Contains(text[end], StringComparison.Ordinal)) end++;
        var blanks = end;
        while (blanks < text.Length && text[blanks] == ' ') blanks++;
        var found = !isName && end > position && blanks < text.Length && (char.IsAsciiDigit(text[blanks]) || text[blanks] == '.');
        position = start;
        return found;
    }

    private StructureMargin ReadDirectional()
    {
        var margins = new double?[Directions.Length];
        do
        {
            position++;
            Peek();
            var first = position;
            while (position < text.Length && char.IsAsciiLetter(text[position])) position++;
            var letters = text[first..position];
            if (letters.Length == 0 || letters.Any(letter => !Directions.Contains(letter, StringComparison.Ordinal)))
            {
                position = first;
                throw Wrong("directions are expected: L left, R right, A anterior, P posterior, H head, F feet");
            }

            var marginMm = ReadNumber();
            foreach (var direction in letters.Select(letter => Directions.IndexOf(letter, StringComparison.Ordinal)))
                margins[direction] = margins[direction] is null ? marginMm : throw Wrong($"the direction {Directions[direction]} is given twice before");
        }
        while (Peek() == ',');
        Expect(')');
        return new StructureMargin(margins[0] ?? 0, margins[1] ?? 0, margins[2] ?? 0, margins[3] ?? 0, margins[4] ?? 0, margins[5] ?? 0);
    }

    private double ReadNumber()
    {
        Peek();
        var end = position;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.')) end++;
        if (!double.TryParse(text.AsSpan(position, end - position), NumberStyles.Float, CultureInfo.InvariantCulture, out var marginMm) || marginMm > LargestMarginMm)
            throw Wrong(FormattableString.Invariant($"a margin of 0 to {LargestMarginMm} mm is expected"));
        position = end;
        if (Peek() == 'm' && string.CompareOrdinal(text, position, "mm", 0, 2) == 0) position += 2;
        return marginMm;
    }

    private char Peek()
    {
        while (position < text.Length && char.IsWhiteSpace(text[position])) position++;
        return position < text.Length ? text[position] : '\0';
    }

    private void Expect(char what)
    {
        if (Peek() != what) throw Wrong($"'{what}' is expected");
        position++;
    }

    private InputException Unknown(string name) => Wrong($"there is no structure {name}; {NearestName.Suggestion(name, knownNames)}");

    private InputException Wrong(string sentence) => new($"structures.{label}: \"{text}\", column {position + 1}: {sentence}");
}
