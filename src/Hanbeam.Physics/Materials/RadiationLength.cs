namespace Hanbeam.Physics.Materials;

/// <summary>Radiation length of a material by Tsai's formula.</summary>
internal static class RadiationLength
{
    // Complete-screening logarithms of H, He, Li, Be [PDG2022, Table 34.2]; beyond, ln 184.15 Z^(-1/3) and ln 1194 Z^(-2/3).
    private static readonly double[] Elastic = [5.31, 4.79, 4.74, 4.71];
    private static readonly double[] Inelastic = [6.144, 5.621, 5.805, 5.924];

    /// <summary>g/cm²: 1/X0 = Σ w/A · {Z² [L − f(Z)] + Z L'} / 716.408 g/cm² [PDG2022, Eq. 34.25], within 2 % for helium and 1 % beyond.</summary>
    /// <param name="elements">Elements with their mass fractions.</param>
    public static double GPerCm2(IReadOnlyList<ElementFraction> elements) => 716.408 / elements.Sum(element => element.MassFraction / element.AtomicWeight * Electrons(element.Z));

    private static double Electrons(int z)
    {
        var elastic = z <= Elastic.Length ? Elastic[z - 1] : Math.Log(184.15) - Math.Log(z) / 3;
        var inelastic = z <= Inelastic.Length ? Inelastic[z - 1] : Math.Log(1194) - 2 * Math.Log(z) / 3;
        // Coulomb correction [PDG2022, Eq. 34.26].
        var a2 = z * PhysicalConstants.FineStructure * (z * PhysicalConstants.FineStructure);
        var coulomb = a2 * (1 / (1 + a2) + 0.20206 - 0.0369 * a2 + 0.0083 * a2 * a2 - 0.002 * a2 * a2 * a2);
        return z * z * (elastic - coulomb) + z * inelastic;
    }
}
