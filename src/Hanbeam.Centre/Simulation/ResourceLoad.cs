namespace Hanbeam.Centre.Simulation;

/// <summary>How much a resource is used and how much it makes patients wait.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The role's name, or empty.</param>
/// <param name="Units">How many there are.</param>
/// <param name="UsePercent">Share of its time in use, %; of a repair, the machine's time out of service.</param>
/// <param name="WaitMinutesPerFraction">Waiting for it, min per fraction.</param>
public sealed record ResourceLoad(ResourceKind Kind, string Name, int Units, double UsePercent, double WaitMinutesPerFraction);
