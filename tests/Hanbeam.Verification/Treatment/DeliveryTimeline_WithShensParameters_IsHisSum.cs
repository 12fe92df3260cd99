using Hanbeam.Treatment.Delivery;
using Hanbeam.Treatment.Machines;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Treatment;

public sealed class DeliveryTimeline_WithShensParameters_IsHisSum
{
    [Fact]
    public void DeliveryTime_OfSyntheticFields_IsLayersSpotsAndLengths()
    {
        var claim = Claim.Of(this, "With the measured parameters of a scanned-beam synchrotron, the delivery time of a synthetic field is layers × switch time + spots × verification time + lengths over scan speeds + ions over rate.",
            "The sum of Shen's model with its published parameters [Shen2017]: 1.91 s a layer, 1.93 ms a spot, 5.9 and 19.3 m/s; an algebraic identity");
        const double spacingMm = 5, ions = 1e6, rate = 2e8;
        foreach (var (layers, columns, rows) in new[] { (1, 1, 1), (20, 30, 40), (97, 15, 15) })
        {
            var times = DeliveryTimeline.Of(SyntheticFields.Field(layers, columns, rows, spacingMm, ions), Machine(rate), DeliveryMode.SingleEnergy).Times;
            var alongX = (columns - 1) * rows * spacingMm / 5900;
            var alongY = (rows - 1) * spacingMm / 19300;
            var expected = layers * (1.91 + columns * rows * (1.93e-3 + ions / rate) + alongX + alongY);
            claim.Within($"{layers} layers of {columns}×{rows} spots", times.TotalSeconds, expected, 1e-9 * expected, "s", "rounding only");
        }

        claim.Conclude();
    }

    /// <summary>Shen's figures; spills that outlast a layer.</summary>
    private static Machine Machine(double rate) => SyntheticFields.Machine("Shen 2017", new DeliveryTiming
    {
        DefaultMode = "single-energy",
        ExtractionIonsPerSecond = rate,
        StoredIons = 1e15,
        ScanSpeedXMmPerSecond = 5900,
        ScanSpeedYMmPerSecond = 19300,
        SettlingSeconds = 1.93e-3,
        EnergyStepSeconds = 1.91,
        FlatTopSeconds = 1e6,
        RefillSeconds = 1.91,
        SpillSeconds = 1e6,
        SpillGapSeconds = 1.91,
    });
}
