using Hanbeam.Dose.MonteCarlo;
using Hanbeam.Numerics.Random;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Stopping;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.BeamModels.WaterBeams;

/// <summary>
/// Water beams by Monte Carlo: a pencil of zero size and one energy behind the nozzle's materials and the mean of the ripple filter, which take energy and make
/// fragments; ions of the beam are not scattered in them, the machine's spot table has that.
/// </summary>
internal static class MonteCarloWaterBeams
{
    /// <summary>Ratio of neighbouring ranges; see <see cref="DeterministicWaterBeams.RangeRatio"/>.</summary>
    public const double RangeRatio = 1.3;

    // Short ranges lose few ions, but their halo needs some: as many as where a fifth of the ions react.
    private const double LeastReacting = 0.25;

    // Rings in equal ratios from the narrowest core (0.03 % of the range) to where the widest halo ends, mm.
    private const double FirstRing = 3e-4;
    private const double LastRingMm = 300;
    private const int Rings = 36;

    /// <summary>Makes a set.</summary>
    /// <param name="machine">Its ion, nozzle and ripple filter.</param>
    /// <param name="shortestMm">Shortest range behind nozzle and filter, mm.</param>
    /// <param name="longestMm">Longest range, mm.</param>
    /// <param name="uncertainty">Standard uncertainty of the dose at the peak over itself, as far as it comes from the number of ions that get there, for example 0.002.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="work">Threads, progress, cancellation.</param>
    /// <param name="count">How many beams, the shortest first; all by default. A beam is the same however many there are.</param>
    public static WaterBeamSet Make(Machine machine, double shortestMm, double longestMm, double uncertainty, ulong seed, WorkContext work, int count = int.MaxValue)
    {
        double[] ranges = [.. WaterBeamSet.Ranges(shortestMm, longestMm, RangeRatio).Take(count)];
        long[] ions = [.. ranges.Select(range => Ions(range, uncertainty))];
        double[] cost = [.. ranges.Zip(ions, (range, n) => n * Math.Sqrt(range))];
        var beams = new List<WaterBeam>();
        for (var i = 0; i < ranges.Length; i++)
        {
            var done = cost[..i].Sum() / cost.Sum();
            var share = cost[i] / cost.Sum();
            var inner = new WorkContext(work.Threads, new SynchronousProgress(fraction => work.Report("Monte Carlo beams in water", done + share * fraction)), work.Cancellation);
            beams.Add(Simulate(machine, ranges[i], ions[i], CounterRandom.ChildStream(seed, (uint)i), inner).ToWaterBeam());
        }

        return new WaterBeamSet(beams);
    }

    /// <summary>Ions needed: of N ions S·N reach the peak, and their number scatters by √(S(1 − S)N).</summary>
    public static long Ions(double rangeMm, double uncertainty)
    {
        const double AttenuationMm = 255; // of 12C in water, mm; close enough for a count
        var survival = Math.Exp(-rangeMm / AttenuationMm);
        return (long)(Math.Max(LeastReacting, 1 / survival - 1) / (uncertainty * uncertainty));
    }

    /// <summary>One beam as it was scored.</summary>
    /// <param name="machine">Its ion, nozzle and ripple filter.</param>
    /// <param name="rangeMm">Range behind nozzle and filter, mm.</param>
    /// <param name="ions">Ions.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="work">Threads, progress, cancellation.</param>
    public static SimulatedBeam Simulate(Machine machine, double rangeMm, long ions, ulong seed, WorkContext work)
    {
        var ion = new Ion(machine.Ion.Z, machine.Ion.A);
        var table = RangeTable.Of(ion);
        var slabs = NozzleLine.Slabs(machine, machine.Nozzle!, drawRipple: false, lowestZgMm: 0);
        var water = machine.Nozzle!.WaterEquivalentMm + (machine.RippleFilter?.MeanWaterEquivalentMm ?? 0);
        var last = 2 * DepthGrids.End(rangeMm);
        double[] edges = [.. ScaledDepths.Edges.Select(edge => edge * rangeMm).TakeWhile(edge => edge < last)];
        double[] rings = [0, .. Enumerable.Range(0, Rings).Select(k => FirstRing * rangeMm * Math.Pow(LastRingMm / (FirstRing * rangeMm), k / (Rings - 1.0)))];
        var energy = table.EnergyMeVPerU(rangeMm + water);
        var top = table.EnergyMeVPerU(rangeMm);
        int[] planes = [.. WaterSpectra.Planes.Where(plane => plane < edges.Length)];
        var request = new ScoringRequest { ByCharge = true, RingEdgesMm = rings, Spectra = new SpectrumScoring(planes, [0, 1], WaterSpectra.Lowest * top, WaterSpectra.Highest * top, WaterSpectra.Bins) };
        var result = MonteCarloEngine.Run(TransportGeometry.Slab(Material.Water, edges), [BeamSource.Pencil(ion, energy, slabs: slabs)], request, new MonteCarloSettings { Histories = ions, Seed = seed }, work);
        return new SimulatedBeam(ion, rangeMm, rings, edges.Length - 1, planes.Length, result);
    }
}
