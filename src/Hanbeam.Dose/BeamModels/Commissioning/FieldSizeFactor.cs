namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>Dose in the middle of a square field of one energy over that of a reference field with the same ions per area.</summary>
/// <param name="Source">File it comes from, for messages.</param>
/// <param name="EnergyMeVPerU">Nominal energy, MeV/u.</param>
/// <param name="WaterDepthMm">Depth in water, mm; the surface is at <paramref name="SurfaceZgMm"/>.</param>
/// <param name="SurfaceZgMm">Zg of the water's surface, mm.</param>
/// <param name="SideMm">Side of the field, mm.</param>
/// <param name="ReferenceSideMm">Side of the reference field, mm.</param>
/// <param name="Factor">The ratio.</param>
/// <param name="Uncertainty">Its standard uncertainty.</param>
public sealed record FieldSizeFactor(
    string Source, double EnergyMeVPerU, double WaterDepthMm, double SurfaceZgMm, double SideMm, double ReferenceSideMm, double Factor, double Uncertainty);
