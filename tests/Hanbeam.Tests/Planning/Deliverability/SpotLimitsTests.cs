using Hanbeam.Planning.Deliverability;
using Hanbeam.Tests.Dose;
using Xunit;

namespace Hanbeam.Tests.Planning.Deliverability;

public sealed class SpotLimitsTests
{
    [Fact]
    public void Bounds_DropBelowHalfTheMinimumAndKeepTheRest()
    {
        var (lower, upper) = SpotLimits.Bounds([0, 0.0049, 0.0051, 0.5], 0.01, 100);
        Assert.Equal([0, 0, 0.01, 0.01], lower);
        Assert.Equal([0, 0, 100, 100], upper);
    }

    [Fact]
    public void WholeIons_RoundAndStayBetweenTheLimits() =>
        Assert.Equal([0, 10_000, 10_000, 150_001, 1e8], SpotLimits.WholeIons([0, 0.0099999, 0.01, 0.1500006, 100.0000009], 1e4, 1e8));

    [Fact]
    public void PercentAtMinimum_IsByIonsNotBySpots() => Assert.Equal(25, SpotLimits.PercentAtMinimum([10_000, 0, 30_000], 10_000), 1e-12);

    [Fact]
    public void Fill_LeavesOutEmptySpotsAndLayers()
    {
        var beam = WaterWorld.Beam(0, 0, WaterWorld.Layer(210, (0, 0, 0), (4, 0, 0)), WaterWorld.Layer(200, (0, 0, 0), (4, 8, 0)));
        var filled = SpotIons.Fill(beam, [0, 0, 0, 12_345]);
        Assert.Single(filled.Layers);
        Assert.Equal(200, filled.Layers[0].EnergyMeVPerU);
        Assert.Equal([4.0], filled.Layers[0].XMm);
        Assert.Equal([8.0], filled.Layers[0].YMm);
        Assert.Equal([12_345.0], filled.Layers[0].Particles);
    }
}
