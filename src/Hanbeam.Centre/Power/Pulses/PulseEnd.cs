namespace Hanbeam.Centre.Power.Pulses;

/// <summary>One end of the pulse study: the powers' low end on the stiffest grid, or their high end on the weakest.</summary>
/// <param name="Pulses">What the machine takes.</param>
/// <param name="Levelling">The bank, and what the grid then sees.</param>
/// <param name="Dip">Highest less lowest voltage without the bank, as a fraction; null without a grid.</param>
/// <param name="Flicker">Flicker without the bank; null without a grid.</param>
/// <param name="LevelledDip">The dip with the bank.</param>
/// <param name="LevelledFlicker">The flicker with the bank.</param>
public sealed record PulseEnd(PulseWaveform Pulses, PulseLevelling Levelling, double? Dip, double? Flicker, double? LevelledDip, double? LevelledFlicker);
