using Hanbeam.Numerics.Special;

namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>Reads lateral dose from the beam model of one energy: a spot, a field, a chamber.</summary>
internal sealed class PencilModel
{
    private readonly EnergyBeamData beam;

    public PencilModel(EnergyBeamData beam) => this.beam = beam;

    /// <summary>Integral dose at a depth, Gy·mm² per 10⁶ ions.</summary>
    public double IntegralDose(double depthMm) => CurveFigures.At(beam.DepthMm, beam.IntegralDose, depthMm);

    /// <summary>Profile of one spot through its middle along one axis at a depth, per unit of integral dose, 1/mm².</summary>
    /// <param name="depthMm">Depth in water.</param>
    /// <param name="alongMm">Distance from the middle.</param>
    /// <param name="alongSigmaMm">Sigma in air along the axis.</param>
    /// <param name="acrossSigmaMm">Sigma in air across it.</param>
    /// <param name="group">Which components; null for all.</param>
    public double Profile(double depthMm, double alongMm, double alongSigmaMm, double acrossSigmaMm, LateralGroup? group = null)
    {
        var sum = 0.0;
        foreach (var (weight, sigma) in Components(depthMm, group))
        {
            var (along, across) = (sigma * sigma + alongSigmaMm * alongSigmaMm, sigma * sigma + acrossSigmaMm * acrossSigmaMm);
            sum += weight * Math.Exp(-0.5 * alongMm * alongMm / along) / (2 * Math.PI * Math.Sqrt(along * across));
        }

        return sum;
    }

    /// <summary>Dose in the middle of a square field over that of an endless one; of some components, what they add to it.</summary>
    public double SquareField(double depthMm, double sideMm, double sigmaXMm, double sigmaYMm, LateralGroup? group = null)
    {
        var sum = 0.0;
        foreach (var (weight, sigma) in Components(depthMm, group))
            sum += weight * Side(sideMm, Math.Sqrt(sigma * sigma + sigmaXMm * sigmaXMm)) * Side(sideMm, Math.Sqrt(sigma * sigma + sigmaYMm * sigmaYMm));
        return sum;
    }

    /// <summary>Share of the dose that falls on a round chamber about the beam.</summary>
    public double RoundChamber(double depthMm, double radiusMm, double spotVarianceMm2) =>
        Components(depthMm).Sum(c => c.Weight * (1 - Math.Exp(-radiusMm * radiusMm / (2 * (c.Sigma * c.Sigma + spotVarianceMm2)))));

    private static double Side(double sideMm, double sigmaMm) => ErrorFunction.Erf(0.5 * sideMm / (Math.Sqrt(2) * sigmaMm));

    private IEnumerable<(double Weight, double Sigma)> Components(double depthMm, LateralGroup? group = null) =>
        beam.Components.Where(c => group is null || c.Group == group).Select(c => (CurveFigures.At(beam.DepthMm, c.Weight, depthMm), CurveFigures.At(beam.DepthMm, c.SigmaMm, depthMm)));
}
