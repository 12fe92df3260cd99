namespace Hanbeam.Tests;

/// <summary>The checkout that these tests were built from.</summary>
public static class SourceTree
{
    /// <summary>The folder that holds Hanbeam.slnx.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path in the checkout.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>The files of a folder and the folders under it, without what was built; paths relative to the checkout, sorted.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern) =>
        !Directory.Exists(Path(folder)) ? [] : [.. Directory.EnumerateFiles(Path(folder), pattern, SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "out" or "dist" or "__pycache__"))
            .Order(StringComparer.Ordinal)];

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Hanbeam.slnx")))
            {
                return folder.FullName;
            }
        }
        throw new InvalidOperationException("the tests were not started inside a checkout of Hanbeam");
    }
}
