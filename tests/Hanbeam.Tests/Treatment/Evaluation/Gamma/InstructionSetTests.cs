using Xunit;

namespace Hanbeam.Tests.Treatment.Evaluation.Gamma;

public sealed class InstructionSetTests
{
    // The vector search against its scalar twin in a process of its own that may not use AVX-512, AVX2, or any intrinsics.
    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task Minimum_OnALesserProcessor_IsThatOfTheScalarTwin(string switchedOff)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Hanbeam.Tests" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        var run = await ToolRun.Start(program, ["--filter-class", typeof(GammaSearchTests).FullName!], environment: new Dictionary<string, string> { [switchedOff] = "0" });

        Assert.True(run.Code == 0, run.Output + run.Error);
        Assert.Contains("succeeded: 6", run.Output);
    }
}
