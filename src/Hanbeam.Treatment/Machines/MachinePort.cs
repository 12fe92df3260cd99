namespace Hanbeam.Treatment.Machines;

/// <summary>A named beam port: the gantry angles from which it can shoot.</summary>
/// <param name="Name">For example H, V, 45 or gantry.</param>
/// <param name="GantryAnglesDeg">Fixed gantry angles, degrees; empty for a port that reaches all angles.</param>
public sealed record MachinePort(string Name, IReadOnlyList<double> GantryAnglesDeg);
