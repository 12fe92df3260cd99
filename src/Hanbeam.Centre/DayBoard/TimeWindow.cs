namespace Hanbeam.Centre.DayBoard;

/// <summary>A stretch of a day, its end not included.</summary>
/// <param name="Start">Its beginning, ticks.</param>
/// <param name="End">Its end, ticks, after the beginning.</param>
public readonly record struct TimeWindow(Ticks Start, Ticks End);
