using Hanbeam.Numerics.Random;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Stopping;

namespace Hanbeam.Physics.Straggling;

/// <summary>
/// Fluctuations of the energy loss in a layer that is thin against the range. Collisions with electrons follow Rutherford's law with the spin-0 correction,
/// dN/dε = ξ/ε² (1 − β² ε/T_max) up to T_max [Vavilov1957]: their moments give the variance, relativistic Bohr straggling [Bohr1915], and the skewness.
/// </summary>
public static class EnergyLoss
{
    /// <summary>From this κ on the moment-matched gamma distribution is used alone; below, hard collisions are drawn one by one.</summary>
    public const double ManyCollisionsKappa = 0.3;

    // A gamma distribution of a larger shape is a Gaussian one for every purpose here (skewness 0.02); it keeps single precision exact to 1e-4 of sigma.
    private const double LargestShape = 1e4;

    /// <summary>
    /// Moments per g/cm²: ξ = (K/2)(Z/A) z_eff²/β², variance ξ T_max (1 − β²/2), third central moment ξ T_max² (1/2 − β²/3) [Vavilov1957, Eq. 7]. z_eff is the
    /// effective charge of the stopping power. The spread of charge states and of hits between atoms at low energy is left out: below 10 MeV/u the range left
    /// is 0.4 mm (carbon).
    /// </summary>
    /// <param name="ion">The ion.</param>
    /// <param name="E">Kinetic energy, MeV/u, above 0.</param>
    /// <param name="material">What it passes.</param>
    public static EnergyLossMoments PerThickness(Ion ion, double E, Material material)
    {
        var betaSquared = Kinematics.BetaSquared(ion, E);
        var charge = EffectiveCharge.Number(ion, E);
        var largest = ElectronicStopping.LargestTransferMeV(ion, E);
        var xi = 0.5 * PhysicalConstants.BetheConstant * material.ChargeToMass * charge * charge / betaSquared;
        return new(xi, xi * largest * (1 - 0.5 * betaSquared), xi * largest * largest * (0.5 - betaSquared / 3), largest, betaSquared);
    }

    /// <summary>
    /// An energy loss whose mean, variance and third central moment are the given ones: a shifted gamma distribution, which becomes a Gaussian for many
    /// collisions. Never negative: where the shift would make it so, the gamma distribution without shift, with the same mean and variance. Right for steps of κ ≥ 0.2,
    /// and for thinner ones where many are added up. Verification: EnergyLossOfThinLayers_FollowsVavilov_WithinOnePercent.
    /// </summary>
    /// <param name="mean">Mean, above 0; any unit of energy, the same for all.</param>
    /// <param name="variance">Variance, not negative.</param>
    /// <param name="third">Third central moment, above 0 where the variance is.</param>
    /// <param name="random">The particle's stream; two numbers are taken.</param>
    public static double SampleLoss(double mean, double variance, double third, ref CounterRandom random)
    {
        var normal = random.NextNormal();
        return Gamma(mean, variance, third, normal, random.NextSingle());
    }

    /// <summary>
    /// The same from two numbers drawn before, for lanes (only square roots, exponentials and logarithms). With G gamma-distributed of shape k + 1 and U uniform,
    /// G U^(1/k) has shape k [MarsagliaTsang2000, section 6]; G by the cube of a normal number [WilsonHilferty1931], which is good from shape 1 on.
    /// </summary>
    /// <param name="mean">Mean, above 0.</param>
    /// <param name="variance">Variance.</param>
    /// <param name="third">Third central moment.</param>
    /// <param name="normal">A normal number of mean 0 and variance 1.</param>
    /// <param name="uniform">A uniform number above 0 and at most 1.</param>
    public static double Gamma(double mean, double variance, double third, double normal, double uniform)
    {
        if (!(variance > 0)) return mean;
        var shape = Math.Min(Math.Min(4 * variance * variance * variance / (third * third), mean * mean / variance), LargestShape);
        var root = Math.Max(0, 1 - 1 / (9 * (shape + 1)) + normal / (3 * Math.Sqrt(shape + 1)));
        var gamma = (shape + 1) * root * root * root * Math.Exp(Math.Log(uniform) / shape);
        return mean + Math.Sqrt(variance / shape) * (gamma - shape);
    }

    /// <summary>
    /// An energy loss in a layer of any thickness that is thin against the range. From κ = 0.3 on as <see cref="SampleLoss"/>; below, collisions above ε_c = ξ/0.3 are
    /// drawn one by one (0.3 on average at most) and the softer ones together, so that thin layers have Landau's shape.
    /// Verification: EnergyLossOfThinLayers_FollowsVavilov_WithinOnePercent.
    /// </summary>
    /// <param name="mean">Mean loss in the layer, MeV, above 0.</param>
    /// <param name="layer">Moments per g/cm².</param>
    /// <param name="thicknessGPerCm2">Thickness, g/cm², above 0.</param>
    /// <param name="random">The particle's stream.</param>
    public static double SampleThin(double mean, in EnergyLossMoments layer, double thicknessGPerCm2, ref CounterRandom random)
    {
        var kappa = layer.Kappa(thicknessGPerCm2);
        if (kappa >= ManyCollisionsKappa) return SampleLoss(mean, layer.Variance * thicknessGPerCm2, layer.Third * thicknessGPerCm2, ref random);
        var xi = layer.XiMeV * thicknessGPerCm2;
        var cut = xi / ManyCollisionsKappa;
        var share = cut / layer.LargestTransferMeV;
        var hard = 0.0;
        // Exponential gaps between collisions make their number Poisson-distributed; ε from 1/ε² between cut and T_max, thinned by the spin-0 factor.
        for (var gap = -Math.Log(random.NextSingle()); gap < ManyCollisionsKappa - kappa; gap -= Math.Log(random.NextSingle()))
        {
            var transfer = cut / (1 - random.NextSingle() * (1 - share));
            if (random.NextSingle() > layer.BetaSquared * transfer / layer.LargestTransferMeV) hard += transfer;
        }

        var hardMean = xi * (-Math.Log(share) - layer.BetaSquared * (1 - share));
        var softMean = Math.Max(mean - hardMean, 0.5 * xi);
        return hard + SampleLoss(softMean, xi * cut * (1 - 0.5 * layer.BetaSquared * share), xi * cut * cut * (0.5 - layer.BetaSquared * share / 3), ref random);
    }
}
