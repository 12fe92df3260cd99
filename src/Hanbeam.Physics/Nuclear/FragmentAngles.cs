using Hanbeam.Physics.Ions;

namespace Hanbeam.Physics.Nuclear;

/// <summary>Angles at which fragments leave a reaction.</summary>
public static class FragmentAngles
{
    // Goldhaber's momentum width, MeV/c; measured widths for 12C are 70–90 [Goldhaber1974].
    private const double MomentumWidthMeV = 90;

    // Sigma of the angle of knocked-out and wide protons in one plane, rad: 20 degrees, assumed.
    private const double KnockoutSigmaRad = 0.35;

    /// <summary>
    /// Variance of the angle in one transverse plane, rad²: σ² = σ0² A_F (A_P − A_F)/(A_P − 1), divided by the fragment's momentum [Goldhaber1974, Eq. 6].
    /// </summary>
    /// <param name="projectile">What breaks up.</param>
    /// <param name="yield">The fragment.</param>
    /// <param name="E">Energy of the projectile, MeV/u, above 0.</param>
    public static double VarianceRad2(Ion projectile, in FragmentYield yield, double E)
    {
        if (yield.Origin == FragmentOrigin.Knockout) return KnockoutSigmaRad * KnockoutSigmaRad;
        double a = yield.Fragment.A, p = projectile.A;
        if (a >= p) return 0;
        var momentum = Kinematics.MomentumMeV(yield.Fragment, E);
        return MomentumWidthMeV * MomentumWidthMeV * a * (p - a) / (p - 1) / (momentum * momentum);
    }
}
