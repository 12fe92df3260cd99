namespace Hanbeam.Centre.Power.Flicker;

/// <summary>What a flickermeter shows after ten minutes.</summary>
/// <param name="ShortTermSeverity">P_st; at 1 half of all people find the light irritating.</param>
/// <param name="LargestSensation">Largest instantaneous flicker sensation; at 1 half of all people see it.</param>
public readonly record struct FlickerReading(double ShortTermSeverity, double LargestSensation);
