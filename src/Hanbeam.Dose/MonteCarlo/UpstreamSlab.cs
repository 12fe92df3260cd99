using Hanbeam.Physics.Materials;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>A plate across the beam upstream of the patient.</summary>
/// <param name="Material">What it is made of.</param>
/// <param name="DensityGPerCm3">Its density, g/cm³; chosen so that the thickness has the water-equivalent one.</param>
/// <param name="UpstreamZgMm">Height of its upstream face over the isocentre, mm.</param>
/// <param name="ThicknessMm">Thickness, mm; for a ripple filter the mean one.</param>
/// <param name="RandomWidthMm">A ripple filter's thickness is uniform over this width around the mean, mm; 0 for a plate.</param>
/// <param name="ScattersPrimaries">False where the spot table in air holds the scattering of the ions of the beam already.</param>
public sealed record UpstreamSlab(Material Material, double DensityGPerCm3, double UpstreamZgMm, double ThicknessMm, double RandomWidthMm, bool ScattersPrimaries);
