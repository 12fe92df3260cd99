using Hanbeam.Dose.MonteCarlo;
using Hanbeam.Physics.Ions;

namespace Hanbeam.Dose.BeamModels.WaterBeams;

/// <summary>Turns what a Monte Carlo run scored in layers and rings into a water beam without noise.</summary>
internal sealed class SimulatedBeam
{
    // Heavier nuclei count to the core.
    private static readonly (LateralGroup Group, int[] Charges)[] Groups =
    [
        (LateralGroup.Core, [6, 7, 8, 9, 10]), (LateralGroup.Fragments, [3, 4, 5]), (LateralGroup.Halo, [1, 2]),
    ];

    // Species of a machine file; an ion of another isotope counts to the nearest of its charge, at the same energy per nucleon, where stopping power is the same.
    private static readonly (int Z, int A, LateralGroup Group)[] Kinds =
    [
        (6, 12, LateralGroup.Core), (6, 11, LateralGroup.Core), (5, 11, LateralGroup.Fragments), (5, 10, LateralGroup.Fragments), (4, 9, LateralGroup.Fragments), (4, 7, LateralGroup.Fragments),
        (3, 7, LateralGroup.Fragments), (3, 6, LateralGroup.Fragments), (2, 4, LateralGroup.Halo), (2, 3, LateralGroup.Halo), (1, 3, LateralGroup.Halo), (1, 2, LateralGroup.Halo), (1, 1, LateralGroup.Halo),
    ];

    // Widths are fitted over layers of at least this scaled thickness, so that rings hold enough ions.
    private const double LeastWindow = 0.02;

    // Behind this scaled depth no primary is left, and nothing in front of it may be smoothed into what is behind.
    private const double Behind = 1.03;

    // Below this part of a component's highest dose it has no width of its own.
    private const double LeastDose = 1e-5;

    private readonly Ion ion;
    private readonly double rangeMm;
    private readonly double[] outer;
    private readonly double[] area;
    private readonly int layers;
    private readonly int planes;
    private readonly MonteCarloResult result;

    /// <param name="ion">The ion.</param>
    /// <param name="rangeMm">Range behind nozzle and filter.</param>
    /// <param name="ringEdges">Radii, from 0.</param>
    /// <param name="layers">Layers that were scored: fewer than nodes, without the deepest.</param>
    /// <param name="planes">Planes of spectra that were scored, likewise.</param>
    /// <param name="result">The run.</param>
    public SimulatedBeam(Ion ion, double rangeMm, double[] ringEdges, int layers, int planes, MonteCarloResult result)
    {
        (this.ion, this.rangeMm, this.layers, this.planes, this.result) = (ion, rangeMm, layers, planes, result);
        outer = ringEdges[1..];
        area = [.. outer.Select((radius, k) => Math.PI * (radius * radius - ringEdges[k] * ringEdges[k]))];
    }

    /// <summary>Outer radius of each ring, mm.</summary>
    public IReadOnlyList<double> OuterMm => outer;

    /// <summary>
    /// Curves without noise. Core and fragments have one Gaussian each, helium and hydrogen three together; they also take on what the two others have beyond three sigmas and their Gaussians have not, so
    /// that each group keeps its dose and all together lie aside as simulated.
    /// </summary>
    public WaterBeam ToWaterBeam()
    {
        var nodes = ScaledDepths.Nodes;
        var dose = new List<double[]>();
        var variance = new List<double[]>();
        var groups = new List<LateralGroup>();
        double[][] missed = [.. nodes.Select(_ => new double[outer.Length])];
        foreach (var (group, charges) in Groups)
        {
            var rings = Rings(charges);
            var smooth = Smoothed([.. rings.Select(ring => ring.Sum())], group == LateralGroup.Core ? CoreReach : FragmentReach);
            groups.Add(group);
            if (group == LateralGroup.Halo)
            {
                var (shares, variances) = Mixtures([.. rings.Zip(missed, (ring, more) => ring.Zip(more, (own, others) => own + others).ToArray())], smooth);
                dose.AddRange(shares.Select(share => share.Zip(smooth, (part, all) => part * all).ToArray()));
                variance.AddRange(variances);
                groups.AddRange(Enumerable.Repeat(group, shares.Length - 1));
            }
            else
            {
                dose.Add(smooth);
                variance.Add(Singles(rings, smooth));
                AddMissed(missed, rings, variance[^1]);
            }
        }

        return new WaterBeam
        {
            RangeMm = rangeMm, Groups = groups, Dose = [.. dose], ScaledVariance = [.. variance],
            Spectra = Spectra(),
        };

        double[] Smoothed(double[] values, Func<double, double> reach) =>
            [.. DepthSmoother.Smooth(nodes, values, [.. nodes.Select((_, n) => n < layers ? 1.0 : 0)], reach).Select((value, n) => n < layers ? Math.Max(0, value) : 0)];
    }

