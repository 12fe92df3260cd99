using Hanbeam.Dose.BeamModels.WaterBeams;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>What a round chamber about the beam reads of a pencil whose halo is changed.</summary>
internal sealed class ChamberShare
{
    private readonly IReadOnlyList<DepthDoseCurve> curves;
    private readonly HaloScale halo;
    private readonly double[] spotVariance;
    private readonly LateralGroup[] groups;
    private readonly double[][][] variance;

    /// <param name="curves">The measurements.</param>
    /// <param name="machine">Sizes of its spots.</param>
    /// <param name="halo">How the halo is changed.</param>
    /// <param name="beams">Mono-energetic beams.</param>
    /// <param name="rangeMm">About the range of each curve: shifts of a millimetre change widths by nothing that counts.</param>
    public ChamberShare(IReadOnlyList<DepthDoseCurve> curves, Machine machine, HaloScale halo, WaterBeamSet beams, double[] rangeMm)
    {
        this.curves = curves;
        this.halo = halo;
        spotVariance = [.. curves.Select(curve =>
        {
            var energy = machine.Energies.First(e => e.EnergyMeVPerU == curve.EnergyMeVPerU);
            var (x, y) = (SpotTable.At(energy.SpotZgMm, energy.SpotSigmaXMm, 0), SpotTable.At(energy.SpotZgMm, energy.SpotSigmaYMm, 0));
            return 0.5 * (x * x + y * y);
        })];
        groups = [.. beams.At(rangeMm[0]).Groups];
        variance = [.. curves.Select((curve, i) => Variances(beams.At(rangeMm[i]), curve.DepthMm))];
    }

    /// <summary>What a curve's chamber reads at its depths: Σ dose·(1 − exp(−r²/2σ²)) of round Gaussians, all of it where the curve has no radius.</summary>
    /// <param name="index">The curve.</param>
    /// <param name="dose">Dose of the pencil by component and depth.</param>
    public double[] Read(int index, double[][] dose)
    {
        var radius = curves[index].ChamberRadiusMm;
        var read = new double[dose[0].Length];
        for (var d = 0; d < read.Length; d++)
        {
            double total = 0, outside = 0;
            for (var c = 0; c < dose.Length; c++)
            {
                total += dose[c][d];
                if (groups[c] == LateralGroup.Halo) outside += dose[c][d];
            }

            if (radius is not { } r)
            {
                read[d] = total;
                continue;
            }

            var (inner, outer) = total > 0 ? halo.Factors(outside / total) : (1, 1);
            for (var c = 0; c < dose.Length; c++)
            {
                var own = groups[c] == LateralGroup.Halo;
                var water = variance[index][c][d] * (own ? halo.Sigma * halo.Sigma : 1);
                read[d] += dose[c][d] * (own ? outer : inner) * (1 - Math.Exp(-r * r / (2 * (water + spotVariance[index]))));
            }
        }

        return read;
    }

    private static double[][] Variances(WaterBeam beam, double[] depths) =>
        [.. beam.ScaledVariance.Select(component => depths.Select(depth =>
        {
            var (node, share) = ScaledDepths.Locate(depth / beam.RangeMm);
            return beam.RangeMm * beam.RangeMm * (component[node] + share * (component[node + 1] - component[node]));
        }).ToArray())];
}
