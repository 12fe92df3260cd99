namespace Hanbeam.Centre.Power;

/// <summary>A load beside the machine: cooling, ventilation, the building.</summary>
/// <param name="Name">Its name.</param>
/// <param name="KiloWatt">Its power, kW.</param>
/// <param name="WithMachineOnly">Whether it runs only while the machine warms up or is on.</param>
public sealed record SteadyLoad(string Name, SourcedRange KiloWatt, bool WithMachineOnly);
