using System.Runtime.InteropServices;
using Hanbeam.Dose.Influence;
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

    // Path with path: the products of such a process beside those of this one. Polynomials, roots and fused products differ in the last places of floats; where that moves a stored number over an edge it
    // is one level of one spot: 1/255 or 1/65535 of its largest, under some hundred spots that meet in a voxel.
    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task Products_OnALesserProcessor_AreThoseOfThisOne(string switchedOff)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Hanbeam.Tests" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        var file = Path.Combine(Directory.CreateTempSubdirectory("hanbeam-paths").FullName, "products-");
        var run = await ToolRun.Start(
            program, ["--filter-class", typeof(BrickPathTests).FullName!], environment: new Dictionary<string, string> { [switchedOff] = "0", [BrickPathTests.FileVariable] = file });
        Assert.True(run.Code == 0, run.Output + run.Error);
        foreach (var (kind, tolerance) in new[] { (InfluenceKind.Recomputed, 2e-5), (InfluenceKind.StoredWide, 2e-5), (InfluenceKind.Stored, 1e-3) })
        {
            var (ours, theirs) = (BrickPathTests.Products(kind), MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(file + kind)).ToArray());
            Assert.Equal(ours.Length, theirs.Length);
            Assert.InRange(ours.Zip(theirs, (one, other) => Math.Abs(one - other)).Max(), 0, tolerance);
        }

        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }
}
