using Hanbeam.Physics.Materials;

namespace Hanbeam.Physics.Stopping;

/// <summary>Stopping power relative to water as calibrations of CT numbers take it: one number for all ions and energies.</summary>
public static class RelativeStoppingPower
{
    private const double ReferenceEnergyMeVPerU = 200;

    // Water by its formula, so that errors of the additivity rule cancel in the ratio.
    private static readonly Lazy<Material> Water = new(() => Material.OfFormula("water by additivity", 1, "H2O"));

    /// <summary>
    /// Stopping power over that of water of 1 g/cm³: electrons per volume times the leading terms of Bethe's formula, ln(2m_e c²β²γ²/I) − β² at 200 MeV/u, both
    /// with I by additivity where it is not given, water's then 75.3 eV [Schneider1996]. Energy moves it by less than 0.4 % below 2000 HU.
    /// Verification: StoichiometricCalibration_MatchesIndependentTable_WithinATenthOfAPercent.
    /// </summary>
    /// <param name="material">The material.</param>
    /// <param name="densityGPerCm3">Its density where it is used, g/cm³.</param>
    public static double Of(Material material, double densityGPerCm3) =>
        ElectronDensity(material, densityGPerCm3) * StoppingNumber(material.AdditiveMeanExcitationEnergyEV) / StoppingNumber(Water.Value.AdditiveMeanExcitationEnergyEV);

    /// <summary>Electrons per volume over those of water of 1 g/cm³.</summary>
    /// <param name="material">The material.</param>
    /// <param name="densityGPerCm3">Its density where it is used, g/cm³.</param>
    public static double ElectronDensity(Material material, double densityGPerCm3) => densityGPerCm3 * material.ChargeToMass / Water.Value.ChargeToMass;

    private static double StoppingNumber(double meanExcitationEnergyEV)
    {
        const double gamma = 1 + ReferenceEnergyMeVPerU / PhysicalConstants.AtomicMassUnitMeV;
        const double betaSquared = 1 - 1 / (gamma * gamma);
        return Math.Log(2e6 * PhysicalConstants.ElectronMassMeV * betaSquared * gamma * gamma / meanExcitationEnergyEV) - betaSquared;
    }
}
