using Hanbeam.Centre.Power.Flicker;
using Xunit;

namespace Hanbeam.Tests.Centre.Power.Flicker;

public sealed class FlickerMeterTests
{
    private static readonly FlickerSystem Europe = new(Lamp.Volt230, 50);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Severity_OfTwiceTheChange_IsTwice()
    {
        var once = FlickerMeter.Measure(Europe, seconds => Square(seconds, 39, 0.00447), Stop).ShortTermSeverity;
        var twice = FlickerMeter.Measure(Europe, seconds => Square(seconds, 39, 0.00894), Stop).ShortTermSeverity;

        // Squaring the voltage adds the square of the change, 0.9 % of it at most.
        Assert.Equal(2, twice / once, 0.01);
    }

    [Theory]
    [InlineData(Lamp.Volt230, 50, 1)]
    [InlineData(Lamp.Volt230, 60, 8.8)]
    [InlineData(Lamp.Volt120, 60, 20)]
    public void Sensation_OfASine_IsWhatTheTransferFunctionSays(Lamp lamp, int mainsHz, double hertz)
    {
        const double change = 0.004;
        var system = new FlickerSystem(lamp, mainsHz);
        var measured = FlickerMeter.Measure(system, seconds => change / 2 * Math.Sin(2 * Math.PI * hertz * seconds), Stop).LargestSensation;

        // Independently of the sampled filters: d|H| after block 3, its square's mean and the ripple at twice the frequency that 300 ms let through.
        var amplitude = change * FlickerFilters.Gain(system, hertz);
        var ripple = 1 / Math.Sqrt(1 + Math.Pow(4 * Math.PI * hertz * 0.3, 2));
        var expected = FlickerFilters.Scaling * amplitude * amplitude / 2 * (1 + ripple);

        // The square of the change again, and the rank of a maximum.
        Assert.Equal(1, measured / expected, 0.01);
    }

    [Fact]
    public void Gain_OfTheLampOf230Volts_IsOneAtTheReferencePoint_AndFallsOnBothSides()
    {
        // The constants are normalised to 1 at 8.8 Hz; filters beside them leave 0.1 % there.
        Assert.Equal(1, FlickerFilters.Gain(Europe, FlickerFilters.ReferenceHz), 0.005);
        Assert.True(FlickerFilters.Gain(Europe, 2) < 0.5);
        Assert.True(FlickerFilters.Gain(Europe, 25) < 0.5);
        Assert.True(FlickerFilters.Gain(Europe, 100) < 1e-3);
    }

    [Fact]
    public void Severity_OfASteadyVoltage_IsWhatTheFiltersLeaveOfTwiceTheMains()
    {
        // Squaring the carrier gives a change of 1 at 100 Hz; squared and smoothed once more, all that is left is its mean.
        var left = FlickerFilters.Gain(Europe, 100);
        var expected = Math.Sqrt((0.0314 + 0.0525 + 0.0657 + 0.28 + 0.08) * FlickerFilters.Scaling * left * left / 2);
        var measured = FlickerMeter.Measure(Europe, _ => 0, Stop).ShortTermSeverity;
        Assert.True(measured < 0.01);

        // At 100 Hz the bilinear transform bends the filters' seven poles by 0.1 % each; the ripple at 200 Hz is another part in 400.
        Assert.Equal(1, measured / expected, 0.02);
    }

    [Fact]
    public void Severity_OfASteadySensation_IsTheRootOfTheWeights()
    {
        // All percentiles are 1: the root of the sum of the five weights.
        Assert.Equal(Math.Sqrt(0.0314 + 0.0525 + 0.0657 + 0.28 + 0.08), FlickerClassifier.ShortTermSeverity(Enumerable.Repeat(1.0, 1000).ToArray()), 1e-12);
    }

    [Fact]
    public void Severity_OfARamp_HasItsPercentiles()
    {
        // Evenly spread from 0 to 1, the level exceeded for p % of the time is 1 − p/100.
        var ramp = Enumerable.Range(0, 100_000).Select(n => (n + 0.5) / 100_000).ToArray();
        double Mean(params double[] percents) => 1 - (percents.Average() / 100);
        var expected = (0.0314 * Mean(0.1)) + (0.0525 * Mean(0.7, 1, 1.5)) + (0.0657 * Mean(2.2, 3, 4)) + (0.28 * Mean(6, 8, 10, 13, 17)) + (0.08 * Mean(30, 50, 80));
        Assert.Equal(Math.Sqrt(expected), FlickerClassifier.ShortTermSeverity(ramp), 1e-9);
    }

    private static double Square(double seconds, double changesPerMinute, double change)
    {
        var periods = seconds * changesPerMinute / 120;
        return periods - Math.Floor(periods) < 0.5 ? change / 2 : -change / 2;
    }
}
