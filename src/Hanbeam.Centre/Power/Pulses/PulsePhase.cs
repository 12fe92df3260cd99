namespace Hanbeam.Centre.Power.Pulses;

/// <summary>A stretch of the machine's cycle in which its power changes evenly.</summary>
/// <param name="Name">Its name, such as acceleration.</param>
/// <param name="Seconds">Its length, s.</param>
/// <param name="FromKiloWatt">Power at its beginning, kW; below 0 where magnets give energy back.</param>
/// <param name="ToKiloWatt">Power at its end, kW.</param>
public sealed record PulsePhase(string Name, double Seconds, double FromKiloWatt, double ToKiloWatt);
