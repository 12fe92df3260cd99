using Hanbeam.Numerics.Work;

namespace Hanbeam.Dose.BeamModels;

/// <summary>Finds machine files by name.</summary>
public static class MachineLibrary
{
    private const string Extension = ".machine";

    /// <summary>The file of a machine: a path to an existing file as it is, a bare word from data/machines.</summary>
    /// <param name="nameOrPath">A name such as generic-synchrotron, or a path.</param>
    /// <param name="dataFolder">The data folder; by default <see cref="DataFolder.Find"/>.</param>
    /// <exception cref="InputException">Neither exists; the message lists the names and suggests the nearest.</exception>
    public static string Resolve(string nameOrPath, string? dataFolder = null)
    {
        if (File.Exists(nameOrPath)) return nameOrPath;
        if (nameOrPath.AsSpan().IndexOfAny('/', '\\') >= 0 || nameOrPath.EndsWith(Extension, StringComparison.Ordinal))
            throw new InputException($"There is no machine file {nameOrPath}.");
        var names = Names(dataFolder);
        if (!names.Contains(nameOrPath, StringComparer.Ordinal))
            throw new InputException($"There is no machine '{nameOrPath}': {NearestName.Suggestion(nameOrPath, names)}.");
        return Path.Combine(Folder(dataFolder), nameOrPath + Extension);
    }

    /// <summary>Names of all machines in the library, in alphabetical order.</summary>
    /// <param name="dataFolder">The data folder; by default <see cref="DataFolder.Find"/>.</param>
    public static IReadOnlyList<string> Names(string? dataFolder = null)
    {
        var folder = Folder(dataFolder);
        if (!Directory.Exists(folder)) return [];
        return [.. Directory.GetFiles(folder, "*" + Extension).Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];
    }

    private static string Folder(string? dataFolder) => Path.Combine(dataFolder ?? DataFolder.Find(), "machines");
}
