using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Stopping;

namespace Hanbeam.Physics.Scattering;

/// <summary>Multiple Coulomb scattering of a pencil of zero size, as the moments of Fermi and Eyges in one transverse plane.</summary>
public static class FermiEyges
{
    // Energy constant of the Highland form, MeV [Gottschalk1993].
    private const double HighlandMeV = 14.1;

    private const int Steps = 200;

    /// <summary>
    /// Moments of angle and position behind water: A0 = variance of the angle, A1 = covariance, A2 = variance of the position, one transverse plane:
    /// A_n = ∫ (t − u)ⁿ dθ²(u) [Eyges1948] with the generalised Highland angle θ(u)² = [14.1 MeV·z·(1 + log10(u/X0)/9)]² ∫ du/(pv)²/X0
    /// [Gottschalk1993, Eq. 8]. Valid up to the range (the last 0.1 % of it is left out); verification: CarbonLateralSigma_MatchesHighland_WithinTwoPercent.
    /// </summary>
    /// <param name="Z">Charge number.</param>
    /// <param name="A">Mass number.</param>
    /// <param name="energyMeVPerU">Energy before the water, MeV/u.</param>
    /// <param name="waterMm">Thickness of unit-density water, mm; 0 gives zeros, more than the range counts as the range.</param>
    /// <returns>A0 in rad², A1 in mm·rad², A2 in mm².</returns>
    public static (double A0, double A1, double A2) MomentsBehindWater(int Z, int A, double energyMeVPerU, double waterMm)
    {
        double sum = 0, before = 0;
        return Integrate(new Ion(Z, A), energyMeVPerU, waterMm, (energy, depth, width) =>
        {
            var pv = Kinematics.MomentumVelocityMeV(new Ion(Z, A), energy);
            sum += width / (pv * pv);
            var angle = HighlandFactor(Z, depth) * sum;
            (before, var growth) = (angle, angle - before);
            return growth;
        });
    }

    /// <summary>
    /// The same moments with the scattering power of <see cref="CoulombScattering"/>, which counts single collisions of every angle: the variance of
    /// all ions, tails with them, where Highland's is that of a Gaussian fitted to the core. What Monte Carlo transport must give without nuclear reactions.
    /// </summary>
    /// <param name="ion">The ion.</param>
    /// <param name="energyMeVPerU">Energy before the water, MeV/u.</param>
    /// <param name="waterMm">Thickness of unit-density water, mm; 0 gives zeros, more than the range counts as the range.</param>
    /// <returns>A0 in rad², A1 in mm·rad², A2 in mm².</returns>
    public static (double A0, double A1, double A2) MomentsOfScatteringPower(Ion ion, double energyMeVPerU, double waterMm) =>
        Integrate(ion, energyMeVPerU, waterMm, (energy, _, width) => CoulombScattering.PowerInWater(ion, energy) * width);

    // The growth of the angle's variance by mean energy, depth behind and width of each step.
    private static (double A0, double A1, double A2) Integrate(Ion ion, double energyMeVPerU, double waterMm, Func<double, double, double, double> growth)
    {
        if (waterMm <= 0) return (0, 0, 0);
        var table = RangeTable.Of(ion);
        var range = table.RangeMm(energyMeVPerU);
        var depth = Math.Min(waterMm, 0.999 * range);
        double a0 = 0, a1 = 0, a2 = 0;
        // The integrand grows like 1/(R-u) near the end of range: equal steps in ln(R-u) take it evenly.
        var span = Math.Log(range / (range - depth));
        var previous = range;
        for (var i = 1; i <= Steps; i++)
        {
            var residual = range * Math.Exp(-span * i / Steps);
            var width = previous - residual;
            var middle = 0.5 * (previous + residual);
            var variance = growth(table.EnergyMeVPerU(middle), range - residual, width);
            var toEnd = middle - (range - depth);
            a0 += variance;
            a1 += variance * toEnd;
            a2 += variance * (toEnd * toEnd + width * width / 12);
            previous = residual;
        }

        return (a0, a1, a2);
    }

    /// <summary>
    /// Scattering power without the single-scattering logarithm, rad²/mm: T = (14.1 MeV·z/pv)²/X0 [RossiGreisen1941 form]; for thick layers and for
    /// fragments, whose path is not one layer.
    /// </summary>
    /// <param name="ion">The ion.</param>
    /// <param name="E">Kinetic energy, MeV/u, above 0.</param>
    public static double RossiPowerInWater(Ion ion, double E)
    {
        var x = HighlandMeV * ion.Z / Kinematics.MomentumVelocityMeV(ion, E);
        return x * x * Material.Water.DensityGPerCm3 / (10 * Material.Water.RadiationLengthGPerCm2);
    }

    /// <summary>Highland's angle sigma behind a thin layer, rad, one transverse plane [Highland1975, Gottschalk1993].</summary>
    /// <param name="ion">The ion.</param>
    /// <param name="E">Kinetic energy, MeV/u, taken constant.</param>
    /// <param name="radiationLengths">Thickness in radiation lengths, above 0.</param>
    public static double ThinLayerAngleRad(Ion ion, double E, double radiationLengths) =>
        HighlandMeV * ion.Z / Kinematics.MomentumVelocityMeV(ion, E) * Math.Sqrt(radiationLengths) * (1 + Math.Log10(radiationLengths) / 9);

    private static double HighlandFactor(int z, double depthMm)
    {
        var radiationLengthMm = 10 * Material.Water.RadiationLengthGPerCm2 / Material.Water.DensityGPerCm3;
        var factor = HighlandMeV * z * Math.Max(0.1, 1 + Math.Log10(depthMm / radiationLengthMm) / 9);
        return factor * factor / radiationLengthMm;
    }
}
