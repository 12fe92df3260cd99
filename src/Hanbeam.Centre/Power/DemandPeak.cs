namespace Hanbeam.Centre.Power;

/// <summary>The highest mean power over an interval of the clock, as meters for demand charges take it.</summary>
/// <param name="IntervalMinutes">Length of the interval, min.</param>
/// <param name="KiloWatt">The demand, kW.</param>
/// <param name="Day">The day on which it first occurs, from 0.</param>
/// <param name="StartSeconds">When the interval begins, s from that midnight.</param>
public sealed record DemandPeak(int IntervalMinutes, ValueRange KiloWatt, int Day, double StartSeconds);
