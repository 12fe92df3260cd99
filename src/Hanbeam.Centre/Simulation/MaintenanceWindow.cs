namespace Hanbeam.Centre.Simulation;

/// <summary>A planned stretch without beam on one weekday; nothing is booked into it.</summary>
/// <param name="Name">What for.</param>
/// <param name="Weekday">The weekday.</param>
/// <param name="FromMinutes">Its beginning, min from midnight.</param>
/// <param name="ToMinutes">Its end, min from midnight.</param>
/// <param name="EveryWeeks">1 for every week, 2 for every second …, counted from the first.</param>
public sealed record MaintenanceWindow(string Name, DayOfWeek Weekday, double FromMinutes, double ToMinutes, int EveryWeeks);
