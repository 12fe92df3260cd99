using Hanbeam.Physics.Ions;

namespace Hanbeam.Physics.Nuclear;

/// <summary>
/// A compact nuclear model for ions up to carbon in water: reaction cross sections, mean numbers of fragments per reaction with the projectile's
/// charge conserved, and the energy left on the spot. Every figure is measured, or chosen as docs/methods/transport.md says.
/// </summary>
public static class WaterReactions
{
    /// <summary>
    /// Charge-changing cross section of 12C in water above 200 MeV/u, mb. Built from the elements the data give 1070–1130 [Zeitlin2007, Webber1990],
    /// measured directly 1215 ± 17 [Golovchenko2002, Toshito2007]; 1120 gives the better depth dose and is used (docs/methods/transport.md).
    /// </summary>
    public const double CarbonPlateauMb = 1120;

    /// <summary>Cross section of 12C → 11C in water above 200 MeV/u, mb: 72 on C [Horst2019] and 27 on H [Korejwo2002], oxygen taken as 1.1 × C.</summary>
    public const double NeutronLossMb = 130;

    // Water molecules per mm³ times cm² per mb, mm⁻¹/mb, from 18.0153 g/mol.
    private const double PerMmPerMb = PhysicalConstants.Avogadro / 18.0153 * 1e-27 / 10;

    // Energy shape: 12C + 12C reaction data of [Takechi2009] over their value at 250 MeV/u.
    private static readonly double[] ShapeEnergy = [5, 20, 32, 46, 70, 99, 121, 157, 195, 250, 400];
    private static readonly double[] ShapeRatio = [1.72, 1.63, 1.54, 1.43, 1.32, 1.23, 1.16, 1.06, 1.02, 1.00, 0.98];

    /// <summary>Cross section at energy E over its value near 250 MeV/u; interpolated in ln E [Takechi2009].</summary>
    /// <param name="E">Energy, MeV/u.</param>
    public static double EnergyShape(double E)
    {
        if (E <= ShapeEnergy[0]) return ShapeRatio[0];
        if (E >= ShapeEnergy[^1]) return ShapeRatio[^1];
        var i = Array.FindIndex(ShapeEnergy, e => e > E) - 1;
        var t = Math.Log(E / ShapeEnergy[i]) / Math.Log(ShapeEnergy[i + 1] / ShapeEnergy[i]);
        return ShapeRatio[i] + t * (ShapeRatio[i + 1] - ShapeRatio[i]);
    }

    /// <summary>
    /// Cross section in water for all reactions the model follows, mb. 12C: charge changing plus neutron loss. B and Be: carbon's times the ratio of their
    /// charge-changing cross sections on C [Webber1990b]; Li: by nuclear radii; He: 800 mb at 213 MeV/u, taken flat [Horst2019b]; H: near
    /// 320 mb for p + O and H together, 500 for d and t (assumed).
    /// </summary>
    /// <param name="ion">The projectile, 1H to 12C.</param>
    /// <param name="E">Energy, MeV/u.</param>
    public static double CrossSectionMb(Ion ion, double E) => (ion.Z, ion.A) switch
    {
        (6, 12) => (CarbonPlateauMb + NeutronLossMb) * EnergyShape(E),
        (6, _) => CarbonPlateauMb * EnergyShape(E),
        (5, _) => 0.98 * CarbonPlateauMb * EnergyShape(E),
        (4, _) => CarbonPlateauMb * EnergyShape(E),
        (3, _) => 0.85 * CarbonPlateauMb * EnergyShape(E),
        (2, 4) => 800,
        (2, _) => 650,
        (1, 1) => 320,
        _ => 500,
    };

    /// <summary>Reactions per mm of unit-density water.</summary>
    /// <param name="ion">The projectile.</param>
    /// <param name="E">Energy, MeV/u.</param>
    public static double PerMm(Ion ion, double E) => PerMmPerMb * CrossSectionMb(ion, E);

    /// <summary>
    /// Energy per reaction that stays where it happened (target recoils, their charged debris), MeV: 75 for a heavy projectile, never more than
    /// a twentieth of its kinetic energy.
    /// </summary>
    /// <param name="ion">The projectile.</param>
    /// <param name="E">Energy, MeV/u.</param>
    public static double LocalEnergyMeV(Ion ion, double E)
    {
        var full = ion.Z switch { >= 3 => 75.0, 2 => 50.0, _ => 15.0 };
        return Math.Min(full, 0.05 * ion.A * E);
    }

