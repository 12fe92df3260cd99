namespace Hanbeam.Treatment.Delivery;

/// <summary>What a delivery's time is spent on; the parts exclude each other and add up to the total.</summary>
/// <param name="BeamOnSeconds">Ions on their way to a spot, s.</param>
/// <param name="ScanningSeconds">Magnets moving from spot to spot and settling, s.</param>
/// <param name="EnergySwitchSeconds">Energy steps on a flat-top, s (multi-energy operation only).</param>
/// <param name="SpillGapSeconds">Refilling and accelerating between flat-tops or spills, the first one included, s.</param>
/// <param name="GateWaitSeconds">Waiting for a breath gate to open, s; 0 without one.</param>
public readonly record struct DeliveryTimes(
    double BeamOnSeconds, double ScanningSeconds, double EnergySwitchSeconds, double SpillGapSeconds, double GateWaitSeconds = 0)
{
    /// <summary>Sum of the parts, s.</summary>
    public double TotalSeconds => BeamOnSeconds + ScanningSeconds + EnergySwitchSeconds + SpillGapSeconds + GateWaitSeconds;

    /// <summary>Part by part.</summary>
    public static DeliveryTimes operator +(DeliveryTimes a, DeliveryTimes b) => new(
        a.BeamOnSeconds + b.BeamOnSeconds,
        a.ScanningSeconds + b.ScanningSeconds,
        a.EnergySwitchSeconds + b.EnergySwitchSeconds,
        a.SpillGapSeconds + b.SpillGapSeconds,
        a.GateWaitSeconds + b.GateWaitSeconds);

    /// <summary>Every part times a factor.</summary>
    public static DeliveryTimes operator *(DeliveryTimes times, double factor) => new(
        times.BeamOnSeconds * factor,
        times.ScanningSeconds * factor,
        times.EnergySwitchSeconds * factor,
        times.SpillGapSeconds * factor,
        times.GateWaitSeconds * factor);
}
