using Hanbeam.Numerics.Random;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Stopping;

namespace Hanbeam.Physics.Scattering;

/// <summary>
/// Coulomb scattering of ions by screened nuclei of finite size and by electrons, for a mixed algorithm: collisions below a cut angle act together as a Gaussian,
/// those above happen one by one.
/// </summary>
public static class CoulombScattering
{
    /// <summary>Candidates for a hard collision per g/cm²: 0.07 per mm of water.</summary>
    public const double DefaultHardRate = 0.7;

    // Larger angles are left out: the form factor allows none above 1 MeV/u for carbon and 30 MeV for protons.
    private const double LargestAngleSquared = 1;

    // ħc, MeV·fm [PDG2022].
    private const double HBarC = 197.327;

    /// <summary>
    /// Coefficients per g/cm². Nuclei: χ_c² = K m_e c² z² Σ(w Z²/A)/(pv)² and the angular density 2 χ_c² θ dθ/(θ² + χ_a²)², with Molière's screening angle
    /// χ_a² = χ_0² (1.13 + 3.76 (zZα/β)²), χ_0 = Z^(1/3) α m_e c/(0.885 p) [Bethe1953, Eq. 21–22], averaged in the logarithm over the elements with weight w Z²/A, times
    /// the form factors of both nuclei, exp(−q²(r_p² + r_t²)/3) for rms radii r. Electrons: K m_e c² z² (Z/A)/(pv)² · [ln(T_max/I) − 1 − β²/2], all of them soft: an ion cannot be turned by more
    /// than m_e/M. Nuclear elastic scattering is left out. Valid from 0.1 MeV/u. Verification: LateralSpreadOfCarbonPencils_IsTheFermiEygesIntegral_WithinThreePercent.
    /// </summary>
    /// <param name="ion">The ion.</param>
    /// <param name="E">Kinetic energy, MeV/u, above 0.</param>
    /// <param name="material">What it passes.</param>
    /// <param name="hardRate">Candidates for a hard collision per g/cm², above 0.</param>
    public static ScatteringCoefficients Coefficients(Ion ion, double E, Material material, double hardRate = DefaultHardRate)
    {
        var momentum = Kinematics.MomentumMeV(ion, E);
        var betaSquared = Kinematics.BetaSquared(ion, E);
        var strength = PhysicalConstants.BetheConstant * PhysicalConstants.ElectronMassMeV * ion.Z * ion.Z / (momentum * momentum * betaSquared);
        double weights = 0, logarithm = 0, radius = 0;
        foreach (var element in material.Elements)
        {
            var weight = element.MassFraction * element.Z * element.Z / element.AtomicWeight;
            weights += weight;
            logarithm += weight * Math.Log(ScreeningAngleSquared(ion.Z, element.Z, momentum, betaSquared));
            radius += weight * SquaredRadius((int)Math.Round(element.AtomicWeight));
        }

        var screening = Math.Exp(logarithm / weights);
        var formFactor = momentum * momentum * (radius / weights + SquaredRadius(ion.A)) / (3 * HBarC * HBarC);
        var nuclear = strength * weights;
        var electrons = strength * material.ChargeToMass * Math.Max(0,
            Math.Log(1e6 * ElectronicStopping.LargestTransferMeV(ion, E) / material.MeanExcitationEnergyEV) - 1 - 0.5 * betaSquared);
        var all = SecondMoment(0, screening, formFactor) - SecondMoment(LargestAngleSquared, screening, formFactor);
        var cut = Math.Min(nuclear / hardRate, LargestAngleSquared);
        var hard = SecondMoment(cut, 0, formFactor) - SecondMoment(LargestAngleSquared, 0, formFactor);
        var total = 0.5 * (electrons + nuclear * all);
        return new(total - 0.5 * nuclear * hard, nuclear / cut, cut, formFactor, total);
    }

    /// <summary>Scattering power in unit-density water, rad² per mm in one plane: the growth of the variance of the angle.</summary>
    /// <param name="ion">The ion.</param>
    /// <param name="E">Kinetic energy, MeV/u, above 0.</param>
    public static double PowerInWater(Ion ion, double E) => 0.1 * Coefficients(ion, E, Material.Water).TotalVariance;

    /// <summary>The angle of a candidate for a hard collision, rad; 0 where it does not happen.</summary>
    /// <param name="cutAngleSquared">Square of the smallest hard angle, rad².</param>
    /// <param name="formFactor">The coefficient of the form factor, 1/rad².</param>
    /// <param name="random">The particle's stream; two numbers are taken.</param>
    public static double HardAngle(double cutAngleSquared, double formFactor, ref CounterRandom random)
    {
        var squared = cutAngleSquared / random.NextSingle();
        return random.NextSingle() <= Math.Exp(-formFactor * squared) && squared < LargestAngleSquared ? Math.Sqrt(squared) : 0;
    }

    private static double ScreeningAngleSquared(int z, int target, double momentumMeV, double betaSquared)
    {
        var angle = Math.Cbrt(target) * PhysicalConstants.FineStructure * PhysicalConstants.ElectronMassMeV / (0.885 * momentumMeV);
        var born = z * target * PhysicalConstants.FineStructure;
        return angle * angle * (1.13 + 3.76 * born * born / betaSquared);
    }

    // Mean squared charge radius, fm²: measured for the lightest, a line in A^(1/3) through the measured ones beyond [DeVries1987].
    private static double SquaredRadius(int a)
    {
        var radius = a switch { 1 => 0.84, 2 => 2.13, 3 => 1.9, 4 => 1.68, _ => 0.82 * Math.Cbrt(a) + 0.58 };
        return radius * radius;
    }

    // ∫ s e^(−bs)/(s + a)² ds from s to infinity: [(1 + ab) e^(ab) E1(b(s + a)) − a e^(−bs)/(s + a)].
    private static double SecondMoment(double s, double a, double b) =>
        (1 + a * b) * Math.Exp(a * b) * ExponentialIntegral(b * (s + a)) - (a > 0 ? a * Math.Exp(-b * s) / (s + a) : 0);

    // E1(x): power series up to 1 [AbramowitzStegun1964, Eq. 5.1.11], continued fraction beyond [AbramowitzStegun1964, Eq. 5.1.22].
    private static double ExponentialIntegral(double x)
    {
        if (x <= 1)
        {
            const double euler = 0.57721566490153286;
            double sum = -euler - Math.Log(x), term = 1;
            for (var n = 1; n <= 20; n++)
            {
                term *= -x / n;
                sum -= term / n;
            }

            return sum;
        }

        if (x > 700) return 0;
        var fraction = 0.0;
        for (var n = 60; n >= 1; n--) fraction = n / (1 + n / (x + fraction));
        return Math.Exp(-x) / (x + fraction);
    }
}
