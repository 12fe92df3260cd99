namespace Hanbeam.Treatment.Machines;

/// <summary>The ion that a machine delivers.</summary>
/// <param name="Symbol">For example 12C.</param>
/// <param name="Z">Charge number.</param>
/// <param name="A">Mass number.</param>
public sealed record IonSpecies(string Symbol, int Z, int A);
