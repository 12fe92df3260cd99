namespace Hanbeam.Centre.Simulation;

/// <summary>A treatment room.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Ports">Names of its beam ports, such as H, V, 45 or gantry.</param>
/// <param name="OpensDay">Day of the simulated time on which it opens, from 1; a ramp-up has rooms that open later.</param>
public sealed record TreatmentRoom(string Name, IReadOnlyList<string> Ports, int OpensDay);
