namespace Hanbeam.Physics.Ions;

/// <summary>Rest energies of nuclei: evaluated masses up to A = 40, the liquid-drop formula beyond.</summary>
internal static class NuclearMasses
{
    private const int HighestA = 40;
    private const int HighestZ = 23;

    // Mass excess of the atom, keV, by mass number: the first charge number, then one value a charge number [AME2012].
    private static readonly (int FirstZ, int[] KeV)[] MassExcess =
    [
        (0, [8071, 7289]), // A = 1
        (1, [13136]), // A = 2
        (1, [14950, 14931, 28667]), // A = 3
        (1, [24621, 2425, 25323]), // A = 4
        (1, [32892, 11231, 11679, 37139]), // A = 5
        (1, [41876, 17592, 14087, 18375, 47320]), // A = 6
        (1, [49135, 26073, 14907, 15769, 27677]), // A = 7
        (2, [31610, 20946, 4942, 22922, 35064]), // A = 8
        (2, [40936, 24955, 11348, 12416, 28911]), // A = 9
        (2, [49172, 33053, 12607, 12051, 15699, 38800]), // A = 10
        (3, [40728, 20177, 8668, 10650, 24304]), // A = 11
        (3, [48920, 25078, 13369, 0, 17338, 31915]), // A = 12
        (3, [58341, 33659, 16562, 3125, 5345, 23115]), // A = 13
        (4, [39954, 23664, 3020, 2863, 8007, 31964]), // A = 14
        (4, [49760, 28958, 9873, 101, 2856, 16807]), // A = 15
        (4, [57447, 37112, 13694, 5684, -4737, 10680, 23986]), // A = 16
        (5, [43771, 21031, 7870, -809, 1952, 16500]), // A = 17
        (5, [51847, 24918, 13113, -783, 873, 5318, 25037]), // A = 18
        (5, [58777, 32413, 15856, 3333, -1487, 1752, 12929, 31828]), // A = 19
        (5, [67133, 37558, 21765, 3796, -17, -7042, 6851, 17559]), // A = 20
        (5, [75721, 45643, 25251, 8062, -48, -5732, -2185, 10914, 26990]), // A = 21
        (6, [53590, 32039, 9283, 2793, -8025, -5182, -400, 18201, 33338]), // A = 22
        (6, [64171, 38322, 14621, 3313, -5154, -9530, -5473, 6748, 23697]), // A = 23
        (7, [46938, 18500, 7560, -5952, -8418, -13934, -48, 10744, 33320]), // A = 24
        (7, [55983, 27348, 11364, -2060, -9358, -13193, -8916, 3827, 19738]), // A = 25
        (8, [34733, 18665, 479, -6861, -16215, -12210, -7141, 10973, 27079]), // A = 26
        (8, [44451, 24630, 7036, -5518, -14587, -17197, -12384, -722, 17028]), // A = 27
        (8, [52080, 32921, 11292, -988, -15019, -16851, -21493, -7148, 4073, 27516]), // A = 28
        (9, [39626, 18400, 2680, -10603, -18205, -21895, -16952, -3156, 13767]), // A = 29
        (9, [48112, 23040, 8475, -8884, -15872, -24433, -20201, -14059, 4443, 21490]), // A = 30
        (9, [55618, 30820, 12261, -3122, -14955, -22949, -24441, -19043, -7066, 11294]), // A = 31
        (10, [36999, 18810, -829, -11099, -24078, -24305, -26016, -13335, -2200, 21098]), // A = 32
        (10, [45997, 23967, 4962, -8468, -20514, -26337, -26586, -21003, -9384, 7042]), // A = 33
        (10, [52842, 31289, 8323, -3069, -19957, -24549, -29932, -24440, -18378, -1220, 13851]), // A = 34
        (11, [37840, 15640, -220, -14360, -24858, -28846, -29014, -23047, -11173, 4788]), // A = 35
        (11, [45912, 20380, 5950, -12393, -20251, -30664, -29522, -30232, -17417, -6451, 15351]), // A = 36
        (11, [53143, 28289, 9810, -6594, -18996, -26896, -31762, -30948, -24800, -13136, 3484]), // A = 37
        (12, [34074, 16210, -4170, -14670, -26861, -29798, -34715, -28801, -22058, -4546, 10666]), // A = 38
        (12, [42275, 20996, 2320, -12829, -23162, -29800, -33242, -33807, -27283, -14173, 2198]), // A = 39
        (12, [48605, 27973, 5430, -8074, -22838, -27558, -35040, -33535, -34846, -20523, -8850, 11886]), // A = 40
    ];

    // Rest energies of the bare nuclei of beams and their main fragments, MeV [AME2020]: they come first.
    private static readonly (int Z, int A, double MeV)[] Newer =
    [
        (1, 1, 938.272), (1, 2, 1875.613), (1, 3, 2808.921), (2, 3, 2808.391), (2, 4, 3727.379), (3, 6, 5601.518), (3, 7, 6533.833),
        (4, 7, 6534.184), (4, 9, 8392.750), (5, 10, 9324.436), (5, 11, 10252.547), (6, 11, 10254.019), (6, 12, 11174.863),
    ];

    private static readonly double[] Table = Fill();

    /// <summary>Rest energy of the nucleus, MeV.</summary>
    /// <param name="Z">Charge number, 0 or more.</param>
    /// <param name="A">Mass number, 1 or more.</param>
    public static double RestEnergyMeV(int Z, int A)
    {
        if ((uint)Z <= HighestZ && (uint)A <= HighestA && Table[Z * (HighestA + 1) + A] is > 0 and var mass) return mass;
        return LiquidDropMeV(Z, A);
    }

    private static double[] Fill()
    {
        var table = new double[(HighestZ + 1) * (HighestA + 1)];
        for (var n = 0; n < MassExcess.Length; n++)
        {
            var (first, values) = MassExcess[n];
            for (var i = 0; i < values.Length; i++) table[(first + i) * (HighestA + 1) + n + 1] = Nuclear(first + i, n + 1, 1e-3 * values[i]);
        }

        foreach (var (z, a, mass) in Newer) table[z * (HighestA + 1) + a] = mass;
        return table;
    }

    // The atom less its electrons; their binding energy is 14.4381 Z^2.39 + 1.55468e-6 Z^5.35 eV [Lunney2003, Eq. A4].
    private static double Nuclear(int z, int a, double excessMeV) => a * PhysicalConstants.AtomicMassUnitMeV + excessMeV
        - z * PhysicalConstants.ElectronMassMeV + 1e-6 * (14.4381 * Math.Pow(z, 2.39) + 1.55468e-6 * Math.Pow(z, 5.35));

    // Weizsäcker's formula with volume, surface, Coulomb, asymmetry and pairing of [Krane1988, Eq. 3.28]: 15.5, 16.8, 0.72, 23 and 34 MeV.
    private static double LiquidDropMeV(int z, int a)
    {
        const double Neutron = 939.565421, Proton = 938.272088;
        var root = Math.Cbrt(a);
        var pairing = a % 2 == 1 ? 0 : (z % 2 == 0 ? 34 : -34) / Math.Pow(a, 0.75);
        var binding = 15.5 * a - 16.8 * root * root - 0.72 * z * (z - 1) / root - 23.0 * (a - 2 * z) * (a - 2 * z) / a + pairing;
        return z * Proton + (a - z) * Neutron - binding;
    }
}
