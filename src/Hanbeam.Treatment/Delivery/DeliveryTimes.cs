namespace Hanbeam.Treatment.Delivery;

/// <summary>What a delivery's time is spent on; the parts exclude each other and add up to the total.</summary>
/// <param name="BeamOnSeconds">Ions on their way to a spot, s.</param>
/// <param name="ScanningSeconds">Magnets moving from spot to spot and settling, s.</param>
/// <param name="EnergySwitchSeconds">Energy steps on a flat-top, s (multi-energy operation only).</param>
/// <param name="SpillGapSeconds">Refilling and accelerating between flat-tops or spills, the first one included, s.</param>
/// <param name="GateWaitSeconds">Waiting on the flat-top, magnets at full current, for a breath gate to open, s; 0 without one.</param>
/// <param name="StartWaitSeconds">Waiting before acceleration, so that the flat-top begins with the gate open, s; 0 without one.</param>
public readonly record struct DeliveryTimes(
    double BeamOnSeconds, double ScanningSeconds, double EnergySwitchSeconds, double SpillGapSeconds, double GateWaitSeconds = 0, double StartWaitSeconds = 0)
{
    /// <summary>Sum of the parts, s.</summary>
    public double TotalSeconds => BeamOnSeconds + ScanningSeconds + EnergySwitchSeconds + SpillGapSeconds + GateWaitSeconds + StartWaitSeconds;

    /// <summary>Part by part.</summary>
    public static DeliveryTimes operator +(DeliveryTimes a, DeliveryTimes b) => new(
        a.BeamOnSeconds + b.BeamOnSeconds,
        a.ScanningSeconds + b.ScanningSeconds,
        a.EnergySwitchSeconds + b.EnergySwitchSeconds,
        a.SpillGapSeconds + b.SpillGapSeconds,
        a.GateWaitSeconds + b.GateWaitSeconds,
        a.StartWaitSeconds + b.StartWaitSeconds);

    /// <summary>Every part times a factor.</summary>
    public static DeliveryTimes operator *(DeliveryTimes times, double factor) => new(
        times.BeamOnSeconds * factor,
        times.ScanningSeconds * factor,
        times.EnergySwitchSeconds * factor,
        times.SpillGapSeconds * factor,
        times.GateWaitSeconds * factor,
        times.StartWaitSeconds * factor);
}
