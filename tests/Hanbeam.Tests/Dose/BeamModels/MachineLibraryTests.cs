using Hanbeam.Dose.BeamModels;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.Dose.BeamModels;

public sealed class MachineLibraryTests
{
    private static readonly string Data = SourceTree.Path("data");

    [Fact]
    public void Name_Resolves_ToTheFileThatShips()
    {
        Assert.Contains("generic-synchrotron", MachineLibrary.Names(Data));
        Assert.True(File.Exists(MachineLibrary.Resolve("generic-synchrotron", Data)));
    }

    [Fact]
    public void Typo_GetsASuggestion()
    {
        var error = Assert.Throws<InputException>(() => MachineLibrary.Resolve("generic-synchroton", Data));
        Assert.Contains("did you mean generic-synchrotron", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Path_IsTaken_AsItIs()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["mine"], "");
        Assert.Equal(folder["mine"], MachineLibrary.Resolve(folder["mine"], Data));
        Assert.Throws<InputException>(() => MachineLibrary.Resolve(folder["other"], Data));
        Assert.Throws<InputException>(() => MachineLibrary.Resolve("", Data));
    }
}
