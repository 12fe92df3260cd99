namespace Hanbeam.Dose.BeamModels;

/// <summary>What the beam has behind it when it reaches the nozzle exit, as far as its range is concerned.</summary>
/// <param name="NozzleWaterEquivalentMm">Windows, monitors and air, water-equivalent mm.</param>
/// <param name="RelativeEnergySpread">Sigma of the kinetic energy over its mean.</param>
public sealed record BeamLine(double NozzleWaterEquivalentMm, double RelativeEnergySpread);
