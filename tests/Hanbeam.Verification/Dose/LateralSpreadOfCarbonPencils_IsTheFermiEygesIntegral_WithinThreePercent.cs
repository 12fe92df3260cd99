using System.Globalization;
using Hanbeam.Dose.MonteCarlo;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Scattering;
using Hanbeam.Physics.Stopping;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Dose;

public sealed class LateralSpreadOfCarbonPencils_IsTheFermiEygesIntegral_WithinThreePercent
{
    // Rings of a fortieth of the expected sigma up to five sigma, then ever wider ones out to 40 mm.
    private const int CoreRings = 200;

    [Fact]
    public void PencilsOf290And400_AtHalfAndFullRange_AreAsWideAsTheScatteringPowerSays()
    {
        var claim = Claim.Of(this, "The standard deviation of the position of carbon ions of a pencil of no width, by Monte Carlo transport in water, is at half range and at the end of range the numerical Fermi–Eyges integral of the scattering power within 3 %; its core is Highland's Gaussian within 8 %.",
            "Numerical integral of the same scattering power [Eyges1948], and the generalised Highland form [Highland1975, Gottschalk1993]; matRad's table, which is a fit to the core of another Monte Carlo, lies 15 % below Highland");
        var rows = new List<string[]>();
        (List<(double RadiusMm, double PerMm2)> Profile, double Integral, double Highland) shown = ([], 0, 0);
        foreach (var (energy, histories) in new[] { (290.0, 30_000), (400.0, 60_000) })
        {
            var range = RangeTable.Of(Ion.Carbon12).RangeMm(energy);
            foreach (var part in new[] { 0.5, 0.985 })
            {
                var depth = part * range;
                var integral = Math.Sqrt(FermiEyges.MomentsOfScatteringPower(Ion.Carbon12, energy, depth).A2);
                var highland = Math.Sqrt(FermiEyges.MomentsBehindWater(6, 12, energy, depth).A2);
                var (all, core, ions, profile) = Sigmas(energy, depth, integral, histories);
                var place = FormattableString.Invariant($"{energy} MeV/u, {depth:F1} mm");
                claim.Relative($"{place}: standard deviation", all, integral, 0.03, "mm", "0.5 % is the statistics; straggling of the range, which the integral leaves out, and single precision are less");
                claim.Relative($"{place}: Gaussian core", core, highland, 0.08, "mm", "Highland's form is itself a fit, within 5 % to 11 % of Molière's theory");
                if (rows.Count == 0) shown = (profile, integral, highland);
                rows.Add([.. new[] { energy, depth, all, integral, core, highland }.Select(value => value.ToString("F3", CultureInfo.InvariantCulture)), ions.ToString(CultureInfo.InvariantCulture)]);
            }
        }

        claim.Figure("Ions by radius, 290 MeV/u at half range", "radius (mm)", "log10 of ions per mm² of one ion", Curves(shown));
        claim.Table("Lateral spread, mm", ["MeV/u", "depth", "Monte Carlo", "integral", "core within 2 sigma", "Highland", "ions"], rows);
        claim.Conclude();
    }

    // The whole profile and the two Gaussians, the Gaussians to four sigma.
    private static (string, IReadOnlyList<double>, IReadOnlyList<double>, bool)[] Curves((List<(double RadiusMm, double PerMm2)> Profile, double Integral, double Highland) shown)
    {
        double[] radius = [.. shown.Profile.Select(point => point.RadiusMm)];
        (string, IReadOnlyList<double>, IReadOnlyList<double>, bool) Gaussian(string name, double sigma) =>
            (name, [.. radius.Where(r => r < 4 * sigma)], [.. radius.Where(r => r < 4 * sigma).Select(r => Math.Log10(Math.Exp(-0.5 * r * r / (sigma * sigma)) / (2 * Math.PI * sigma * sigma)))], false);
        return [("Monte Carlo", radius, [.. shown.Profile.Select(point => Math.Log10(point.PerMm2))], true), Gaussian("Gaussian of the integral", shown.Integral), Gaussian("Highland", shown.Highland)];
    }

    private static (double All, double Core, long Ions, List<(double RadiusMm, double PerMm2)> Profile) Sigmas(double energy, double depthMm, double expectedMm, int histories)
    {
        double[] rings = [.. Enumerable.Range(0, CoreRings + 1).Select(n => n * expectedMm / 40), .. Enumerable.Range(1, 40).Select(n => 5 * expectedMm * Math.Pow(40 / (5 * expectedMm), n / 40.0))];
        double[] planes = [.. Enumerable.Range(0, (int)(depthMm / 2)).Select(n => 2.0 * n), depthMm, depthMm + 1];
        var spectra = new SpectrumScoring([planes.Length - 2], rings, 0.1, 450, 4);
        var result = MonteCarloEngine.Run(TransportGeometry.Slab(Material.Water, planes), [BeamSource.Pencil(Ion.Carbon12, energy)], new ScoringRequest { Spectra = spectra },
            new MonteCarloSettings { Histories = histories, Seed = 41 }, new WorkContext(2)).Spectra!;
        var species = result.Species.Index().First(one => one.Item == Ion.Carbon12).Index;
        var counts = Enumerable.Range(0, rings.Length - 1).Select(ring => result.Of(species, 0, ring).ToArray().Sum() * (double)histories).ToArray();
        double Variance(double radius)
        {
            var inside = counts.Index().Where(one => rings[one.Index + 1] <= radius).ToArray();
            return inside.Sum(one => one.Item * 0.25 * (rings[one.Index] * rings[one.Index] + rings[one.Index + 1] * rings[one.Index + 1])) / inside.Sum(one => one.Item);
        }

        // Within 2 sigma a Gaussian has 1 − 2e⁻²/(1 − e⁻²) of its variance.
        var core = expectedMm;
        for (var n = 0; n < 20; n++) core = 0.5 * core + 0.5 * Math.Sqrt(Variance(2 * core) / (1 - 2 * Math.Exp(-2) / (1 - Math.Exp(-2))));
        var profile = counts.Chunk(8).Index().Select(one => (From: rings[8 * one.Index], To: rings[8 * one.Index + one.Item.Length], Ions: one.Item.Sum() / counts.Sum())).Where(one => one.Ions > 0)
            .Select(one => (0.5 * (one.From + one.To), one.Ions / (Math.PI * (one.To * one.To - one.From * one.From)))).ToList();
        return (Math.Sqrt(Variance(double.PositiveInfinity)), core, (long)Math.Round(counts.Sum()), profile);
    }
}
