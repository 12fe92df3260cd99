using Hanbeam.App.Reports.Plots;
using Xunit;

namespace Hanbeam.Tests.App.Reports.Plots;

public sealed class PlotScaleTests
{
    [Fact]
    public void Linear_Data_GetsRoundEndsAndTicks()
    {
        var scale = PlotScale.Of(new PlotAxis("x"), [0.3, 57.6], 400);
        Assert.Equal(["0", "10", "20", "30", "40", "50", "60"], scale.Ticks.Select(tick => tick.Label));
        Assert.Equal(0.5, scale.At(30), 1e-12);
    }

    [Fact]
    public void Linear_GivenEnds_AreKept()
    {
        var scale = PlotScale.Of(new PlotAxis("x") { Minimum = 0, Maximum = 63.4 }, [5], 400);
        Assert.Equal((0, 63.4), (scale.Lower, scale.Upper));
        Assert.Equal(60, scale.Ticks[^1].Value, 1e-9);
        Assert.Equal(1, scale.At(70));
    }

    [Fact]
    public void Logarithmic_Data_GetsDecades()
    {
        var scale = PlotScale.Of(new PlotAxis("x") { Logarithmic = true }, [-1, 0, 0.02, 300, double.NaN], 400);
        Assert.Equal(["0.01", "0.1", "1", "10", "100", "1000"], scale.Ticks.Select(tick => tick.Label));
        Assert.Equal(0.4, scale.At(1), 1e-12);
        Assert.Equal(0, scale.At(0));
    }

    [Fact]
    public void Categories_StandAtWholeNumbers()
    {
        var scale = PlotScale.Of(new PlotAxis("room") { Categories = ["one", "two"] }, [], 100);
        Assert.Equal(["one", "two"], scale.Ticks.Select(tick => tick.Label));
        Assert.Equal([0.25, 0.75], scale.Ticks.Select(tick => scale.At(tick.Value)));
    }

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new double[] { 7 })]
    [InlineData(new double[] { 0, 0 })]
    public void Linear_DataWithoutExtent_StillHasAnAxis(double[] data)
    {
        var scale = PlotScale.Of(new PlotAxis("x"), data, 200);
        Assert.True(scale.Upper > scale.Lower);
        Assert.True(scale.Ticks.Count is >= 2 and < 20);
    }
}
