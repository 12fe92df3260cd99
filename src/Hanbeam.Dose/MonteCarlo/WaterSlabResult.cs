namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Depth dose and yields in deep water.</summary>
/// <param name="EnergyMeVPerMm">Energy deposited per mm of depth and primary, by layer, MeV/mm.</param>
/// <param name="Yields">Ions per primary through each plane inside the cone, by charge and plane (plane 0, the entrance, has none).</param>
/// <param name="Energy">The energy book.</param>
public sealed record WaterSlabResult(double[] EnergyMeVPerMm, double[,] Yields, EnergyBook Energy);
