namespace Hanbeam.Physics.Straggling;

/// <summary>What a gram per square centimetre of material does to the spread of energy loss. Times a thickness, each of the first three is that of a layer.</summary>
/// <param name="XiMeV">Vavilov's ξ = (K/2)(Z/A) z_eff²/β², MeV per g/cm².</param>
/// <param name="Variance">Variance of the energy loss of the whole ion, MeV² per g/cm².</param>
/// <param name="Third">Its third central moment, MeV³ per g/cm².</param>
/// <param name="LargestTransferMeV">Largest energy transfer to a free electron, MeV.</param>
/// <param name="BetaSquared">Velocity over the speed of light, squared.</param>
public readonly record struct EnergyLossMoments(double XiMeV, double Variance, double Third, double LargestTransferMeV, double BetaSquared)
{
    /// <summary>Vavilov's κ = ξ/T_max of a layer: above 10 the loss is Gaussian, below 0.01 it is Landau's.</summary>
    /// <param name="thicknessGPerCm2">Thickness, g/cm².</param>
    public double Kappa(double thicknessGPerCm2) => XiMeV * thicknessGPerCm2 / LargestTransferMeV;
}