    /// <summary>Mean numbers of fragments per reaction of a projectile in water.</summary>
    /// <param name="ion">The projectile, 1H to 12C.</param>
    public static IReadOnlyList<FragmentYield> Yields(Ion ion) => (ion.Z, ion.A) switch
    {
        (6, 12) => CarbonYields,
        (6, _) => Heavy(0.183, 0.0714, 0.1205, 0.98, 0, 6), // as 12C
        (5, _) => Heavy(0, 0.15, 0.08, 0.95, 0, 5), // Be 106 of 702 mb on C [Webber1990b]; Li, He assumed
        (4, 7) => Heavy(0, 0, 0.11, 1.15, 0, 4, 0.5), // assumed: two helium clusters, 3He and 4He
        (4, _) => Heavy(0, 0, 0.11, 1.15, 0, 4), // assumed: two helium clusters
        (3, _) => Heavy(0, 0, 0, 0.90, 0, 3), // assumed: one helium cluster and the rest
        (2, 4) => HeliumYields,
        (2, _) => Light(2.0),
        (1, 1) => [new(Ion.Proton, 0.5, 0.7, FragmentOrigin.Knockout), new(Ion.Proton, 0.5, 0.3, FragmentOrigin.Knockout)],
        _ => [new(Ion.Proton, 1)],
    };

    // Per charge-changing reaction of 12C: B 205, Be 80, Li 135 mb over 1120 [Golovchenko2002, Toshito2007]; He near 1100 mb and Li at the upper end by our fit to [Haettner2013];
    // H closes the charge.
    private static readonly FragmentYield[] CarbonYields =
    [
        .. Heavy(0.183, 0.0714, 0.1205, 0.98, NeutronLossMb / (CarbonPlateauMb + NeutronLossMb), 6),
        .. KnockoutEnergyFractions.Select(f => new FragmentYield(Ion.Proton, KnockoutProtons / KnockoutEnergyFractions.Length, f, FragmentOrigin.Knockout)),
    ];

    // 568 of 800 mb change the charge; the rest is 4He -> 3He [Horst2019b].
    private static readonly FragmentYield[] HeliumYields = [new(new Ion(2, 3), 0.29), .. Light(0.71 * 2)];

    private static FragmentYield[] Heavy(double boron, double beryllium, double lithium, double helium, double neutronLoss, int charge, double lightHelium = 0.15)
    {
        var rest = 1 - neutronLoss;
        var hydrogen = charge - 5 * boron - 4 * beryllium - 3 * lithium - 2 * helium;
        FragmentYield[] all =
        [
            new(new Ion(6, 11), neutronLoss),
            new(new Ion(5, 11), rest * boron * 0.54), new(new Ion(5, 10), rest * boron * 0.46), // isotope shares on C [Ogawa2015]
            new(new Ion(4, 9), rest * beryllium * 0.5), new(new Ion(4, 7), rest * beryllium * 0.5), // 9Be and 10Be together, 7Be [Ogawa2015]
            new(new Ion(3, 7), rest * lithium * 0.46), new(new Ion(3, 6), rest * lithium * 0.54), // [Ogawa2015]
            new(new Ion(2, 4), rest * helium * (1 - lightHelium)), new(new Ion(2, 3), rest * helium * lightHelium), // shares assumed
            .. Light(rest * hydrogen),
        ];
        return [.. all.Where(y => y.Multiplicity > 0)];
    }

    // Share of p, d, t among charge-1 fragments: assumed.
    private static FragmentYield[] Light(double hydrogen) =>
        [new(Ion.Proton, 0.75 * hydrogen), new(new Ion(1, 2), 0.18 * hydrogen), new(new Ion(1, 3), 0.07 * hydrogen)];

    // Protons knocked out of the target per reaction of a primary: fitted to depth doses (docs/methods/transport.md); energies uniform up to the projectile's, assumed.
    private const double KnockoutProtons = 1.4;
    private static double[] KnockoutEnergyFractions => [0.1, 0.3, 0.5, 0.7, 0.9];
}
