namespace Hanbeam.Physics.Nuclear;

/// <summary>Masses of the nuclei that reactions make, and which light nuclei hold together.</summary>
public static class NuclearMasses
{
    /// <summary>The greatest charge number whose bound nuclei are listed one by one.</summary>
    public const int ListedCharge = 10;

    /// <summary>The greatest mass number whose bound nuclei are listed one by one.</summary>
    public const int ListedMass = 24;

    // Mass excess of the neutral atom, MeV [AME2020], of every nucleus up to neon that a reaction may leave: those that live for nanoseconds or longer.
    private static readonly (int Z, int A, double ExcessMeV)[] Listed =
    [
        (0, 1, 8.0713), (1, 1, 7.2890), (1, 2, 13.1357), (1, 3, 14.9498), (2, 3, 14.9312), (2, 4, 2.4249), (2, 6, 17.5921), (2, 8, 31.6097),
        (3, 6, 14.0869), (3, 7, 14.9071), (3, 8, 20.9458), (3, 9, 24.9549), (4, 7, 15.7690), (4, 9, 11.3484), (4, 10, 12.6075), (4, 11, 20.1772), (4, 12, 25.0778),
        (5, 8, 22.9216), (5, 10, 12.0506), (5, 11, 8.6677), (5, 12, 13.3694), (5, 13, 16.5619), (6, 9, 28.9110), (6, 10, 15.6987), (6, 11, 10.6494),
        (6, 12, 0), (6, 13, 3.1250), (6, 14, 3.0199), (7, 12, 17.3381), (7, 13, 5.3455), (7, 14, 2.8634), (7, 15, 0.1014), (7, 16, 5.6839),
        (8, 13, 23.1150), (8, 14, 8.0078), (8, 15, 2.8556), (8, 16, -4.7370), (8, 17, -0.8088), (8, 18, -0.7828), (9, 17, 1.9517), (9, 18, 0.8731), (9, 19, -1.4874),
        (9, 20, -0.0175), (10, 18, 5.3176), (10, 19, 1.7521), (10, 20, -7.0419), (10, 21, -5.7318), (10, 22, -8.0247), (10, 23, -5.1540),
    ];

    private static readonly double[] Table = MakeTable();

    /// <summary>Whether a light nucleus is one of those listed, so that it flies on its own.</summary>
    /// <param name="z">Charge number.</param>
    /// <param name="a">Mass number.</param>
    public static bool IsListed(int z, int a) => (uint)z <= ListedCharge && (uint)a <= ListedMass && Table[z * (ListedMass + 1) + a] > 0;

    /// <summary>
    /// Rest energy of the bare nucleus, MeV: listed nuclei by [AME2020], others by the semi-empirical formula with the constants of [Rohlf1994], good to about 0.1 %.
    /// Binding of the electrons is left out (below 0.003 MeV up to oxygen).
    /// </summary>
    /// <param name="z">Charge number; 0 with mass number 1 is the neutron.</param>
    /// <param name="a">Mass number.</param>
    public static double MassMeV(int z, int a) => IsListed(z, a) ? Table[z * (ListedMass + 1) + a] : SemiEmpirical(z, a);

    private static double[] MakeTable()
    {
        var table = new double[(ListedCharge + 1) * (ListedMass + 1)];
        foreach (var (z, a, excess) in Listed)
            table[z * (ListedMass + 1) + a] = a * PhysicalConstants.AtomicMassUnitMeV + excess - z * PhysicalConstants.ElectronMassMeV;
        return table;
    }

    private static double SemiEmpirical(int z, int a)
    {
        // Volume, surface, Coulomb, asymmetry and pairing of [Rohlf1994], MeV.
        var third = Math.Cbrt(a);
        var pairing = (z & 1, (a - z) & 1) switch { (0, 0) => 11.18, (1, 1) => -11.18, _ => 0 };
        var binding = 15.75 * a - 17.8 * third * third - 0.711 * z * (z - 1) / third - 23.7 * (a - 2 * z) * (a - 2 * z) / a + pairing / Math.Sqrt(a);
        return z * MassMeV(1, 1) + (a - z) * MassMeV(0, 1) - binding;
    }
}
