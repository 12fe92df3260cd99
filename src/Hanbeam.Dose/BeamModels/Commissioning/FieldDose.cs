namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>Absolute dose in the middle of a square field of one energy.</summary>
/// <param name="EnergyMeVPerU">Nominal energy, MeV/u.</param>
/// <param name="WaterDepthMm">Depth in water, mm.</param>
/// <param name="SurfaceZgMm">Zg of the water's surface, mm.</param>
/// <param name="SideMm">Side of the field, mm.</param>
/// <param name="SpotSpacingMm">Distance of neighbouring spots in x and in y, mm.</param>
/// <param name="MonitorUnitsPerSpot">Monitor units of each spot.</param>
/// <param name="DoseGy">Dose measured, Gy.</param>
/// <param name="RelativeUncertainty">Its standard uncertainty over itself.</param>
public sealed record FieldDose(
    double EnergyMeVPerU, double WaterDepthMm, double SurfaceZgMm, double SideMm, double SpotSpacingMm, double MonitorUnitsPerSpot, double DoseGy, double RelativeUncertainty)
{
    /// <summary>Whether it was taken with the depth zero of the depth-dose curves (same tank, windows and drive), so that the offset they have in common cancels.</summary>
    public bool SharesDepthOffset { get; init; }
}
