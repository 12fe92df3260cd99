namespace Hanbeam.Physics.Materials;

/// <summary>A chemical element as a part of materials.</summary>
/// <param name="Z">Atomic number.</param>
/// <param name="Symbol">Its symbol.</param>
/// <param name="AtomicWeight">Standard atomic weight, g/mol.</param>
/// <param name="MeanExcitationEnergyEV">Mean excitation energy I of the element itself, eV.</param>
/// <param name="InCompoundsEV">The I to use in condensed compounds by additivity, eV.</param>
public sealed record Element(int Z, string Symbol, double AtomicWeight, double MeanExcitationEnergyEV, double InCompoundsEV);
