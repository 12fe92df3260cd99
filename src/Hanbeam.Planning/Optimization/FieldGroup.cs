namespace Hanbeam.Planning.Optimization;

/// <summary>Beams that are delivered together in a fraction: their physical doses add before the RBE is taken.</summary>
/// <param name="Beams">Positions of the beams.</param>
/// <param name="Fractions">In how many fractions.</param>
/// <param name="Copies">How many times over the group's dose counts in a fraction; above 1 only while one beam stands for all (single-field uniform dose).</param>
public sealed record FieldGroup(int[] Beams, int Fractions, int Copies = 1);
