using Hanbeam.Treatment.Plans;

namespace Hanbeam.Planning.Optimization;

/// <summary>How beams and fractions go together (docs/methods/optimisation.md).</summary>
public static class FieldGroups
{
    /// <summary>
    /// The whole plan: with all beams in every fraction one group; with one beam per fraction one group per beam, the total dose being the sum over beams of
    /// (its fractions) × (RBE-weighted dose of its own fraction), QST's habit.
    /// </summary>
    /// <param name="beams">Number of beams.</param>
    /// <param name="fractions">Number of fractions.</param>
    /// <param name="delivery">The scheme.</param>
    public static IReadOnlyList<FieldGroup> Joint(int beams, int fractions, DeliveryScheme delivery) =>
        delivery == DeliveryScheme.AllBeams
            ? [new FieldGroup([.. Enumerable.Range(0, beams)], fractions)]
            : [.. Enumerable.Range(0, beams).Select(beam => new FieldGroup([beam], FractionsOf(beam, beams, fractions)))];

    /// <summary>
    /// One beam on its own, as if the plan were made of beams like it: with all beams in every fraction its dose counts once for each beam, so that equal fields
    /// add to the goals' dose at the RBE of the whole fraction; with one beam per fraction it gives the whole fraction's dose alone.
    /// </summary>
    /// <param name="beam">Position of the beam.</param>
    /// <param name="beams">Number of beams.</param>
    /// <param name="fractions">Number of fractions.</param>
    /// <param name="delivery">The scheme.</param>
    public static FieldGroup Alone(int beam, int beams, int fractions, DeliveryScheme delivery) =>
        new([beam], fractions, delivery == DeliveryScheme.AllBeams ? beams : 1);

    /// <summary>Fractions of one beam when each fraction has one beam: an even split, the first beams taking what is left over.</summary>
    /// <param name="beam">Position of the beam.</param>
    /// <param name="beams">Number of beams.</param>
    /// <param name="fractions">Number of fractions.</param>
    public static int FractionsOf(int beam, int beams, int fractions) => fractions / beams + (beam < fractions % beams ? 1 : 0);
}
