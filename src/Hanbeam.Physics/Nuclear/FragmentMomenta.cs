using Hanbeam.Physics.Ions;

namespace Hanbeam.Physics.Nuclear;

/// <summary>Directions and spread of momentum of the fragments of a reaction.</summary>
public static class FragmentMomenta
{
    // Goldhaber's momentum width, MeV/c; measured widths for 12C are 70–90 [Goldhaber1974].
    private const double MomentumWidthMeV = 90;

    // Sigma of the angle of knocked-out and wide protons in one plane, rad: 20 degrees, assumed.
    private const double KnockoutSigmaRad = 0.35;

    /// <summary>Variance of the angle in one transverse plane, rad²: Goldhaber's momentum width over the fragment's momentum [Goldhaber1974].</summary>
    /// <param name="projectile">What breaks up.</param>
    /// <param name="yield">The fragment.</param>
    /// <param name="E">Energy of the projectile, MeV/u, above 0.</param>
    public static double VarianceRad2(Ion projectile, in FragmentYield yield, double E)
    {
        if (yield.Origin == FragmentOrigin.Knockout) return KnockoutSigmaRad * KnockoutSigmaRad;
        var ratio = MomentumSigmaMeV(projectile, yield.Fragment) / Kinematics.MomentumMeV(yield.Fragment, E);
        return ratio * ratio;
    }

    /// <summary>
    /// Sigma of a fragment's momentum in the projectile's rest frame along any axis, MeV/c: σ² = σ0² A_F (A_P − A_F)/(A_P − 1) [Goldhaber1974, Eq. 6]. Along
    /// the beam the laboratory sees it times the Lorentz factor.
    /// </summary>
    /// <param name="projectile">What breaks up.</param>
    /// <param name="fragment">The piece.</param>
    public static double MomentumSigmaMeV(Ion projectile, Ion fragment)
    {
        double a = fragment.A, p = projectile.A;
        return a >= p ? 0 : MomentumWidthMeV * Math.Sqrt(a * (p - a) / (p - 1));
    }
}
