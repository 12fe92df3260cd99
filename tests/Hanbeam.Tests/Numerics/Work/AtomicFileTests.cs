using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.Numerics.Work;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hanbeam").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Write_OverAnOldFile_LeavesOnlyTheNewOne()
    {
        var path = Path.Combine(folder, "a.txt");
        AtomicFile.Write(path, "old and longer");
        AtomicFile.Write(path, "new");
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public void Write_ThatFailsHalfWay_LeavesTheOldFile()
    {
        var path = Path.Combine(folder, "a.txt");
        AtomicFile.Write(path, "old");
        var error = Assert.Throws<InputException>(() => AtomicFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            throw new IOException("disk full");
        }));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public void Write_IntoAFolderThatIsNotThere_NamesTheFile()
    {
        var path = Path.Combine(folder, "none", "a.txt");
        Assert.Contains(path, Assert.Throws<InputException>(() => AtomicFile.Write(path, "x")).Message, StringComparison.Ordinal);
    }
}
