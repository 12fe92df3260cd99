using Hanbeam.Dose.BeamModels.Commissioning;
using Hanbeam.Dose.MonteCarlo;
using Hanbeam.Numerics.Special;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Stopping;
using Hanbeam.Tests;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Verification.Dose;

/// <summary>
/// One energy of a machine straight from the engine: each ion with its own energy, through the nozzle's plates and its own thickness of the ripple filter, scored in layers and rings. Nothing is
/// interpolated in energy, folded, smoothed or fitted by Gaussians, which is all that a beam model does to it. Spots and chambers are integrals over the rings.
/// </summary>
internal sealed class SimulatedBeamInWater : IHiddenBeam
{
    // Rings in ratios of 1.11, narrower than any Gaussian that they hold; beyond 300 mm next to nothing arrives.
    private const int RingCount = 84;
    private const double FirstRingMm = 0.05;
    private const double LastRingMm = 300;
    private const int RadiiPerRing = 3;
    private const int Angles = 360;
    private const double LayerMm = 0.1;

    private readonly double[] rings;
    private readonly double[] middles;
    private readonly double[][] core;
    private readonly double[][] halo;
    private readonly HaloScale scale;
    private readonly double[] uncertainty;
    private readonly Dictionary<(double, double, double, double), (double[] Inner, double[] Outer)> ofRings = [];

    private SimulatedBeamInWater(double nominal, double[] edges, double[] rings, HaloScale scale, MonteCarloResult result)
    {
        (EnergyMeVPerU, this.rings, this.scale) = (nominal, rings, scale);
        middles = [.. edges.Zip(edges.Skip(1), (a, b) => 0.5 * (a + b))];
        // One layer of five is read where they are thin.
        DepthMm = [.. middles.Where((_, n) => edges[n + 1] - edges[n] > 2 * LayerMm || n % 5 == 0)];
        core = [.. middles.Select(_ => new double[RingCount])];
        halo = [.. middles.Select(_ => new double[RingCount])];
        uncertainty = new double[middles.Length];
        for (var d = 0; d < middles.Length; d++)
        {
            for (var k = 0; k < RingCount; k++)
            {
                var cell = d * RingCount + k;
                double recoils = result.DoseByCharge[0][cell], outer = result.DoseByCharge[1][cell] + result.DoseByCharge[2][cell], all = result.DoseToWater[cell];
                var perRing = 1e6 * Math.PI * (rings[k + 1] * rings[k + 1] - rings[k] * rings[k]);
                // Recoils lie where an ion of the place reacted.
                var share = all > recoils ? outer / (all - recoils) : 1;
                core[d][k] = perRing * all * (1 - share);
                halo[d][k] = perRing * all * share;
                uncertainty[d] += Math.Pow(perRing * all * result.RelativeUncertainty[cell], 2);
            }
        }

        RangeMm = CurveFigures.Of(DepthMm, [.. DepthMm.Select(IntegralDose)]).RangeMm;
    }

    public double EnergyMeVPerU { get; }

    public double RangeMm { get; }

    public IReadOnlyList<double> DepthMm { get; }

    /// <summary>Runs the engine.</summary>
    /// <param name="machine">The machine, with nozzle and filter.</param>
    /// <param name="nominal">Nominal energy.</param>
    /// <param name="histories">Ions.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="scale">Change of the halo (hydrogen and helium), ring by ring.</param>
    /// <param name="work">Threads.</param>
    public static SimulatedBeamInWater Run(Machine machine, double nominal, int histories, ulong seed, HaloScale scale, WorkContext work)
    {
        var energy = machine.Energies.First(e => e.EnergyMeVPerU == nominal);
        var (ion, real) = (new Ion(machine.Ion.Z, machine.Ion.A), energy.BeamEnergyMeVPerU ?? nominal);
        var range = RangeTable.Of(ion).RangeMm(real) - machine.Nozzle!.WaterEquivalentMm - (machine.RippleFilter?.MeanWaterEquivalentMm ?? 0);
        // Layers of 4 mm in plateau and tail, of 0.1 mm about the peak: thicker ones would widen it, which a chamber's gap of air does not. The depths of a machine file lie elsewhere.
        range = 0.5 * Math.Round(2 * range);
        var first = Math.Max(2, 4 * Math.Floor((range - 16) / 4));
        double[] edges = [.. Steps(0, first, Math.Min(4, first / 4)), .. Steps(first, range + 6, LayerMm), .. Steps(range + 6, range + 50, 4), range + 50];
        double[] rings = [0, .. Enumerable.Range(0, RingCount).Select(k => FirstRingMm * Math.Pow(LastRingMm / FirstRingMm, k / (RingCount - 1.0)))];
        var slabs = NozzleLine.Slabs(machine, machine.Nozzle, drawRipple: true, lowestZgMm: 0);
        var source = BeamSource.Pencil(ion, real, energy.RelativeEnergySpread ?? machine.Nozzle.RelativeEnergySpread, slabs: slabs);
        var settings = new MonteCarloSettings { Histories = histories, Seed = seed, BatchHistories = histories / MonteCarloSettings.FewestBatches };
        return new SimulatedBeamInWater(nominal, edges, rings, scale, MonteCarloEngine.Run(TransportGeometry.Slab(Material.Water, edges), [source], new ScoringRequest { ByCharge = true, RingEdgesMm = rings }, settings, work));
    }

