using Hanbeam.Numerics.Work;
using Hanbeam.Tests.Dose;
using Hanbeam.Treatment.Delivery;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.Treatment.Delivery;

public sealed class DeliveryTimelineTests
{
    /// <summary>Sums of a few hundred terms in a different order: rounding only.</summary>
    private const double RoundingSeconds = 1e-9;

    [Fact]
    public void Timeline_ShortCycles_PartsFollowTheFormulas()
    {
        // 12 layers of 25 spots on a 5×5 serpentine of 4 mm, 1e6 ions each; a flat-top that never ends.
        var machine = Machine(Timing() with { FlatTopSeconds = 1e6, StoredIons = 1e12 });
        var times = DeliveryTimeline.Of(Beam(12, 1e6), machine, DeliveryMode.MultiEnergy).Times;
        const double movesX = 20 * 4 / 100e3, movesY = 4 * 4 / 50e3, settling = 25 * 1e-4;
        Assert.Equal(12 * 25 * 1e6 / 2e8, times.BeamOnSeconds, RoundingSeconds);
        Assert.Equal(12 * (movesX + movesY + settling), times.ScanningSeconds, RoundingSeconds);
        Assert.Equal(11 * 0.25, times.EnergySwitchSeconds, RoundingSeconds);
        Assert.Equal(2.0, times.SpillGapSeconds, RoundingSeconds);
        Assert.Equal(times.BeamOnSeconds + times.ScanningSeconds + times.EnergySwitchSeconds + times.SpillGapSeconds, times.TotalSeconds, RoundingSeconds);
    }

    [Fact]
    public void Timeline_FiftyNineLayers_GivesTheTimesOfTheMachineTable()
    {
        // The figures that the start values of generic-synchrotron were chosen with: 59 layers, 1.6e9 ions: 8 s of beam;
        // 15 s of steps (A, 58 × 0.25 s) or 118 s of gaps (B, 59 × 2 s). Its layers are shorter than a spill.
        var beam = Beam(59, 1.6e9 / (59 * 25));
        var multi = DeliveryTimeline.Of(beam, Machine(Timing()), DeliveryMode.MultiEnergy);
        var single = DeliveryTimeline.Of(beam, Machine(Timing()), DeliveryMode.SingleEnergy);
        Assert.Equal(8, multi.Times.BeamOnSeconds, RoundingSeconds);
        Assert.Equal(58 * 0.25, multi.Times.EnergySwitchSeconds, RoundingSeconds);
        Assert.Equal(1, multi.Spills);
        Assert.Equal(8, single.Times.BeamOnSeconds, RoundingSeconds);
        Assert.Equal(0, single.Times.EnergySwitchSeconds);
        Assert.Equal(118, single.Times.SpillGapSeconds, RoundingSeconds);
        Assert.Equal(59, single.Spills);
    }

    [Theory]
    [InlineData(DeliveryMode.MultiEnergy)]
    [InlineData(DeliveryMode.SingleEnergy)]
    public void Timeline_AnyMode_LayersFollowEachOtherWithoutHoles(DeliveryMode mode)
    {
        var timeline = DeliveryTimeline.Of(Beam(40, 3e7), Machine(Timing()), mode);
        var clock = 0.0;
        foreach (var layer in timeline.Layers)
        {
            Assert.True(layer.StartSeconds >= clock);
            clock += layer.Times.TotalSeconds;
            Assert.Equal(clock, layer.EndSeconds, RoundingSeconds);
        }

        Assert.Equal(clock, timeline.Times.TotalSeconds, RoundingSeconds);
        Assert.Equal(40 * 25 * 3e7, timeline.Layers.Sum(layer => layer.Particles), 1e-9 * 40 * 25 * 3e7);
    }

