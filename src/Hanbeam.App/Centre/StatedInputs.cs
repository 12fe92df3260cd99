using Hanbeam.App.Recipes;
using Hanbeam.Centre.Simulation;

namespace Hanbeam.App.Centre;

/// <summary>
/// The figures of a centre's file with their sources. A mapping says <c>source: text</c> for everything in it, and
/// <c>sources: { key: text }</c> for single keys; what is said nearer to the figure counts.
/// </summary>
internal static class StatedInputs
{
    private const string Source = "source", Sources = "sources";

    /// <summary>All of them, in the order written.</summary>
    public static IReadOnlyList<StatedInput> Of(YamlMap document)
    {
        var leaves = document.Leaves().ToList();
        var marks = leaves.Select(leaf => (Of: Marked(leaf.Path), leaf.Value)).Where(mark => mark.Of is not null).ToLookup(mark => mark.Of!, mark => mark.Value);
        return [.. leaves.Where(leaf => Marked(leaf.Path) is null && leaf.Path is not ("schema" or "name")).Select(leaf => new StatedInput(leaf.Path, leaf.Value, Nearest(leaf.Path, marks)))];
    }

    // rooms[1].source speaks for rooms[1], sites[2].sources.setUp for sites[2].setUp.
    private static string? Marked(string path)
    {
        var keys = path.Split('.');
        if (keys[^1] == Source) return string.Join('.', keys[..^1]);
        return keys.Length > 1 && keys[^2] == Sources ? string.Join('.', [.. keys[..^2], keys[^1]]) : null;
    }

    private static string Nearest(string path, ILookup<string, string> marks)
    {
        for (var at = path; ; at = at[..Math.Max(0, at.LastIndexOf('.'))])
        {
            if (marks[at].FirstOrDefault() is { } source) return source;
            if (at.Length == 0) return "";
        }
    }
}
