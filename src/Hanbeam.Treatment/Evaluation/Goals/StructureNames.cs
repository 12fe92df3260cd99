using System.IO.Enumeration;

namespace Hanbeam.Treatment.Evaluation.Goals;

/// <summary>Compares names of structures the way people mean them: upper and lower case, blanks, points, hyphens and underscores make no difference.</summary>
public static class StructureNames
{
    /// <summary>Whether a name fits a pattern.</summary>
    /// <param name="pattern">A name; <c>*</c> stands for any characters and <c>?</c> for one.</param>
    /// <param name="name">A structure's name.</param>
    public static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(Plain(pattern), Plain(name), ignoreCase: true);

    /// <summary>The names that the first of several patterns with any match selects, in their own order.</summary>
    /// <param name="patterns">Patterns in order of preference.</param>
    /// <param name="names">The names there are.</param>
    public static IReadOnlyList<string> Select(IEnumerable<string> patterns, IReadOnlyCollection<string> names)
    {
        foreach (var pattern in patterns)
        {
            var found = names.Where(name => Matches(pattern, name)).ToArray();
            if (found.Length > 0) return found;
        }

        return [];
    }

    internal static string Plain(string name) => string.Concat(name.Where(letter => letter is not (' ' or '_' or '-' or '.')));
}
