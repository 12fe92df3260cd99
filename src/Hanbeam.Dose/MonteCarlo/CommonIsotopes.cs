namespace Hanbeam.Dose.MonteCarlo;

/// <summary>The nucleus that stands for an element as a target.</summary>
internal static class CommonIsotopes
{
    // Where the most abundant isotope is not the rounded atomic weight [PDG2022]: Cl 35.45, Cu 63.55, Zn 65.38, Br 79.90, Ag 107.87, Ni 58.69.
    private static readonly Dictionary<int, int> Exceptions = new() { [17] = 35, [28] = 58, [29] = 63, [30] = 64, [35] = 79, [47] = 107 };

    /// <summary>Mass number of the most abundant isotope, as far as the rounded atomic weight does not tell it.</summary>
    public static int MassNumber(int Z, double atomicWeight) => Exceptions.TryGetValue(Z, out var a) ? a : (int)Math.Round(atomicWeight);
}