    [Fact]
    public void Timeline_SpillShorterThanLayer_AddsAGapPerSpill()
    {
        // One spot of 2e9 ions at 2e8 a second is 10 s of beam: spills of 4, 4 and 2 s (a settling of 0 keeps the numbers whole).
        var timing = Timing() with { SettlingSeconds = 0 };
        var timeline = DeliveryTimeline.Of(Beam([Layer(200, [0], [0], [2e9])]), Machine(timing), DeliveryMode.SingleEnergy);
        Assert.Equal(3, timeline.Spills);
        Assert.Equal(6, timeline.Times.SpillGapSeconds, RoundingSeconds);
        Assert.Equal(10, timeline.Times.BeamOnSeconds, RoundingSeconds);
        Assert.Equal(2, timeline.Layers[0].StartSeconds, RoundingSeconds);
        Assert.Equal(16, timeline.Layers[0].EndSeconds, RoundingSeconds);
    }

    [Fact]
    public void Timeline_StoredIonsUsedUp_Refills()
    {
        // 4.5e10 ions out of rings of 2e10: three fillings, within a flat-top that is long enough.
        var timing = Timing() with { FlatTopSeconds = 1000 };
        var timeline = DeliveryTimeline.Of(Beam([Layer(200, [0], [0], [4.5e10])]), Machine(timing), DeliveryMode.MultiEnergy);
        Assert.Equal(3, timeline.Spills);
        Assert.Equal(3 * 2.0, timeline.Times.SpillGapSeconds, RoundingSeconds);
    }

    [Fact]
    public void Timeline_FlatTopUsedUpBetweenLayers_RefillReplacesTheStep()
    {
        // A layer of 30 s ends with the flat-top; the next cycle accelerates to the next layer at once.
        var timing = Timing() with { SettlingSeconds = 0 };
        var layers = new[] { Layer(200, [0], [0], [6e9]), Layer(190, [0], [0], [2e8]) };
        var timeline = DeliveryTimeline.Of(Beam(layers), Machine(timing), DeliveryMode.MultiEnergy);
        Assert.Equal(0, timeline.Times.EnergySwitchSeconds);
        Assert.Equal(2, timeline.Spills);
        Assert.Equal(2 + 30 + 2 + 1, timeline.Times.TotalSeconds, RoundingSeconds);
    }

    [Fact]
    public void Timeline_LayerAboveTheOneBefore_StartsANewCycle()
    {
        var layers = new[] { Layer(190, [0], [0], [1e6]), Layer(200, [0], [0], [1e6]), Layer(195, [0], [0], [1e6]) };
        var timeline = DeliveryTimeline.Of(Beam(layers), Machine(Timing()), DeliveryMode.MultiEnergy);
        Assert.Equal(2, timeline.Spills);
        Assert.Equal(0.25, timeline.Times.EnergySwitchSeconds, RoundingSeconds);
    }

    [Fact]
    public void Timeline_LayerOfTheSameEnergy_GoesOnInTheFlatTop()
    {
        // Painted twice: no step and no refill between the two, but the way of 4 mm to the second one's spot; the layer below is one step.
        var layers = new[] { Layer(200, [0], [0], [1e6]), Layer(200, [4], [0], [1e6]), Layer(190, [50], [0], [1e6]) };
        var timeline = DeliveryTimeline.Of(Beam(layers), Machine(Timing() with { LayersPerFlatTop = 2 }), DeliveryMode.MultiEnergy);
        Assert.Equal(1, timeline.Spills);
        Assert.Equal(2.0, timeline.Times.SpillGapSeconds, RoundingSeconds);
        Assert.Equal(0.25, timeline.Times.EnergySwitchSeconds, RoundingSeconds);
        Assert.Equal(4 / 100e3 + 3e-4, timeline.Times.ScanningSeconds, RoundingSeconds);
        Assert.Equal(3, DeliveryTimeline.Of(Beam(layers), Machine(Timing()), DeliveryMode.SingleEnergy).Spills); // there every layer has its own
    }

    [Fact]
    public void Timeline_SpotsAndLayersWithoutIons_ArePassedOver()
    {
        var layers = new[] { Layer(200, [0, 50, 4], [0, 0, 0], [1e6, 0, 1e6]), Layer(190, [0], [0], [0]) };
        var timeline = DeliveryTimeline.Of(Beam(layers), Machine(Timing()), DeliveryMode.MultiEnergy);
        Assert.Equal(2, Assert.Single(timeline.Layers).Spots);
        Assert.Equal(4 / 100e3 + 2e-4, timeline.Times.ScanningSeconds, RoundingSeconds);
    }

