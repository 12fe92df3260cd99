using System.Diagnostics;
using Xunit;

namespace Hanbeam.Tests;

/// <summary>
/// Patient cases and reference tables that do not ship: the folder named by HANBEAM_SHARED, else <c>shared</c> beside the main
/// checkout (found from a git worktree too).
/// </summary>
public static class SharedData
{
    private static readonly Lazy<string?> Root = new(FindRoot);

    /// <summary>Whether there is a shared folder at all.</summary>
    public static bool Available => Root.Value is not null;

    /// <summary>A path in the shared folder. Skips the test without such a folder; fails it where the folder lacks the path.</summary>
    public static string Path(params string[] parts)
    {
        if (Root.Value is not { } root)
        {
            Assert.Skip("no shared data: set HANBEAM_SHARED or put the folder 'shared' beside the checkout");
            return "";
        }
        var path = System.IO.Path.Combine([root, .. parts]);
        Assert.True(System.IO.Path.Exists(path), $"the shared folder {root} lacks {System.IO.Path.Combine(parts)}");
        return path;
    }

    private static string? FindRoot()
    {
        if (Environment.GetEnvironmentVariable("HANBEAM_SHARED") is { Length: > 0 } named)
        {
            return named;
        }
        var gitFolder = GitCommonFolder();
        var checkout = gitFolder is null ? SourceTree.Root : System.IO.Path.GetDirectoryName(gitFolder)!;
        var beside = System.IO.Path.GetFullPath(System.IO.Path.Combine(checkout, "..", "shared"));
        return Directory.Exists(beside) ? beside : null;
    }

    /// <summary>The repository's own .git folder, which all its worktrees have in common; null outside git.</summary>
    private static string? GitCommonFolder()
    {
        var start = new ProcessStartInfo("git", ["rev-parse", "--path-format=absolute", "--git-common-dir"])
        {
            WorkingDirectory = SourceTree.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var git = Process.Start(start)!;
            var output = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return git.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