    public double IntegralDose(double depthMm) => At(depthMm, (inner, outer) => inner.Sum() + outer.Sum());

    /// <summary>Share of the dose within a radius, without a spot.</summary>
    public double Inside(double depthMm, double radiusMm) => Mean(depthMm, (0, radiusMm, 0, 0), radius => radius <= radiusMm ? 1 : 0);

    public double RoundChamber(double depthMm, double radiusMm, double sigmaXMm, double sigmaYMm)
    {
        const int Places = 100;
        return Mean(depthMm, (1, radiusMm, sigmaXMm, sigmaYMm), radius => Around(radius, (x, y) =>
        {
            var inside = 0.0;
            for (var i = 0; i < Places; i++)
            {
                var across = radiusMm * (2 * (i + 0.5) / Places - 1);
                var half = Math.Sqrt(radiusMm * radiusMm - across * across);
                inside += Gauss(across - x, sigmaXMm) * Between(-half - y, half - y, sigmaYMm) * 2 * radiusMm / Places;
            }

            return inside;
        }, 12));
    }

    public double SquareField(double depthMm, double sideMm, double sigmaXMm, double sigmaYMm) =>
        Mean(depthMm, (2, sideMm, sigmaXMm, sigmaYMm), radius => Around(radius, (x, y) => Between(-0.5 * sideMm - x, 0.5 * sideMm - x, sigmaXMm) * Between(-0.5 * sideMm - y, 0.5 * sideMm - y, sigmaYMm), Angles));

    public double Profile(double depthMm, double alongMm, double alongSigmaMm, double acrossSigmaMm) =>
        Mean(depthMm, (3, alongMm, alongSigmaMm, acrossSigmaMm), radius => Around(radius, (x, y) => Gauss(alongMm - x, alongSigmaMm) * Gauss(y, acrossSigmaMm), Angles));

    /// <summary>Statistical uncertainty of the integral dose of the layer at a depth over itself.</summary>
    public double RelativeUncertainty(double depthMm)
    {
        var layer = middles.Index().MinBy(one => Math.Abs(one.Item - depthMm)).Index;
        return Math.Sqrt(uncertainty[layer]) / IntegralDose(middles[layer]);
    }

    private static IEnumerable<double> Steps(double from, double to, double step) => Enumerable.Range(0, (int)Math.Ceiling((to - from) / step - 1e-9)).Select(n => from + n * step);

    private static double Gauss(double x, double sigma) => Math.Exp(-0.5 * x * x / (sigma * sigma)) / (Math.Sqrt(2 * Math.PI) * sigma);

    private static double Between(double from, double to, double sigma) => NormalDistribution.Cumulative(to / sigma) - NormalDistribution.Cumulative(from / sigma);

    private static double Around(double radius, Func<double, double, double> value, int angles)
    {
        var sum = 0.0;
        for (var n = 0; n < angles; n++)
        {
            var (sine, cosine) = Math.SinCos(2 * Math.PI * (n + 0.5) / angles);
            sum += value(radius * cosine, radius * sine);
        }

        return sum / angles;
    }

    // The dose-weighted mean over the plane of what a pencil at a radius adds; the halo lies nearer or farther by its scale.
    private double Mean(double depthMm, (double, double, double, double) what, Func<double, double> ofRadius)
    {
        if (!ofRings.TryGetValue(what, out var means)) ofRings[what] = means = ([.. Enumerable.Range(0, RingCount).Select(k => OfRing(k, 1))], [.. Enumerable.Range(0, RingCount).Select(k => OfRing(k, scale.Sigma))]);
        return At(depthMm, (own, its) =>
        {
            double sum = 0, all = 0;
            for (var k = 0; k < RingCount; k++)
            {
                sum += own[k] * means.Inner[k] + its[k] * means.Outer[k];
                all += own[k] + its[k];
            }

            return sum / all;
        });

        double OfRing(int k, double factor) => Enumerable.Range(0, RadiiPerRing).Average(n =>
            ofRadius(factor * Math.Sqrt(rings[k] * rings[k] + (rings[k + 1] * rings[k + 1] - rings[k] * rings[k]) * (n + 0.5) / RadiiPerRing)));
    }

    // Linear between the middles of layers.
    private double At(double depthMm, Func<double[], double[], double> ofLayer)
    {
        var n = 1;
        while (n < middles.Length - 1 && middles[n] < depthMm) n++;
        var share = (depthMm - middles[n - 1]) / (middles[n] - middles[n - 1]);
        return (1 - share) * OfLayer(n - 1) + share * OfLayer(n);

        double OfLayer(int layer)
        {
            double inside = core[layer].Sum(), outside = halo[layer].Sum();
            var (others, its) = scale.Factors(outside / (inside + outside));
            return ofLayer([.. core[layer].Select(dose => others * dose)], [.. halo[layer].Select(dose => its * dose)]);
        }
    }
}
