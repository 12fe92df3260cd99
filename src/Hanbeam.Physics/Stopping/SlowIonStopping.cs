using Hanbeam.Physics.Ions;

namespace Hanbeam.Physics.Stopping;

/// <summary>Electronic stopping of slow ions in unit-density water, where Bethe's formula no longer holds.</summary>
internal static class SlowIonStopping
{
    // 8π e² a0 n of water: e² = 14.39964 eV·Å, a0 = 0.5291772 Å, n = 0.03342797 molecules/Å³ at 1 g/cm³; 1 eV/Å = 10 keV/µm.
    private const double ScaleKeVPerUm = 8 * Math.PI * 14.39964 * 0.5291772 * 0.03342797 * 10;

    /// <summary>
    /// Stopping proportional to velocity, keV/µm: 8π e² a0 n ξ Z1 Z2 (Z1^(2/3) + Z2^(2/3))^(−3/2) v/v0, summed over two hydrogens and one oxygen
    /// [LindhardScharff1961, Eq. 2]. Their ξ is about Z1^(1/6); above helium it is raised by a tenth for each further charge, to 1.4 times for carbon and beyond:
    /// chosen so that stopping meets published values at 0.1 to 1 MeV/u (docs/methods/stopping-power.md).
    /// </summary>
    /// <param name="ion">The ion.</param>
    /// <param name="E">Kinetic energy, MeV/u, not negative.</param>
    public static double VelocityProportional(Ion ion, double E)
    {
        var charge = Math.Pow(ion.Z, 2.0 / 3);
        var water = 2 / Math.Pow(charge + 1, 1.5) + 8 / Math.Pow(charge + 4, 1.5); // Z2^(2/3) is 1 for H and 4 for O
        var speed = Math.Sqrt(Kinematics.BetaSquared(ion, E)) / PhysicalConstants.FineStructure;
        return ScaleKeVPerUm * Math.Pow(ion.Z, 7.0 / 6) * (1 + 0.1 * Math.Clamp(ion.Z - 2, 0, 4)) * water * speed;
    }

    /// <summary>
    /// 1/S = 1/S_slow + 1/S_fast [VarelasBiersack1970], S_slow proportional to velocity and 1/S_fast a power of energy, whose two constants follow
    /// from value and slope of the stopping power where the two meet.
    /// </summary>
    /// <param name="ion">The ion.</param>
    /// <param name="E">Kinetic energy, MeV/u, above 0 and at most <paramref name="joinMeVPerU"/>.</param>
    /// <param name="joinMeVPerU">Where it joins the formula for fast ions, MeV/u.</param>
    /// <param name="joinKeVPerUm">Stopping power there, keV/µm.</param>
    /// <param name="joinSlope">d ln S / d ln E there.</param>
    public static double Joined(Ion ion, double E, double joinMeVPerU, double joinKeVPerUm, double joinSlope)
    {
        var slow = 1 / VelocityProportional(ion, joinMeVPerU);
        var fast = 1 / joinKeVPerUm - slow;
        var power = (0.5 * slow - joinSlope / joinKeVPerUm) / fast; // from d(1/S)/d ln E
        return 1 / (1 / VelocityProportional(ion, E) + fast * Math.Pow(E / joinMeVPerU, power));
    }
}
