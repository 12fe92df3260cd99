namespace Hanbeam.Centre.Simulation;

/// <summary>A treatment room.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Ports">Names of its beam ports, such as H, V, 45 or gantry.</param>
/// <param name="OpensDay">Day of the reported time on which it opens; 1 for a room that is open from the beginning, warm-up included.</param>
public sealed record TreatmentRoom(string Name, IReadOnlyList<string> Ports, int OpensDay);
