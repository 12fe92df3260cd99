using Hanbeam.Physics.Ions;

namespace Hanbeam.Physics.Nuclear;

/// <summary>
/// Cross sections per target nucleus that the reactions of <see cref="ReactionGenerator"/> happen with: total, charge changing, and of making an element or an isotope.
/// The dependence on the nuclei is that of published formulas, their height is that of measurements: docs/methods/nuclear-reactions.md. Not for inner loops: tabulate.
/// </summary>
public static class ReactionCrossSections
{
    // Total reaction cross section of 12C + 12C, mb [Takechi2009], smoothed; 5 and 20 MeV/u carried on with the slope of [Kox1987].
    private static readonly double[] CarbonEnergy = [5, 20, 32, 46, 70, 99, 121, 140, 157, 195, 250, 300, 372, 1000];
    private static readonly double[] CarbonMb = [1345, 1280, 1215, 1125, 1035, 962, 911, 870, 831, 797, 782, 775, 770, 790];

    /// <summary>
    /// Total reaction cross section, mb: everything in which one of the nuclei changes, with or without a change of charge. A pair of two nucleons: elastic
    /// scattering, which the generator treats like a reaction.
    /// </summary>
    /// <param name="projectile">The projectile, Z 0 to 10 (the neutron is Z = 0).</param>
    /// <param name="E">Its energy, MeV/u, 0 or more.</param>
    /// <param name="targetZ">Charge number of the target nucleus at rest.</param>
    /// <param name="targetA">Its mass number.</param>
    public static double TotalMb(Ion projectile, double E, int targetZ, int targetA)
    {
        if (!(E > 0)) return 0;
        // Below 10 MeV/u the formulas' barriers take over and they disagree; carbon there has 0.4 mm of water to go.
        var energy = Math.Max(E, 10);
        var lighter = Math.Min(projectile.A, targetA);
        if (projectile.A == 1 && targetA == 1) return NucleonNucleonMb(projectile.Z == targetZ, energy);
        var size = LooseNucleus(projectile.Z, projectile.A) * LooseNucleus(targetZ, targetA);
        var formula = TripathiCrossSection.Mb(projectile.Z, projectile.A, targetZ, targetA, energy);
        return size * lighter switch
        {
            1 => Math.Max(projectile.A, targetA) switch
            {
                2 => formula,
                3 => MassThreeOnNucleonMb(energy),
                4 => HydrogenOnHelium * formula,
                _ => formula * NucleonOnNucleus(energy),
            },
            2 or 3 => formula,
            4 => HeliumOnNucleus * KoxCrossSection.Mb(projectile.Z, projectile.A, targetZ, targetA, energy),
            _ => formula * CarbonOnCarbonMb(energy) / TripathiCrossSection.Mb(6, 12, 6, 12, energy),
        };
    }

    /// <summary>Cross section of losing or gaining charge, mb: total less what leaves a nucleus of the projectile's charge.</summary>
    /// <param name="projectile">The projectile.</param>
    /// <param name="E">Its energy, MeV/u.</param>
    /// <param name="targetZ">Charge number of the target.</param>
    /// <param name="targetA">Its mass number.</param>
    public static double ChargeChangingMb(Ion projectile, double E, int targetZ, int targetA) =>
        TotalMb(projectile, E, targetZ, targetA) - (projectile.Z > 0 ? ElementalMb(projectile, E, targetZ, targetA, projectile.Z) : 0);

    /// <summary>Cross section of making a piece of the projectile of a given charge, 3 or more or the projectile's own, mb.</summary>
    /// <param name="projectile">The projectile.</param>
    /// <param name="E">Its energy, MeV/u.</param>
    /// <param name="targetZ">Charge number of the target.</param>
    /// <param name="targetA">Its mass number.</param>
    /// <param name="fragmentZ">Charge number of the piece.</param>
    public static double ElementalMb(Ion projectile, double E, int targetZ, int targetA, int fragmentZ) =>
        TotalMb(projectile, E, targetZ, targetA) * BreakupTables.Of(projectile.Z, projectile.A).RemnantShare(E, targetA, fragmentZ, 0);

