using System.Globalization;
using Hanbeam.Dose.MonteCarlo;
using Hanbeam.Numerics.Special;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Stopping;
using Hanbeam.Physics.Straggling;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Dose;

public sealed class RangesOfTransportedIons_AreThoseOfTheTables_WithBohrsSpread
{
    // Path over depth of 150 MeV protons in water, less 1 [Berger2005].
    private const double ProtonDetour = 0.0012;

    [Fact]
    public void ProtonsToNeon_StopAtTheirRange_WithTheStragglingOfTheIntegral()
    {
        var claim = Claim.Of(this, "Protons, helium, carbon, oxygen and neon that are followed through water by Monte Carlo stop on average at their csda range within 0.1 % (protons, whose path bends, within 0.05 % of 0.12 % before it), with Bohr's range straggling within 3 %.",
            "Range tables (their claims: CarbonRangeInWater, StoppingPowerOfHeavierIons) and the integral of relativistic Bohr straggling [Bohr1915]");
        var rows = new List<string[]>();
        foreach (var (ion, energy, histories) in new[] { (Ion.Proton, 150.0, 12_000), (new Ion(2, 4), 150.0, 12_000), (Ion.Carbon12, 290.0, 24_000), (new Ion(8, 16), 300.0, 24_000), (new Ion(10, 20), 300.0, 24_000) })
        {
            var range = RangeTable.Of(ion).RangeMm(energy);
            var sigma = RangeStraggling.SigmaInWaterMm(ion, energy);
            var (mean, spread, ions, left) = Stopped(ion, energy, range, sigma, histories);
            var place = FormattableString.Invariant($"{ion.Name} of {energy} MeV/u");
            claim.Relative($"{place}: mean depth", mean, ion.Z == 1 ? (1 - ProtonDetour) * range : range, ion.Z == 1 ? 0.0005 : 0.001, "mm", ion.Z == 1 ? "0.12 % less than the csda range, the detour of their paths [Berger2005]; 0.02 % is the statistics" : "0.01 % is the statistics");
            claim.Relative($"{place}: straggling", spread, sigma, 0.03, "mm", "0.7 to 1 % is the statistics; detours of protons add 1 %. That all ions lie 1 to 2.5 % above is more than that");
            if (ion == Ion.Carbon12)
                claim.Figure("Carbon ions left, 290 MeV/u", "depth beyond the csda range (mm)", "share of those before the end", ("Monte Carlo", [.. left.Select(point => point.Depth - range)], [.. left.Select(point => point.Left)], true),
                    ("csda range, Bohr's straggling", [.. left.Select(point => point.Depth - range)], [.. left.Select(point => NormalDistribution.Cumulative((range - point.Depth) / sigma))], false));
            rows.Add([place, .. new[] { mean, range, spread, sigma, 100 * sigma / range }.Select(value => value.ToString("F3", CultureInfo.InvariantCulture)), ions.ToString(CultureInfo.InvariantCulture)]);
        }

        claim.Table("Where ions stop, mm", ["ion", "mean depth", "csda range", "sigma", "Bohr's", "Bohr's, % of range", "ions"], rows);
        claim.Conclude();
    }

    // From the ions left at planes about the end of range, over those before: probits fall linearly with depth where ends of range are Gaussian. The loss to
    // reactions, taken from the 20 mm before, is corrected.
    private static (double Mean, double Sigma, long Ions, List<(double Depth, double Left)> Curve) Stopped(Ion ion, double energy, double rangeMm, double sigmaMm, int histories)
    {
        var first = rangeMm - 4 * sigmaMm;
        double[] upstream = [.. Enumerable.Range(0, (int)((first - 20) / 5)).Select(n => 5.0 * n), first - 20];
        double[] end = [.. Enumerable.Range(0, 33).Select(n => first + 0.25 * n * sigmaMm)];
        double[] planes = [.. upstream, .. end];
        var spectra = new SpectrumScoring([.. Enumerable.Range(upstream.Length - 1, end.Length + 1)], [0, 100], 0.01, 450, 4);
        var result = MonteCarloEngine.Run(TransportGeometry.Slab(Material.Water, planes), [BeamSource.Pencil(ion, energy)], new ScoringRequest { Spectra = spectra },
            new MonteCarloSettings { Histories = histories, Seed = 43 }, new WorkContext(2)).Spectra!;
        var species = result.Species.Index().First(one => one.Item == ion).Index;
        double Left(int plane) => result.Of(species, plane, 0).ToArray().Sum() * histories;
        var lossPerMm = Math.Log(Left(0) / Left(1)) / 20;
        var curve = end.Select((depth, n) => (Depth: depth, Left: Left(n + 1) * Math.Exp(lossPerMm * (depth - first)) / Left(1))).ToList();
        var points = curve.Where(point => point.Left is > 0.05 and < 0.95).Select(point => (point.Depth, Probit: NormalDistribution.Quantile(point.Left))).ToArray();
        var (depth, probit) = (points.Average(point => point.Depth), points.Average(point => point.Probit));
        var slope = points.Sum(point => (point.Depth - depth) * (point.Probit - probit)) / points.Sum(point => (point.Depth - depth) * (point.Depth - depth));
        return (depth - probit / slope, -1 / slope, (long)Left(1), curve);
    }
}
