using Hanbeam.App.Output;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.App;

public sealed class OutputFolderTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("hanbeam-output-");

    private string Target => Path.Combine(root.FullName, "plan");

    public void Dispose() => root.Delete(recursive: true);

    [Fact]
    public void Commit_FilledFolder_AppearsUnderItsNameOnly()
    {
        using (var folder = OutputFolder.Create(Target, force: false))
        {
            File.WriteAllText(folder.PathOf("beams", "1", "dose.txt"), "1");
            Assert.False(Directory.Exists(Target));
            folder.Commit();
        }

        Assert.Equal("1", File.ReadAllText(Path.Combine(Target, "beams", "1", "dose.txt")));
        Assert.Equal([Target], Directory.GetFileSystemEntries(root.FullName));
    }

    [Fact]
    public void Dispose_WithoutCommit_LeavesNothingBehind()
    {
        using (var folder = OutputFolder.Create(Path.Combine(root.FullName, "new", "parent", "plan"), force: false))
            File.WriteAllText(folder.PathOf("half.txt"), "half");
        Assert.Empty(root.GetFileSystemInfos());
    }

    [Fact]
    public void Create_ExistingFolder_IsRefusedWithoutForce()
    {
        Directory.CreateDirectory(Target);
        Assert.Contains("--force", Assert.Throws<InputException>(() => OutputFolder.Create(Target, force: false)).Message);
    }

    [Fact]
    public void Commit_WithForce_ReplacesAFolderOfHanbeam()
    {
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "manifest.json"), "old");
        using (var folder = OutputFolder.Create(Target, force: true))
        {
            File.WriteAllText(folder.PathOf("manifest.json"), "new");
            folder.Commit();
        }

        Assert.Equal("new", File.ReadAllText(Path.Combine(Target, "manifest.json")));
        Assert.Equal([Target], Directory.GetFileSystemEntries(root.FullName));
    }

    [Fact]
    public void Create_WithForceOnSomebodyElsesFolder_IsRefusedAndKeepsIt()
    {
        Directory.CreateDirectory(Target);
        var theirs = Path.Combine(Target, "thesis.tex");
        File.WriteAllText(theirs, "years of work");
        Assert.Contains("not written by Hanbeam", Assert.Throws<InputException>(() => OutputFolder.Create(Target, force: true)).Message);
        Assert.True(File.Exists(theirs));
    }

    [Fact]
    public void Write_DiskError_BecomesOneSentenceAndLeavesNothing()
    {
        using var folder = OutputFolder.Create(Target, force: false);
        var error = Assert.Throws<InputException>(() => folder.Write(() => throw new IOException("No space left on device")));
        Assert.Contains("No space left on device", error.Message);
        Assert.Empty(root.GetFileSystemInfos());
    }

    [Fact]
    public void Withdraw_AfterCommit_LeavesNothing()
    {
        using (var folder = OutputFolder.Create(Path.Combine(root.FullName, "new", "case"), force: false))
        {
            File.WriteAllText(folder.PathOf("CT", "1.dcm"), "1");
            folder.Commit();
            folder.Withdraw();
        }

        Assert.Empty(root.GetFileSystemInfos());
    }

    [Fact]
    public void Create_TargetIsAFile_IsRefused()
    {
        File.WriteAllText(Target, "");
        Assert.Contains("is a file", Assert.Throws<InputException>(() => OutputFolder.Create(Target, force: true)).Message);
    }

    [Fact]
    public void Create_AfterARunThatWasKilled_RemovesItsLeftoversAndNothingElse()
    {
        var killed = Directory.CreateDirectory(Path.Combine(root.FullName, ".plan.tmp-a"));
        File.WriteAllText(Path.Combine(killed.FullName, ".running"), "");
        var other = Directory.CreateDirectory(Path.Combine(root.FullName, ".planner.tmp-a"));
        using var alive = OutputFolder.Create(Target, force: false);
        OutputFolder.Create(Target, force: false).Dispose();
        Assert.Equal([alive.WorkPath, other.FullName], Directory.GetFileSystemEntries(root.FullName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Commit_WhenTheRenameFails_BringsTheOldFolderBack()
    {
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "manifest.json"), "old");
        using var folder = OutputFolder.Create(Target, force: true);
        Directory.Delete(folder.WorkPath, recursive: true);
        Assert.Throws<InputException>(() => folder.Commit());
        Assert.Equal("old", File.ReadAllText(Path.Combine(Target, "manifest.json")));
        Assert.Equal([Target], Directory.GetFileSystemEntries(root.FullName));
    }
}