    [Fact]
    public void Timeline_SpotsDoubledWithHalfTheIons_AddsSettlingOnly()
    {
        // Each spot delivered as two of half the weight at the same place: beam, moves, steps and gaps stay.
        var once = Beam([Layer(200, [0, 4], [0, 4], [2e6, 4e6])]);
        var twice = Beam([Layer(200, [0, 0, 4, 4], [0, 0, 4, 4], [1e6, 1e6, 2e6, 2e6])]);
        var difference = DeliveryTimeline.Of(twice, Machine(Timing())).Times.TotalSeconds - DeliveryTimeline.Of(once, Machine(Timing())).Times.TotalSeconds;
        Assert.Equal(2e-4, difference, RoundingSeconds);
    }

    [Fact]
    public void Timeline_ZeroExtractionRate_NamesMachineValueAndUnit()
    {
        var error = Assert.Throws<InputException>(() => DeliveryTimeline.Of(Beam(1, 1e6), Machine(Timing() with { ExtractionIonsPerSecond = 0 })));
        Assert.Equal("machine test: the extraction rate is 0 ions/s, but must be above 0", error.Message);
    }

    [Fact]
    public void Timeline_UnknownMode_NamesWhatIsKnown()
    {
        var error = Assert.Throws<InputException>(() => DeliveryTimeline.Of(Beam(1, 1e6), Machine(Timing() with { DefaultMode = "cyclotron" })));
        Assert.Contains("multi-energy or single-energy", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Timeline_GateOpenAQuarterOfTheTime_WaitsThreeTimesTheBeam()
    {
        // 10 s of beam on an endless flat-top, the gate open 1 s of every 4: it opens with the end of the refill (2 s into the period,
        // so that 2 s are waited for) and then again nine times for one more second each.
        var timing = Timing() with { SettlingSeconds = 0, FlatTopSeconds = 1000 };
        var times = DeliveryTimeline.Of(Beam([Layer(200, [0], [0], [2e9])]), Machine(timing), DeliveryMode.MultiEnergy, new BreathGate(4, 0.25)).Times;
        Assert.Equal(10, times.BeamOnSeconds, RoundingSeconds);
        Assert.Equal(9 * 3, times.GateWaitSeconds, RoundingSeconds); // on the flat-top
        Assert.Equal(2, times.StartWaitSeconds, RoundingSeconds); // before acceleration
        Assert.Equal(2 + 10 + 29, times.TotalSeconds, RoundingSeconds);
    }

    [Theory]
    [InlineData(DeliveryMode.MultiEnergy, 4, 0.3)]
    [InlineData(DeliveryMode.SingleEnergy, 4, 0.3)]
    [InlineData(DeliveryMode.SingleEnergy, 6, 0.05)]
    [InlineData(DeliveryMode.SingleEnergy, 3.5, 1)]
    public void Timeline_AnyGate_DeliversTheSameIonsInItsOpenings(DeliveryMode mode, double periodSeconds, double duty)
    {
        var beam = Beam(20, 3e7);
        var free = DeliveryTimeline.Of(beam, Machine(Timing()), mode);
        var gated = DeliveryTimeline.Of(beam, Machine(Timing()), mode, new BreathGate(periodSeconds, duty));
        Assert.Equal(free.Times.BeamOnSeconds, gated.Times.BeamOnSeconds, 1e-6);
        Assert.Equal(free.Layers.Sum(layer => layer.Particles), gated.Layers.Sum(layer => layer.Particles));
        Assert.Equal(duty == 1, gated.Times.GateWaitSeconds + gated.Times.StartWaitSeconds == 0);
        // Ions flow only in openings, so no stretch of time holds more beam than its openings, one more at each end.
        Assert.True(gated.Times.BeamOnSeconds <= duty * (gated.Times.TotalSeconds + 2 * periodSeconds));
    }

    [Theory]
    [InlineData(0, 0.3, "period")]
    [InlineData(double.NaN, 0.3, "period")]
    [InlineData(4, 0, "duty factor")]
    [InlineData(4, 1.1, "duty factor")]
    public void Gate_OutOfRange_IsRefused(double periodSeconds, double duty, string named) =>
        Assert.Contains(named, Assert.Throws<InputException>(() => new BreathGate(periodSeconds, duty)).Message);

    [Fact]
    public void Timeline_StepThatKeepsHalfTheIons_RefillsWhenTheyAreGone()
    {
        // A ring of 1e9 ions, layers of 2e8. First cycle: 1e9 - 2e8 = 8e8, step to 4e8, - 2e8 = 2e8, step to 1e8: the third layer takes
        // 1e8, refills and takes 1e8 more; 9e8, step to 4.5e8 - 2e8 = 2.5e8 is left after the fourth layer. Three steps, two cycles.
        var timing = Timing() with { SettlingSeconds = 0, StoredIons = 1e9, EnergyStepKeeps = 0.5 };
        var layers = Enumerable.Range(0, 4).Select(n => Layer(200 - n, [0], [0], [2e8])).ToArray();
        var timeline = DeliveryTimeline.Of(Beam(layers), Machine(timing), DeliveryMode.MultiEnergy);
        Assert.Equal(2, timeline.Spills);
        Assert.Equal(3 * 0.25, timeline.Times.EnergySwitchSeconds, RoundingSeconds);
    }

    [Fact]
    public void Timeline_LimitedLayersPerFlatTop_RefillsAfterThem()
    {
        var timeline = DeliveryTimeline.Of(Beam(12, 1e6), Machine(Timing() with { LayersPerFlatTop = 4 }), DeliveryMode.MultiEnergy);
        Assert.Equal(3, timeline.Spills);
        Assert.Equal(9 * 0.25, timeline.Times.EnergySwitchSeconds, RoundingSeconds);
    }

    [Fact]
    public void Timeline_RecaptureOutOfRange_IsRefused()
    {
        var error = Assert.Throws<InputException>(() => DeliveryTimeline.Of(Beam(1, 1e6), Machine(Timing() with { EnergyStepKeeps = 1.2 })));
        Assert.Contains("1.2", error.Message);
        Assert.Contains("layers", Assert.Throws<InputException>(() => DeliveryTimeline.Of(Beam(1, 1e6), Machine(Timing() with { LayersPerFlatTop = 0 }))).Message);
    }

    private static PlanBeam Beam(int layers, double particlesPerSpot)
    {
        var x = new double[25];
        var y = new double[25];
        for (var n = 0; n < 25; n++)
        {
            var column = n % 5;
            x[n] = 4 * (n / 5 % 2 == 0 ? column : 4 - column);
            y[n] = 4 * (n / 5);
        }

        return Beam([.. Enumerable.Range(0, layers).Select(n => Layer(300 - 2 * n, x, y, [.. Enumerable.Repeat(particlesPerSpot, 25)]))]);
    }

    private static PlanBeam Beam(IReadOnlyList<EnergyLayer> layers) =>
        new() { Number = 1, GantryDeg = 0, CouchDeg = 0, Isocenter = new PatientPoint(0, 0, 0), Layers = layers };

    private static EnergyLayer Layer(double energyMeVPerU, double[] xMm, double[] yMm, double[] particles) =>
        new() { EnergyMeVPerU = energyMeVPerU, XMm = xMm, YMm = yMm, Particles = particles };

    private static DeliveryTiming Timing() => WaterWorld.Machine.Timing;

    private static Machine Machine(DeliveryTiming timing) => new()
    {
        Name = "test",
        Ion = new IonSpecies("12C", 6, 12),
        Energies = [],
        SourceAxisDistanceXMm = 8000,
        SourceAxisDistanceYMm = 7400,
        NozzleExitToIsocenterMm = 650,
        ScanFieldXMm = 200,
        ScanFieldYMm = 200,
        MinimumIonsPerSpot = 1e4,
        MaximumIonsPerSpot = 1e8,
        Timing = timing,
    };
}