    // Where the curve of primaries bends, smoothing would round it: the folding with filter and spread smooths there. The tail's end is left as it is.
    private static double CoreReach(double scaled) => scaled < 0.6 ? 0.12 : scaled < 0.9 ? 0.4 * (0.9 - scaled) : scaled is > Behind and < 10 ? Math.Min(0.15, scaled - Behind) : 0;

    private static double FragmentReach(double scaled) => scaled < 0.8 ? 0.12 : scaled < 1.2 ? 0.04 : scaled < 10 ? 0.15 : 0;

    /// <summary>Dose of charges by node and ring, Gy·mm² per 10⁶ ions. Recoils lie where an ion reacts: their dose counts to the ions of the place, each with its share.</summary>
    /// <param name="charges">Charge numbers; the heaviest scored is 10.</param>
    public double[][] Rings(int[] charges)
    {
        const double PerMillion = 1e6;
        var rings = new double[ScaledDepths.Nodes.Count][];
        for (var n = 0; n < rings.Length; n++)
        {
            rings[n] = new double[outer.Length];
            if (n >= layers) continue;
            for (var k = 0; k < outer.Length; k++)
            {
                var cell = n * outer.Length + k;
                var recoils = result.DoseByCharge[0][cell];
                var rest = result.DoseToWater[cell] - recoils;
                var own = charges.Sum(charge => (double)result.DoseByCharge[charge][cell]);
                // A cell with recoils alone, of a neutron's neighbour perhaps: to hydrogen, which is nearly everywhere.
                rings[n][k] = PerMillion * area[k] * (rest > 0 ? own * (1 + recoils / rest) : charges.Contains(1) ? recoils : 0);
            }
        }

        return rings;
    }

    // By node and ring, dose beyond three sigmas that a Gaussian lacks; the first ring gives it, so that all rings together add nothing.
    private void AddMissed(double[][] missed, double[][] rings, double[] scaledVariance)
    {
        for (var n = 0; n < rings.Length; n++)
        {
            var (sum, variance) = (rings[n].Sum(), scaledVariance[n] * rangeMm * rangeMm);
            if (sum <= 0) continue;
            for (var k = 1; k < outer.Length; k++)
            {
                if (outer[k - 1] * outer[k - 1] < 9 * variance) continue;
                var lacking = rings[n][k] - sum * (Outside(outer[k - 1]) - (k < outer.Length - 1 ? Outside(outer[k]) : 0));
                missed[n][k] += lacking;
                missed[n][0] -= lacking;
            }

            double Outside(double radius) => Math.Exp(-radius * radius / (2 * variance));
        }
    }

    private double[] Singles(double[][] rings, double[] dose)
    {
        var (centers, windows, weights) = Windows(rings, dose);
        double[] scaled = [.. windows.Select(window => LateralFit.Single(outer, window) / rangeMm)];
        return AtNodes(centers, DepthSmoother.Smooth(centers, scaled, weights, _ => 0.15), value => value * value);
    }

