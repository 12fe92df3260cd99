namespace Hanbeam.App.Recipes;

/// <summary>What a relative name in a recipe means: a path from the recipe's folder, or a name that Hanbeam knows.</summary>
/// <param name="Folder">The recipe's folder, absolute.</param>
internal sealed record RecipePaths(string Folder)
{
    /// <summary>A case: a folder, or <c>water:…</c> as it is.</summary>
    public string Case(string text) => text.StartsWith("water:", StringComparison.Ordinal) ? text : Absolute(text);

    /// <summary>A machine, calibration or RBE model: a file where the text is a path or names a file beside the recipe, else a name.</summary>
    public string NameOrFile(string text) =>
        text.Contains('/') || text.Contains(Path.DirectorySeparatorChar) || File.Exists(Absolute(text)) ? Absolute(text) : text;

    /// <summary>A file or a folder.</summary>
    public string Absolute(string text) => Path.GetFullPath(Path.Combine(Folder, text));
}
