using Hanbeam.Centre.Power.Flicker;
using Hanbeam.Centre.Power.Pulses;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.Centre.Power.Pulses;

public sealed class PulseTests
{
    // 1 s at 3 MW, 4 s at 500 kW: mean 1 MW.
    private static readonly PulsePhase[] TwoLevels = [new("up", 1, 3000, 3000), new("rest", 4, 500, 500)];
    private static readonly CapacitorBank Lossless = new(2000, 1000, 1, null);

    [Fact]
    public void Waveform_OfStraightPieces_HasTheirEnergy()
    {
        var pulses = PulseWaveform.Of([new("up", 0.7003, 200, 3000), new("top", 2.1, 1500, 1500), new("down", 0.5, 1500, -800)], 2);
        Assert.Equal(2 * ((0.7003 * 1600) + (2.1 * 1500) + (0.5 * 350)), pulses.MeanKiloWatt * pulses.PeriodSeconds, 1e-6);
        Assert.Equal(3.3003, pulses.PeriodSeconds, 1e-9);
        Assert.Equal(pulses.At(0.4), pulses.At(0.4 + (7 * pulses.PeriodSeconds)), 5.0);
    }

    [Fact]
    public void Bank_ForAConstantDraw_HoldsWhatIsAboveTheMean()
    {
        var levelling = PulseLevelling.Of(PulseWaveform.Of(TwoLevels), Lossless);

        // 2 MW above the mean for 1 s is 2 MJ; used between full and half voltage it is three quarters of what the bank holds.
        Assert.Equal(2e6 / 3.6e6, levelling.UsedKwh, 1e-6);
        Assert.Equal(2000, levelling.PowerKiloWatt, 1e-3);
        Assert.Equal(2 * 2e6 / (4e6 - 1e6), levelling.Farad, 1e-6);
        Assert.Equal(4 / 3.0 * levelling.UsedKwh, levelling.FullKwh, 1e-6);
        Assert.Equal(0, levelling.LossKiloWatt, 1e-6);
        Assert.Equal(levelling.Grid.LeastKiloWatt, levelling.Grid.PeakKiloWatt);
    }

    [Fact]
    public void Bank_WithLosses_EndsTheCycleAsItBegan()
    {
        var pulses = PulseWaveform.Of(TwoLevels);
        var levelling = PulseLevelling.Of(pulses, Lossless with { OneWayEfficiency = 0.9 });

        // (G − 500)·4·0.9 = (3000 − G)/0.9
        var draw = (3000 / 0.9 + (500 * 4 * 0.9)) / ((4 * 0.9) + (1 / 0.9));
        Assert.Equal(draw, levelling.Grid.MeanKiloWatt, 1e-6);
        Assert.Equal(draw - 1000, levelling.LossKiloWatt, 1e-6);
        Assert.Equal((3000 - draw) / 0.9 / 3600, levelling.UsedKwh, 1e-6);
    }

    [Fact]
    public void Bank_ForALimit_HoldsWhatIsAboveIt()
    {
        var levelling = PulseLevelling.Of(PulseWaveform.Of(TwoLevels), Lossless with { LimitKiloWatt = 1800 });
        Assert.Equal(1200 / 3600.0, levelling.UsedKwh, 1e-6);
        Assert.Equal(1800, levelling.Grid.PeakKiloWatt, 1e-9);
        Assert.Equal(1000, levelling.Grid.MeanKiloWatt, 1e-6);

        // Refilled at 1300 kW, faster than it is emptied.
        Assert.Equal(1300, levelling.PowerKiloWatt, 1e-6);
    }

    [Fact]
    public void Limit_BelowTheMean_IsRefused()
    {
        var error = Assert.Throws<InputException>(() => PulseLevelling.Of(PulseWaveform.Of(TwoLevels), Lossless with { LimitKiloWatt = 900 }));
        Assert.Contains("below the 1000 kW", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1, 0.0)]
    [InlineData(1, 1, 0.70710678)]
    [InlineData(0, 0.8, 0.75)]
    public void Dip_IsTheDropAcrossTheGridsImpedance(double resistanceOverReactance, double powerFactor, double expected)
    {
        var grid = new GridConnection(100, resistanceOverReactance, powerFactor, new FlickerSystem(Lamp.Volt230, 60));

        // 2500 kW of step on 100 MVA.
        Assert.Equal(expected * 0.025, grid.Dip(PulseWaveform.Of(TwoLevels)), 1e-9);
    }
}
