namespace Hanbeam.Centre.Power;

/// <summary>A line of the energy ledger.</summary>
/// <param name="Name">A state of the machine, or a load beside it.</param>
/// <param name="Hours">How long, h.</param>
/// <param name="KiloWatt">At what power, kW.</param>
/// <param name="Kwh">The energy, kWh.</param>
public sealed record EnergyEntry(string Name, double Hours, ValueRange KiloWatt, ValueRange Kwh);
