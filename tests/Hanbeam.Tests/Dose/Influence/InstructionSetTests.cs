using Hanbeam.Tests.Dose.Vectors;
using Xunit;

namespace Hanbeam.Tests.Dose.Influence;

public sealed class InstructionSetTests
{
    // The operators against the plain sum, and their arithmetic against Math, in a process of its own that may not use AVX-512, AVX2, or any intrinsics: all paths agree with the same
    // sums to the same tolerances.
    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task Bricks_OnALesserProcessor_AgreeWithThePlainSum(string switchedOff)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Hanbeam.Tests" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        var run = await ToolRun.Start(
            program, ["--filter-class", typeof(BrickOperatorTests).FullName!, typeof(BrickMathTests).FullName!], environment: new Dictionary<string, string> { [switchedOff] = "0" });

        Assert.True(run.Code == 0, run.Output + run.Error);
        Assert.Contains("succeeded: 18", run.Output);
    }
}