    // Sigmas are smoothed first; shares are those that go with the smooth sigmas, and then smoothed themselves.
    private (double[][] Shares, double[][] Variances) Mixtures(double[][] rings, double[] dose)
    {
        var (centers, windows, weights) = Windows(rings, dose);
        double[][] Smooth(List<LateralMixture> fits, Func<LateralMixture, double[]> values) =>
            [.. Enumerable.Range(0, LateralMixture.Count).Select(i => DepthSmoother.Smooth(centers, [.. fits.Select(fit => values(fit)[i])], weights, MixtureReach))];
        var fits = windows.Select(window => LateralMixture.Fit(outer, window)).ToList();
        var sigmas = Smooth(fits, fit => fit.SigmasMm);
        foreach (var sigma in sigmas)
            for (var w = 0; w < sigma.Length; w++) sigma[w] = Math.Max(sigma[w], 0.1 * outer[0]);
        fits = [.. fits.Select((fit, w) => LateralMixture.WithSigmas(outer, windows[w], [.. sigmas.Select(sigma => sigma[w])], fit.Shares))];
        double[][] shares = [.. Smooth(fits, fit => fit.Shares).Select(share => AtNodes(centers, share, value => Math.Max(0, value)))];
        for (var n = 0; n < shares[0].Length; n++)
        {
            // Smoothed alike they add to 1, but for what was cut off below 0.
            var sum = shares.Sum(share => share[n]);
            foreach (var share in shares) share[n] /= sum;
        }

        return (shares, [.. sigmas.Select(sigma => AtNodes(centers, sigma, value => Math.Pow(value / rangeMm, 2)))]);
    }

    // Behind the surface widths grow with depth: what smooths must not reach over it.
    private static double MixtureReach(double scaled) => Math.Clamp(0.5 * scaled, 0.06, 0.25);

    // Neighbouring layers together, where there is dose.
    private (double[] Centers, double[][] Windows, double[] Weights) Windows(double[][] rings, double[] dose)
    {
        var nodes = ScaledDepths.Nodes;
        var least = LeastDose * dose.Max();
        var (centers, windows, weights) = (new List<double>(), new List<double[]>(), new List<double>());
        for (var n = 0; n < layers;)
        {
            var first = n;
            var window = new double[outer.Length];
            var sum = 0.0;
            var depth = 0.0;
            while (n < layers && (n == first || nodes[n] - nodes[first] < LeastWindow))
            {
                var width = ScaledDepths.Edges[n + 1] - ScaledDepths.Edges[n];
                for (var k = 0; k < window.Length; k++) window[k] += width * rings[n][k];
                sum += width;
                depth += width * nodes[n];
                n++;
            }

            var total = window.Sum();
            if (total <= least * sum) continue;
            centers.Add(depth / sum);
            windows.Add(window);
            weights.Add(total);
        }

        return ([.. centers], [.. windows], [.. weights]);
    }

    private static double[] AtNodes(double[] centers, double[] values, Func<double, double> convert) =>
        [.. ScaledDepths.Nodes.Select(node => convert(Commissioning.CurveFigures.Between(centers, values, node)))];

    private WaterSpectra Spectra()
    {
        var spectra = result.Spectra!;
        var ions = new double[Kinds.Length * WaterSpectra.Planes.Count * WaterSpectra.Bins];
        for (var s = 0; s < spectra.Species.Count; s++)
        {
            var species = spectra.Species[s];
            var same = Kinds.Index().Where(kind => kind.Item.Z == species.Z && (species == ion || kind.Item.A != ion.A || kind.Item.Z != ion.Z)).ToList();
            if (same.Count == 0) continue; // heavier than the beam: next to none
            var kind = same.MinBy(one => Math.Abs(one.Item.A - species.A)).Index;
            for (var plane = 0; plane < planes; plane++)
            {
                var source = spectra.Of(s, plane, 0);
                var target = ions.AsSpan((kind * WaterSpectra.Planes.Count + plane) * WaterSpectra.Bins, WaterSpectra.Bins);
                for (var bin = 0; bin < source.Length; bin++) target[bin] += source[bin];
            }
        }

        return new WaterSpectra(Kinds, ions);
    }
}
