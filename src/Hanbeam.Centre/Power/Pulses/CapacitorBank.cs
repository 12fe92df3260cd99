namespace Hanbeam.Centre.Power.Pulses;

/// <summary>How a capacitor bank is used.</summary>
/// <param name="HighestVolts">Voltage when it is full, V.</param>
/// <param name="LowestVolts">Voltage to which it may be drawn down, V.</param>
/// <param name="OneWayEfficiency">Fraction of the energy that passes its converter, in each direction, 0 to 1.</param>
/// <param name="LimitKiloWatt">The most that may be drawn from the grid, kW; null to hold the draw constant.</param>
public sealed record CapacitorBank(double HighestVolts, double LowestVolts, double OneWayEfficiency, double? LimitKiloWatt);
