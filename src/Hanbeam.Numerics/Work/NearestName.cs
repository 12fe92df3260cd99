namespace Hanbeam.Numerics.Work;

/// <summary>Finds what somebody probably meant, for messages about unknown names.</summary>
public static class NearestName
{
    /// <summary>The candidate with the smallest edit distance to a name, upper and lower case being the same; the first of equals.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="candidates">What exists.</param>
    /// <returns>The nearest, or null where every candidate differs in more than a third of the name.</returns>
    public static string? Of(string name, IEnumerable<string> candidates)
    {
        string? best = null;
        var bestDistance = (name.Length + 2) / 3 + 1;
        foreach (var candidate in candidates)
        {
            var distance = EditDistance(name.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance >= bestDistance) continue;
            (best, bestDistance) = (candidate, distance);
        }

        return best;
    }

    /// <summary>The candidate with the smallest edit distance to a name, however far; the first of equals.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="candidates">What exists: at least one.</param>
    public static string Closest(string name, IEnumerable<string> candidates) =>
        candidates.MinBy(candidate => EditDistance(name.ToUpperInvariant(), candidate.ToUpperInvariant())) ?? throw new ArgumentException("there are no candidates", nameof(candidates));

    /// <summary>A clause that lists what exists and suggests the nearest, to end a sentence with.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="candidates">What exists.</param>
    /// <returns>For example <c>did you mean X? (there are X, Y, Z)</c>.</returns>
    public static string Suggestion(string name, IReadOnlyCollection<string> candidates)
    {
        var list = candidates.Count == 0 ? "there are none" : "there are " + string.Join(", ", candidates);
        return Of(name, candidates) is { } nearest ? $"did you mean {nearest}? ({list})" : list;
    }

    // The dynamic programme of Wagner and Fischer, one row at a time.
    private static int EditDistance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[b.Length];
    }
}
