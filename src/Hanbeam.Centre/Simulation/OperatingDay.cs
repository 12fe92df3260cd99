namespace Hanbeam.Centre.Simulation;

/// <summary>What the machine did on one day, as the simulation or a day's board says it and the power ledger reads it.</summary>
/// <param name="Day">Day of the year simulated, from 0 (a Monday unless the centre's file says otherwise).</param>
/// <param name="MachineOnSeconds">When the machine leaves standby, s from midnight; equal to <paramref name="MachineOffSeconds"/> on days off.</param>
/// <param name="MachineOffSeconds">When it goes back to standby, s from midnight.</param>
/// <param name="Deliveries">The beam's intervals, ascending and not overlapping.</param>
public sealed record OperatingDay(int Day, double MachineOnSeconds, double MachineOffSeconds, IReadOnlyList<BeamInterval> Deliveries);
