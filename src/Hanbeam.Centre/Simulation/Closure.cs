namespace Hanbeam.Centre.Simulation;

/// <summary>Days on which the centre is closed in every year.</summary>
/// <param name="Name">Why.</param>
/// <param name="FirstDay">First day of the year, 1 to 365.</param>
/// <param name="Days">Number of days.</param>
public sealed record Closure(string Name, int FirstDay, int Days);
