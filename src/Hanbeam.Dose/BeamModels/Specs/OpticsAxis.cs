namespace Hanbeam.Dose.BeamModels.Specs;

/// <summary>A beam in vacuum along one axis: σ² = waist² + (divergence·(z − waist position))².</summary>
/// <param name="WaistSigmaMm">Sigma at the waist, mm.</param>
/// <param name="DivergenceRad">Sigma of the angle at the waist, rad; the emittance is its product with the waist.</param>
/// <param name="WaistZgMm">Where the waist is, Zg in mm (positive upstream of the isocentre).</param>
public sealed record OpticsAxis(double WaistSigmaMm, double DivergenceRad, double WaistZgMm);
