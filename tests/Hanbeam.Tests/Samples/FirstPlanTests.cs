using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Hanbeam.Tests.Samples;

/// <summary>samples/FirstPlan plans a cube in water with the libraries alone.</summary>
public sealed partial class FirstPlanTests
{
    [Fact]
    public async Task FirstPlan_CoversItsCube()
    {
        var run = await ToolRun.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "FirstPlan.dll")]);
        Assert.True(run.Code == 0, run.Output + run.Error);
        var figures = Figures().Match(run.Output);
        Assert.True(figures.Success, run.Output);
        // The bounds asked of every plan: D95 at least 97 % and D2 at most 105 % of the 57.6 Gy(RBE) prescribed.
        var (d95, d2) = (Number(figures.Groups[1].Value), Number(figures.Groups[2].Value));
        Assert.InRange(d95, 0.97 * 57.6, d2);
        Assert.InRange(d2, d95, 1.05 * 57.6);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"CUBE: D95 ([\d.]+), D50 [\d.]+, D2 ([\d.]+) Gy\(RBE\) mmkm-qst")]
    private static partial Regex Figures();
}
