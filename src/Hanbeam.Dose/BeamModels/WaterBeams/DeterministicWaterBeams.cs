using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Stopping;

namespace Hanbeam.Dose.BeamModels.WaterBeams;

/// <summary>Water beams of 12C by the deterministic transport (docs/methods/transport.md): a second of work for all ranges.</summary>
internal static class DeterministicWaterBeams
{
    /// <summary>Ratio of neighbouring ranges: a cubic through them is good to 0.2 % of the local dose (WaterBeamSetTests).</summary>
    public const double RangeRatio = 1.3;

    // Interpolation reads two ranges further up, 1.7 times as deep in parts of the range; deeper nodes repeat the last.
    private const double DeepestOverEnd = 2;

    /// <summary>Makes a set.</summary>
    /// <param name="meanWaterMm">Water-equivalent of nozzle and mean of the ripple filter, mm.</param>
    /// <param name="shortestMm">Shortest range behind it, mm.</param>
    /// <param name="longestMm">Longest range behind it, mm.</param>
    /// <param name="work">Threads, progress, cancellation.</param>
    public static WaterBeamSet Make(double meanWaterMm, double shortestMm, double longestMm, WorkContext work)
    {
        var carbon = RangeTable.Of(Ion.Carbon12);
        var energies = WaterBeamSet.Ranges(shortestMm, longestMm, RangeRatio).Select(range => carbon.EnergyMeVPerU(range + meanWaterMm)).ToArray();
        var tables = new TransportTables(energies[^1]);
        var beams = new WaterBeam[energies.Length];
        var done = 0;
        Parallel.For(0, beams.Length, work.ParallelOptions, i =>
        {
            beams[i] = Beam(tables, energies[i], meanWaterMm);
            work.Report("beams in water", Interlocked.Increment(ref done) / (double)beams.Length);
        });
        return new WaterBeamSet(beams);
    }

    /// <summary>One beam.</summary>
    public static WaterBeam Beam(TransportTables tables, double energyMeVPerU, double meanWaterMm)
    {
        var range = 0.0;
        var data = new PencilBeamBuilder(tables, energyMeVPerU, new BeamLine(meanWaterMm, 0), null, peak =>
        {
            range = peak;
            return [.. ScaledDepths.Nodes.Select(node => Math.Min(node * peak, DeepestOverEnd * DepthGrids.End(peak)))];
        }).Build();
        return new WaterBeam
        {
            RangeMm = range,
            Groups = [.. data.Components.Select(component => component.Group)],
            Dose = [.. data.Components.Select(component => component.Weight.Zip(data.IntegralDose, (weight, dose) => weight * dose).ToArray())],
            ScaledVariance = [.. data.Components.Select(component => component.SigmaMm.Select(sigma => sigma * sigma / (range * range)).ToArray())],
        };
    }
}
