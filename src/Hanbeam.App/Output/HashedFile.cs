using System.Security.Cryptography;

namespace Hanbeam.App.Output;

/// <summary>A file and its SHA-256, hexadecimal.</summary>
internal sealed record HashedFile(string Path, string Sha256)
{
    /// <summary>Hashes a file.</summary>
    public static HashedFile Of(string path) => new(System.IO.Path.GetFullPath(path), HashOf(path));

    /// <summary>Names a file whose bytes are already read.</summary>
    public static HashedFile Of(string path, byte[] bytes) => new(System.IO.Path.GetFullPath(path), Convert.ToHexStringLower(SHA256.HashData(bytes)));

    /// <summary>SHA-256 of a file, hexadecimal.</summary>
    public static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>SHA-256 of every file of a folder by its path inside, in the order of the names.</summary>
    public static IReadOnlyDictionary<string, string> OfFolder(string folder) =>
        OfFiles(folder, Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));

    /// <summary>SHA-256 of files of a folder by their path inside, in the order of the names.</summary>
    public static IReadOnlyDictionary<string, string> OfFiles(string folder, IEnumerable<string> paths) =>
        paths.Select(path => (Name: System.IO.Path.GetRelativePath(folder, path).Replace('\\', '/'), Path: path))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .ToDictionary(file => file.Name, file => HashOf(file.Path));
}
