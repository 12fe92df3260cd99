using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;

namespace Hanbeam.Physics.Stopping;

/// <summary>Electronic stopping power of ions: Bethe's formula, and a law for slow ions below it.</summary>
public static class ElectronicStopping
{
    /// <summary>
    /// Below this energy, MeV/u, Bethe's formula gives way to a law that becomes proportional to velocity [VarelasBiersack1970, LindhardScharff1961];
    /// value and slope are continuous. Among 1 to 2 MeV/u the join that leaves the smallest deviation below it.
    /// </summary>
    public const double BetheFromMeVPerU = 1.5;

    // Step in ln E of the slope at the join: its error, a second-order one, is below 1e-7.
    private const double SlopeStep = 1e-4;

    // The shell fit holds for eta above 0.13 [BarkasBerger1964]; below it C keeps its last value and the effective-charge fit takes over.
    private const double ShellLowestEta = 0.13;

    /// <summary>
    /// Mass stopping power, MeV·cm²/g: S/ρ = K (Z/A) z_eff²/β² · L with L = ½ ln(2 m_e c² β²γ² T_max/I²) − β² − C/Z + L_Bloch + L_Mott
    /// [PDG2022, Eq. 34.5], shell term C [BarkasBerger1964], Bloch term summed exactly [Bloch1933], first-order Mott term π/2·zαβ for z ≥ 3
    /// [LindhardSorensen1996]. No density effect: it vanishes in condensed matter below 900 MeV/u. Below 1.5 MeV/u 1/S = 1/S_slow + 1/S_fast
    /// [VarelasBiersack1970]; other materials keep their ratio to water of 1.5 MeV/u there. Valid for Z = 1 to 10 from 0.01 to 500 MeV/u, 0.3 % above 30, 1 % from 10, 3 % from 1 and
    /// 8 % from 0.1 MeV/u for H, He, C in water; other ions and materials: docs/methods/stopping-power.md (verification:
    /// StoppingPowerInWater_MatchesIcru90_WithinThreeTenthsOfAPercent, StoppingPowerOfHeavierIons_FollowsIcru73_WithinTwoPercentFromTenMeVPerU,
    /// StoppingPowerOfMaterials_MatchesPstar_WithinHalfAPercent).
    /// </summary>
    /// <param name="ion">The ion.</param>
    /// <param name="E">Kinetic energy, MeV/u; 0 and below give 0.</param>
    /// <param name="material">What it passes.</param>
    public static double MassStoppingPower(Ion ion, double E, Material material)
    {
        if (E >= BetheFromMeVPerU) return Bethe(ion, E, material);
        if (E <= 0) return 0;
        var water = Bethe(ion, BetheFromMeVPerU, Material.Water);
        var slope = Math.Log(Bethe(ion, BetheFromMeVPerU * (1 + SlopeStep), Material.Water) / Bethe(ion, BetheFromMeVPerU * (1 - SlopeStep), Material.Water)) / (2 * SlopeStep);
        var slow = 10 * SlowIonStopping.Joined(ion, E, BetheFromMeVPerU, water / 10, slope);
        return material == Material.Water ? slow : slow * Bethe(ion, BetheFromMeVPerU, material) / water;
    }

    /// <summary>LET in unit-density water, keV/µm (equal to MeV/mm).</summary>
    /// <param name="ion">The ion.</param>
    /// <param name="E">Kinetic energy, MeV/u, above 0.</param>
    public static double LetInWaterKeVPerUm(Ion ion, double E) => MassStoppingPower(ion, E, Material.Water) / 10;

    private static double Bethe(Ion ion, double E, Material material)
    {
        var betaSquared = Kinematics.BetaSquared(ion, E);
        var beta = Math.Sqrt(betaSquared);
        var gamma = Kinematics.Gamma(ion, E);
        var charge = EffectiveCharge.Number(ion, E);
        var electron = 2 * PhysicalConstants.ElectronMassMeV * betaSquared * gamma * gamma;
        var excitation = material.MeanExcitationEnergyEV * 1e-6;
        var number = 0.5 * Math.Log(electron * LargestTransferMeV(ion, E) / (excitation * excitation)) - betaSquared
            - ShellTerm(beta * gamma, material)
            + BlochTerm(EffectiveCharge.BarkasNumber(ion, E) * PhysicalConstants.FineStructure / beta)
            + (ion.Z >= 3 ? 0.5 * Math.PI * ion.Z * PhysicalConstants.FineStructure * beta : 0);
        return PhysicalConstants.BetheConstant * material.ChargeToMass * charge * charge / betaSquared * number;
    }

    /// <summary>Largest energy transfer to a free electron, MeV [PDG2022, Eq. 34.4].</summary>
    /// <param name="ion">The ion.</param>
    /// <param name="E">Kinetic energy, MeV/u.</param>
    public static double LargestTransferMeV(Ion ion, double E)
    {
        var gamma = Kinematics.Gamma(ion, E);
        var ratio = PhysicalConstants.ElectronMassMeV / ion.MassMeV;
        return 2 * PhysicalConstants.ElectronMassMeV * Kinematics.BetaSquared(ion, E) * gamma * gamma / (1 + 2 * gamma * ratio + ratio * ratio);
    }

    // The polynomials in 1/η² with the material's means of I²/Z and I³/Z.
    private static double ShellTerm(double eta, Material material)
    {
        var e2 = 1 / Math.Pow(Math.Max(eta, ShellLowestEta), 2);
        var e4 = e2 * e2;
        var e6 = e4 * e2;
        return (0.422377 * e2 + 0.0304043 * e4 - 0.00038106 * e6) * 1e-6 * material.ShellSquare
            + (3.858019 * e2 - 0.1667989 * e4 + 0.00157955 * e6) * 1e-9 * material.ShellCube;
    }

    // -y² Σ 1/(n(n²+y²)); the tail beyond N is y²/(2N²) to first order.
    private static double BlochTerm(double y)
    {
        const int Terms = 200;
        var y2 = y * y;
        var sum = 0.0;
        for (var n = Terms; n >= 1; n--) sum += 1 / (n * (n * (double)n + y2));
        return -y2 * (sum + 0.5 / (Terms * (Terms + 1.0)));
    }
}
