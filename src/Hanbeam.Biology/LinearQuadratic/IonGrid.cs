using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;

namespace Hanbeam.Biology.LinearQuadratic;

/// <summary>
/// Where tables of ions have their points: the charges 1 to 6, and 241 energies from 0.1 to 500 MeV/u in even steps of ln E. Isotopes of one
/// speed share a track, so one isotope stands for its charge.
/// </summary>
public static class IonGrid
{
    /// <summary>Lowest tabulated energy, MeV/u; below it the first value holds.</summary>
    public const double LowestMeVPerU = 0.1;

    /// <summary>Highest tabulated energy, MeV/u; above it the last value holds.</summary>
    public const double HighestMeVPerU = 500;

    /// <summary>Largest charge number.</summary>
    public const int LargestZ = 6;

    /// <summary>Number of energies: linear interpolation of ln z* or ln alpha over ln E then errs by less than 1e-3 (test).</summary>
    public const int Points = 241;

    private static readonly double LogStep = Math.Log(HighestMeVPerU / LowestMeVPerU) / (Points - 1);

    /// <summary>The isotope of each charge for which tables are made: the most abundant one, 9Be for beryllium.</summary>
    /// <param name="z">Charge number, 1 to 6.</param>
    /// <exception cref="InputException">Another charge.</exception>
    public static Ion Representative(int z) => z switch
    {
        1 => new(1, 1),
        2 => new(2, 4),
        3 => new(3, 7),
        4 => new(4, 9),
        5 => new(5, 11),
        6 => new(6, 12),
        _ => throw new InputException($"RBE models have tables for the charges 1 to {LargestZ}, not for {z}"),
    };

    /// <summary>Energy of a point, MeV/u.</summary>
    /// <param name="point">0 to <see cref="Points"/> − 1.</param>
    public static double EnergyMeVPerU(int point) => LowestMeVPerU * Math.Exp(point * LogStep);

    /// <summary>The point below an energy, and the share of the one above it.</summary>
    /// <param name="E">Kinetic energy, MeV/u; clamped to the table.</param>
    public static (int Point, double Share) Locate(double E)
    {
        var x = Math.Log(Math.Clamp(E, LowestMeVPerU, HighestMeVPerU) / LowestMeVPerU) / LogStep;
        var point = Math.Min((int)x, Points - 2);
        return (point, x - point);
    }
}
