using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Stopping;

namespace Hanbeam.Physics.Straggling;

/// <summary>Bohr's energy straggling and the range straggling that follows from it.</summary>
public static class RangeStraggling
{
    // K·m_e c², MeV²·cm²/mol: 4π r_e² (m_e c²)² N_A [Bohr1915].
    private const double BohrConstant = PhysicalConstants.BetheConstant * PhysicalConstants.ElectronMassMeV;

    /// <summary>
    /// Growth of the variance of energy loss of the whole ion, MeV²/cm, relativistic Bohr form
    /// 0.1569 ρ (Z/A) z_eff² (1 − β²/2)/(1 − β²) [Bohr1915]. Gaussian for thick layers only (κ above 10).
    /// </summary>
    /// <param name="ion">The ion.</param>
    /// <param name="E">Kinetic energy, MeV/u, above 0.</param>
    /// <param name="material">What it passes.</param>
    public static double EnergyVarianceMeV2PerCm(Ion ion, double E, Material material)
    {
        var betaSquared = Kinematics.BetaSquared(ion, E);
        var charge = EffectiveCharge.Number(ion, E);
        return BohrConstant * material.DensityGPerCm3 * material.ChargeToMass * charge * charge * (1 - 0.5 * betaSquared) / (1 - betaSquared);
    }

    /// <summary>Sigma of the range in unit-density water, mm: σ_R² = ∫ (dσ_E²/dx)/S³ dE from 0 to E [Bohr1915].</summary>
    /// <param name="ion">The ion.</param>
    /// <param name="E">Kinetic energy, MeV/u, 1 to 1000.</param>
    public static double SigmaInWaterMm(Ion ion, double E)
    {
        const int Steps = 400; // Midpoint rule in ln E from 0.1 MeV/u; converged to 1e-4.
        var low = Math.Log(0.1);
        var step = (Math.Log(E) - low) / Steps;
        var variance = 0.0;
        for (var i = 0; i < Steps; i++)
        {
            var e = Math.Exp(low + (i + 0.5) * step);
            var stopping = ElectronicStopping.MassStoppingPower(ion, e, Material.Water);
            variance += EnergyVarianceMeV2PerCm(ion, e, Material.Water) / (stopping * stopping * stopping) * ion.A * e * step;
        }

        return 10 * Math.Sqrt(variance);
    }
}
