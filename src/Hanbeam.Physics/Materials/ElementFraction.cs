namespace Hanbeam.Physics.Materials;

/// <summary>An element's share of a material.</summary>
/// <param name="Z">Atomic number.</param>
/// <param name="AtomicWeight">Atomic weight, g/mol.</param>
/// <param name="MassFraction">Share of the mass, above 0 and at most 1.</param>
public readonly record struct ElementFraction(int Z, double AtomicWeight, double MassFraction);
