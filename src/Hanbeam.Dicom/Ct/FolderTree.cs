using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.Ct;

/// <summary>The files of a folder and of those below it, each folder once: links are followed, and one that leads back to where it was passed ends there.</summary>
internal static class FolderTree
{
    /// <summary>All files, in the order of their paths.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InputException">The folder, or one below it, cannot be read: what lies in it might be missed.</exception>
    internal static IReadOnlyList<string> FilesBelow(string folder)
    {
        var files = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([folder]);
        while (open.TryPop(out var path))
        {
            try
            {
                var at = new DirectoryInfo(path);
                if (!seen.Add((at.ResolveLinkTarget(returnFinalTarget: true) ?? at).FullName)) continue;
                files.AddRange(Directory.EnumerateFiles(path, "*", Everything));
                foreach (var below in Directory.EnumerateDirectories(path, "*", Everything)) open.Push(below);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new InputException($"{path}: the folder cannot be read: {error.Message}", error);
            }
        }

        files.Sort(StringComparer.Ordinal);
        return files;
    }

    private static EnumerationOptions Everything => new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };
}
