using System.Diagnostics;
using System.Globalization;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Output;

/// <summary>
/// A folder that appears whole or not at all: it is filled beside its target under the name <c>.NAME.tmp-PROCESS</c> and renamed by
/// <see cref="Commit"/>. Disposing without a commit leaves nothing behind.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    private readonly string target;
    private readonly bool force;
    private readonly List<string> madeParents = [];
    private bool committed;

    private OutputFolder(string target, bool force)
    {
        this.target = target;
        this.force = force;
        WorkPath = Sibling("tmp");
    }

    /// <summary>The folder to fill.</summary>
    public string WorkPath { get; }

    /// <summary>Where it will be.</summary>
    public string Target => target;

    /// <summary>Starts a folder.</summary>
    /// <param name="path">The folder wanted.</param>
    /// <param name="force">Whether one that Hanbeam wrote before may be replaced.</param>
    /// <exception cref="InputException">The folder exists, or its parent cannot be written to.</exception>
    public static OutputFolder Create(string path, bool force)
    {
        if (string.IsNullOrWhiteSpace(path)) throw new InputException("--out needs the name of a folder, and an empty name was given.");
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(target) is null) throw new InputException($"--out {path} is the root of the file system; name a folder to be made.");
        var folder = new OutputFolder(target, force);
        folder.RefuseExisting();
        Guard($"make the folder {target}", () =>
        {
            folder.MakeParents();
            folder.RemoveLeftovers();
            Directory.CreateDirectory(folder.WorkPath);
        }, folder.Dispose);
        return folder;
    }

    /// <summary>A path inside the folder; folders on the way are made.</summary>
    public string PathOf(params string[] parts)
    {
        var path = Path.Combine([WorkPath, .. parts]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    /// <summary>Does some writing; a full disk or a missing permission becomes the user's sentence.</summary>
    public void Write(Action writing) => Guard($"write {target}", writing, Dispose);

    /// <summary>Gives the folder its name.</summary>
    public void Commit()
    {
        RefuseExisting();
        Guard($"write {target}", () =>
        {
            var old = Sibling("old");
            var replaced = Directory.Exists(target);
            if (replaced) Directory.Move(target, old);
            Directory.Move(WorkPath, target);
            committed = true;
            if (replaced) Directory.Delete(old, recursive: true);
        }, Dispose);
    }

    /// <summary>Removes everything that was made, unless it was committed.</summary>
    public void Dispose()
    {
        if (committed) return;
        if (Directory.Exists(WorkPath)) Directory.Delete(WorkPath, recursive: true);
        for (var n = madeParents.Count - 1; n >= 0; n--)
            if (Directory.Exists(madeParents[n]) && !Directory.EnumerateFileSystemEntries(madeParents[n]).Any()) Directory.Delete(madeParents[n]);
        madeParents.Clear();
    }

    private static void Guard(string doing, Action action, Action cleanUp)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            cleanUp();
            throw new InputException($"Cannot {doing}: {exception.Message.ReplaceLineEndings(" ").TrimEnd('.')}; nothing was left behind.", exception);
        }
    }

    private string Sibling(string kind)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $".{Path.GetFileName(target)}.{kind}-{Environment.ProcessId}");
        return Path.Combine(Path.GetDirectoryName(target)!, name);
    }

    // A run that was killed outright could not clean up; its number is nobody's any more.
    private void RemoveLeftovers()
    {
        var start = $".{Path.GetFileName(target)}.tmp-";
        foreach (var path in Directory.EnumerateDirectories(Path.GetDirectoryName(target)!, start + "*"))
        {
            var isRun = int.TryParse(Path.GetFileName(path)[start.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var process);
            if (isRun && (process == Environment.ProcessId || !IsAlive(process))) Directory.Delete(path, recursive: true);
        }
    }

    private static bool IsAlive(int number)
    {
        try
        {
            using var process = Process.GetProcessById(number);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private void RefuseExisting()
    {
        if (File.Exists(target)) throw new InputException($"--out {target} is a file, and a folder is to be made there.");
        if (!Directory.Exists(target)) return;
        if (!force) throw new InputException($"The folder {target} exists; choose another name or add --force to replace it.");

        // --force must never cost anybody a home directory.
        if (Directory.EnumerateFileSystemEntries(target).Any() && !MadeByHanbeam(target))
            throw new InputException($"The folder {target} was not written by Hanbeam (it holds no manifest.json), so --force does not replace it.");
    }

    private static bool MadeByHanbeam(string folder) =>
        File.Exists(Path.Combine(folder, "manifest.json")) ||
        (File.Exists(Path.Combine(folder, "RTSTRUCT.dcm")) && Directory.Exists(Path.Combine(folder, "CT")));

    private void MakeParents()
    {
        var missing = new Stack<string>();
        for (var parent = Path.GetDirectoryName(target); parent is not null && !Directory.Exists(parent); parent = Path.GetDirectoryName(parent)) missing.Push(parent);
        foreach (var parent in missing)
        {
            Directory.CreateDirectory(parent);
            madeParents.Add(parent);
        }
    }
}
