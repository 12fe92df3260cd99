using Hanbeam.Treatment.Delivery;
using Hanbeam.Treatment.Machines;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Treatment;

public sealed class DeliveryTimeline_WithMedAustronsSpills_HasItsDutyFactor
{
    private const double SpillSeconds = 4, GapSeconds = 2, Rate = 1e8;

    [Fact]
    public void DeliveryTime_WithOneEnergyPerSpill_IsSpillsOfFourSecondsAndGapsOfTwo()
    {
        var claim = Claim.Of(this, "With carbon spills of 4 s and 2 s between them, a layer of t seconds of beam takes ceil(t / 4 s) spills, and long layers reach the duty factor 4 / 6.",
            "Spill and mean gap of MedAustron's carbon beam as stated in its 2019 parameters [MedAustron2019]; an identity");
        foreach (var (layers, beamSecondsPerLayer) in new[] { (1, 4.0), (30, 0.5), (30, 3.9), (20, 4.1), (10, 40.0) })
        {
            var times = DeliveryTimeline.Of(SyntheticFields.Field(layers, 1, 1, 5, beamSecondsPerLayer * Rate), Machine, DeliveryMode.SingleEnergy);
            var spills = layers * (int)Math.Ceiling(beamSecondsPerLayer / SpillSeconds);
            var expected = layers * beamSecondsPerLayer + spills * GapSeconds;
            claim.Within($"{layers} layers of {beamSecondsPerLayer} s: spills", times.Spills, spills, 0, "", "whole numbers");
            claim.Within($"{layers} layers of {beamSecondsPerLayer} s: time", times.Times.TotalSeconds, expected, 1e-9 * expected, "s", "rounding only");
        }

        var long40 = DeliveryTimeline.Of(SyntheticFields.Field(1, 1, 1, 5, 400 * Rate), Machine, DeliveryMode.SingleEnergy).Times;
        claim.Within("share of the time with beam, one layer of 400 s", long40.BeamOnSeconds / long40.TotalSeconds, 4.0 / 6, 1e-9, "", "rounding only");
        claim.Conclude();
    }

    private static Machine Machine { get; } = SyntheticFields.Machine("spills of 4 s", new DeliveryTiming
    {
        DefaultMode = "single-energy",
        ExtractionIonsPerSecond = Rate,
        StoredIons = 1e15,
        ScanSpeedXMmPerSecond = 1e5,
        ScanSpeedYMmPerSecond = 1e5,
        SettlingSeconds = 0,
        EnergyStepSeconds = 0.25,
        FlatTopSeconds = 1e6,
        RefillSeconds = GapSeconds,
        SpillSeconds = SpillSeconds,
        SpillGapSeconds = GapSeconds,
    });
}
