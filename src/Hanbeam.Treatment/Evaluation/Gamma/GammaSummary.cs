using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;

namespace Hanbeam.Treatment.Evaluation.Gamma;

/// <summary>Counts a gamma map, voxel by voxel in the order of the grid.</summary>
internal sealed class GammaSummary
{
    private readonly DoseVolume reference;
    private readonly Grid<float> map;
    private readonly double[] edges;
    private readonly int[] voxels;
    private readonly int[] passed;
    private readonly double[] sums;
    private readonly int missing;
    private readonly int worst = -1;

    /// <summary>Counts.</summary>
    /// <param name="reference">The reference dose.</param>
    /// <param name="map">Gamma, −1 where not evaluated.</param>
    /// <param name="wanted">What should have been evaluated.</param>
    /// <param name="greatest">The reference's greatest dose.</param>
    /// <param name="thresholdPercent">Where the bands begin.</param>
    /// <param name="bandEndsPercent">Where bands end; the last ends at 100 %.</param>
    public GammaSummary(DoseVolume reference, Grid<float> map, bool[] wanted, float greatest, double thresholdPercent, double[] bandEndsPercent)
    {
        (this.reference, this.map) = (reference, map);
        edges = [thresholdPercent, .. bandEndsPercent.Where(end => end > thresholdPercent), 100];
        (voxels, passed, sums) = (new int[edges.Length - 1], new int[edges.Length - 1], new double[edges.Length - 1]);
        for (var n = 0; n < map.Values.Length; n++)
        {
            if (!wanted[n]) continue;
            var gamma = map.Values[n];
            if (gamma < 0)
            {
                missing++;
                continue;
            }

            var band = BandOf(100.0 * reference.Values.Values[n] / greatest);
            voxels[band]++;
            if (gamma <= 1) passed[band]++;
            sums[band] += gamma;
            if (worst < 0 || gamma > map.Values[worst]) worst = n;
        }
    }

    /// <summary>The figures.</summary>
    /// <param name="warnings">What is already to be told.</param>
    /// <exception cref="InputException">Nothing was evaluated.</exception>
    public GammaResult ToResult(IReadOnlyList<string> warnings)
    {
        if (worst < 0) throw new InputException($"{reference.Source}: the evaluated dose does not reach any voxel of the reference above the threshold, so there is nothing to compare; the two doses lie in different places.");
        var count = voxels.Sum();
        return new GammaResult
        {
            Map = map,
            PassPercent = 100.0 * passed.Sum() / count,
            EvaluatedVoxels = count,
            MeanGamma = sums.Sum() / count,
            MaxGamma = map.Values[worst],
            WorstMm = map.Geometry.Center(worst),
            Bands = [.. Enumerable.Range(0, voxels.Length).Select(n => new GammaBand(edges[n], edges[n + 1], voxels[n], 100.0 * passed[n] / voxels[n], sums[n] / voxels[n]))],
            VoxelsWithoutEvaluatedDose = missing,
            Warnings = missing == 0 ? warnings : [.. warnings, $"{missing} voxels of the reference above the threshold lie outside the evaluated dose and count neither as passed nor as failed."],
        };
    }

    private int BandOf(double percent)
    {
        var band = 0;
        while (band < voxels.Length - 1 && percent >= edges[band + 1]) band++;
        return band;
    }
}
