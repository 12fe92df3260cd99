using Hanbeam.Dose.BeamModels.WaterBeams;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>What a round chamber about the beam takes in of each component.</summary>
internal sealed class ChamberShare
{
    private readonly IReadOnlyList<DepthDoseCurve> curves;
    private readonly double[] spotVariance;
    private readonly double[][][] variance;

    public ChamberShare(IReadOnlyList<DepthDoseCurve> curves, Machine machine, WaterBeamSet beams, double[] rangeMm)
    {
        this.curves = curves;
        spotVariance = [.. curves.Select(curve =>
        {
            var energy = machine.Energies.First(e => e.EnergyMeVPerU == curve.EnergyMeVPerU);
            var (x, y) = (SpotTable.At(energy.SpotZgMm, energy.SpotSigmaXMm, 0), SpotTable.At(energy.SpotZgMm, energy.SpotSigmaYMm, 0));
            return 0.5 * (x * x + y * y);
        })];
        variance = [.. curves.Select((curve, i) => Variances(beams.At(rangeMm[i]), curve.DepthMm))];
    }

    /// <summary>Shares by component and depth: 1 − exp(−r²/2σ²) of a round Gaussian. Shifts of a millimetre in range change them by nothing that counts.</summary>
    public double[][] Of(int index)
    {
        var curve = curves[index];
        return [.. variance[index].Select(component => component.Select(water =>
            curve.ChamberRadiusMm is { } radius ? 1 - Math.Exp(-radius * radius / (2 * (water + spotVariance[index]))) : 1).ToArray())];
    }

    private static double[][] Variances(WaterBeam beam, double[] depths) =>
        [.. beam.ScaledVariance.Select(component => depths.Select(depth =>
        {
            var (node, share) = ScaledDepths.Locate(depth / beam.RangeMm);
            return beam.RangeMm * beam.RangeMm * (component[node] + share * (component[node + 1] - component[node]));
        }).ToArray())];
}