    /// <summary>Cross section of making one isotope as the heavy remnant of the projectile, mb.</summary>
    /// <param name="projectile">The projectile.</param>
    /// <param name="E">Its energy, MeV/u.</param>
    /// <param name="targetZ">Charge number of the target.</param>
    /// <param name="targetA">Its mass number.</param>
    /// <param name="fragment">The remnant, of mass number 6 or more.</param>
    public static double IsotopicMb(Ion projectile, double E, int targetZ, int targetA, Ion fragment) =>
        TotalMb(projectile, E, targetZ, targetA) * BreakupTables.Of(projectile.Z, projectile.A).RemnantShare(E, targetA, fragment.Z, fragment.A);

    /// <summary>Total reaction cross section of 12C + 12C, mb, interpolated in ln E [Takechi2009].</summary>
    /// <param name="E">Energy, MeV/u.</param>
    internal static double CarbonOnCarbonMb(double E)
    {
        if (E <= CarbonEnergy[0]) return CarbonMb[0];
        if (E >= CarbonEnergy[^1]) return CarbonMb[^1];
        var i = 0;
        while (CarbonEnergy[i + 1] < E) i++;
        var t = Math.Log(E / CarbonEnergy[i]) / Math.Log(CarbonEnergy[i + 1] / CarbonEnergy[i]);
        return CarbonMb[i] + t * (CarbonMb[i + 1] - CarbonMb[i]);
    }

    // Kox's formula over the measured 4He + C at 87 and 162, 4He + O at 71 to 213 and 3He + C, O at 32 to 56 MeV/u [DeVries1982; Horst2019b; Ingemarsson2001].
    private const double HeliumOnNucleus = 0.93;

    // 4He + H measured 131 ± 6 at 81, 104 ± 35 at 213 and 100 ± 1 mb at 702 MeV/u [DeVismes2002; Horst2019b; Neumaier2002], formula 96, 93 and 93.
    private const double HydrogenOnHelium = 1.25;

    // The formula's asymmetry term parts 3H + p (122 mb at 200 MeV/u) from 3He + p (48), which charge symmetry does not ask for: 3H + p is 3He + n, and single collisions on its nucleons add up
    // to 110 and 90 mb. Their mean, 85 ± 37 (docs/methods/nuclear-reactions.md), lies where deuterons (57) and 4He (116) put A = 3.
    private static double MassThreeOnNucleonMb(double E) => 0.5 * (TripathiCrossSection.Mb(1, 3, 1, 1, E) + TripathiCrossSection.Mb(2, 3, 1, 1, E));

    // Measured 12C + H over the formula: charge changing 158 to 183 mb at 290 to 418 MeV/u [Zeitlin2007; Webber1990] and 37 for 11C and 10C [Korejwo2002] over 237; towards low energies the formula is
    // right for protons on carbon, so the correction fades in between 20 and 100 MeV.
    private static double NucleonOnNucleus(double E) => 1 - 0.135 * Math.Clamp(Math.Log(E / 20) / Math.Log(5), 0, 1);

    // Nuclei with loosely bound nucleons are larger than their mass number says: measured on C over the formula (nuclear-reactions.md).
    private static double LooseNucleus(int z, int a) => (z, a) switch
    {
        (3, 6) => 1.20,
        (3, 7) => 1.10,
        (3, _) => 1.15,
        (4, 7) => 1.15,
        (4, 9) => 1.075,
        (4, _) => 1.04,
        (5, 8) => 1.25,
        (5, 10) => 0.98,
        (6, 10) => 1.05,
        _ => 1,
    };

    // Elastic scattering of two nucleons: fits of [Metropolis1958, Eq. 1–2] to measured totals, mb; the total is elastic below the threshold of pions.
    private static double NucleonNucleonMb(bool alike, double E)
    {
        var energy = Math.Max(E, 10);
        var beta = Math.Sqrt(1 - 1 / Math.Pow(1 + energy / PhysicalConstants.AtomicMassUnitMeV, 2));
        return alike ? Math.Max(10.63 / (beta * beta) - 29.92 / beta + 42.9, 20) : 34.10 / (beta * beta) - 82.2 / beta + 82.2;
    }
}
