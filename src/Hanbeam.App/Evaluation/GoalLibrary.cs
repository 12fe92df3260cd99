using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Evaluation;

/// <summary>Finds files of goals by name.</summary>
internal static class GoalLibrary
{
    private const string Extension = ".yaml";

    /// <summary>The file of a set of goals: a path to an existing file as it is, a bare word from data/goals.</summary>
    /// <exception cref="InputException">Neither exists; the message lists the names and suggests the nearest.</exception>
    public static string Resolve(string nameOrPath)
    {
        if (File.Exists(nameOrPath)) return nameOrPath;
        if (nameOrPath.AsSpan().IndexOfAny('/', '\\') >= 0 || nameOrPath.EndsWith(Extension, StringComparison.Ordinal))
            throw new InputException($"There is no file of goals {nameOrPath}.");
        return Names.Contains(nameOrPath) ? Path.Combine(Folder, nameOrPath + Extension)
            : throw new InputException($"There are no goals '{nameOrPath}': {NearestName.Suggestion(nameOrPath, Names)}.");
    }

    /// <summary>Names of the sets that ship, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names => Directory.Exists(Folder)
        ? [.. Directory.GetFiles(Folder, "*" + Extension).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)] : [];

    private static string Folder => Path.Combine(DataFolder.Find(), "goals");
}
