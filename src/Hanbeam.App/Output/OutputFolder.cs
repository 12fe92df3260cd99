using System.Collections.Concurrent;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Output;

/// <summary>
/// A folder that appears whole or not at all: it is filled beside its target under the name <c>.NAME.tmp-RANDOM</c> and renamed by
/// <see cref="Commit"/>. Disposing without a commit leaves nothing behind. While a run fills it, it holds the file <c>.running</c> open.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    private const string Running = ".running";

    private static readonly ConcurrentDictionary<OutputFolder, string> Unfinished = new();

    private static volatile bool abandoned;

    private readonly string target;
    private readonly bool force;
    private readonly List<string> madeParents = [];
    private FileStream? running;
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
            Unfinished[folder] = folder.WorkPath;
            Directory.CreateDirectory(folder.WorkPath);
            folder.running = new FileStream(Path.Combine(folder.WorkPath, Running), FileMode.CreateNew, FileAccess.Write, FileShare.None);
        }, folder.Dispose);
        return folder;
    }

    /// <summary>A path inside the folder; folders on the way are made.</summary>
    /// <exception cref="OperationCanceledException">The process is about to end (<see cref="AbandonAll"/>), and a file here would bring the folder back.</exception>
    public string PathOf(params string[] parts)
    {
        if (abandoned) throw new OperationCanceledException();
        var path = Path.Combine([WorkPath, .. parts]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    /// <summary>Does some writing; a full disk or a missing permission becomes the user's sentence.</summary>
    public void Write(Action writing) => Guard($"write {target}", writing, Dispose);

    /// <summary>Gives the folder its name. One that it replaces comes back when that fails.</summary>
    /// <param name="provisional">Whether it may still have to go, until it is disposed of: see <see cref="Withdraw"/> and <see cref="AbandonAll"/>.</param>
    public void Commit(bool provisional = false)
    {
        RefuseExisting();
        Guard($"write {target}", () =>
        {
            var old = Directory.Exists(target) ? Sibling("old") : null;
            EndRun();
            if (old is not null) Directory.Move(target, old);
            try
            {
                Directory.Move(WorkPath, target);
            }
            catch when (old is not null)
            {
                Directory.Move(old, target);
                throw;
            }

            committed = true;
            if (provisional) Unfinished[this] = target;
            else Unfinished.TryRemove(this, out _);
            if (old is not null) TryDelete(old);
        }, Dispose);
    }

    /// <summary>Removes a folder that was committed, because what belongs to it failed; <see cref="Dispose"/> does the rest.</summary>
    public void Withdraw()
    {
        if (!committed) return;
        TryDelete(target);
        committed = false;
    }

    /// <summary>Removes all folders that are being filled or are provisional: for a process that is about to end, whatever its other threads do.</summary>
    public static void AbandonAll()
    {
        abandoned = true;

        // Another thread may put a file into a folder that is being emptied, so once is not always enough.
        for (var attempt = 0; attempt < 3; attempt++)
            foreach (var path in Unfinished.Values.Where(Directory.Exists)) TryDelete(path);
    }

    /// <summary>Removes everything that was made, unless it was committed.</summary>
    public void Dispose()
    {
        Unfinished.TryRemove(this, out _);
        if (committed) return;
        EndRun();
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

    private string Sibling(string kind) =>
        Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{kind}-{Path.GetRandomFileName()}");

    private void EndRun()
    {
        if (running is null) return;
        running.Dispose();
        running = null;
        File.Delete(Path.Combine(WorkPath, Running));
    }

    // What a run that was killed outright left behind: its file is there, and nobody holds it.
    private void RemoveLeftovers()
    {
        foreach (var path in Directory.EnumerateDirectories(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.tmp-*"))
            if (IsLeftover(path)) TryDelete(path);
    }

    private static bool IsLeftover(string folder)
    {
        try
        {
            using var free = new FileStream(Path.Combine(folder, Running), FileMode.Open, FileAccess.Write, FileShare.None);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // The new folder is whole; old files that resist are no reason to call it a failure.
    private static void TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
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
        File.Exists(Path.Combine(folder, "manifest.json")) || File.Exists(Path.Combine(folder, "evaluation.json")) ||
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
