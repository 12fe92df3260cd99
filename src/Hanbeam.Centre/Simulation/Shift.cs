namespace Hanbeam.Centre.Simulation;

/// <summary>A stretch of treatment hours on some weekdays, and who is there.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Days">The weekdays.</param>
/// <param name="FromMinutes">Its beginning, min from midnight.</param>
/// <param name="ToMinutes">Its end, min from midnight, later than its beginning, at most 1440.</param>
/// <param name="Staff">Number of people on duty by role.</param>
public sealed record Shift(string Name, IReadOnlyList<DayOfWeek> Days, double FromMinutes, double ToMinutes, IReadOnlyDictionary<string, int> Staff);
