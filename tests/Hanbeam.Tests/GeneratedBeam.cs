using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.BeamModels.Commissioning;

namespace Hanbeam.Tests;

/// <summary>A hidden beam by the deterministic generator: the model that is fitted could be all of it.</summary>
internal sealed class GeneratedBeam : IHiddenBeam
{
    private readonly EnergyBeamData beam;
    private readonly PencilModel model;

    public GeneratedBeam(EnergyBeamData beam)
    {
        (this.beam, model) = (beam, new PencilModel(beam));
        RangeMm = BeamModelGenerator.DistalDepthMm(beam, 0.8);
        var depths = new List<double>();
        for (var depth = 3.0; depth < RangeMm + 40; depth += depth > RangeMm - 12 && depth < RangeMm + 6 ? 0.4 : 3) depths.Add(depth);
        DepthMm = depths;
    }

    public double EnergyMeVPerU => beam.EnergyMeVPerU;

    public double RangeMm { get; }

    public IReadOnlyList<double> DepthMm { get; }

    public double IntegralDose(double depthMm) => model.IntegralDose(depthMm);

    public double RoundChamber(double depthMm, double radiusMm, double sigmaXMm, double sigmaYMm) => model.RoundChamber(depthMm, radiusMm, 0.5 * (sigmaXMm * sigmaXMm + sigmaYMm * sigmaYMm));

    public double SquareField(double depthMm, double sideMm, double sigmaXMm, double sigmaYMm) => model.SquareField(depthMm, sideMm, sigmaXMm, sigmaYMm);

    public double Profile(double depthMm, double alongMm, double alongSigmaMm, double acrossSigmaMm) => model.Profile(depthMm, alongMm, alongSigmaMm, acrossSigmaMm);
}
