using System.Globalization;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Straggling;
using Hanbeam.Physics.Stopping;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Dose;

public sealed class StoppingDepthsOfMonteCarlo_AreRangeAndStraggling
{
    [Fact]
    public void WithoutFluctuations_IonsStopAtTheirRange()
    {
        var claim = Claim.Of(this, "With straggling and scattering taken out, the Monte Carlo engine stops every ion at its csda range, through any number of voxels; in PMMA at the range that its stopping power gives.",
            "Range in the continuous slowing down approximation, integrated from the stopping power in double precision");
        foreach (var (ion, energy) in new[] { (Ion.Proton, 100.0), (Ion.Proton, 230.0), (new Ion(2, 4), 200.0), (Ion.Carbon12, 100.0), (Ion.Carbon12, 290.0), (Ion.Carbon12, 430.0), (new Ion(8, 16), 300.0), (new Ion(10, 20), 350.0) })
        {
            var depths = StoppedPrimaries.DepthsMm(ion, energy, Material.Water, 60, false);
            var range = RangeTable.Of(ion).RangeMm(energy);
            claim.Within(FormattableString.Invariant($"{ion.Name}, {energy} MeV/u: depth farthest from the range"), depths.MaxBy(depth => Math.Abs(depth - range)), range, 2e-5 * range + 0.005, "mm",
                "single precision over some hundred steps, 10⁻⁷ each, and the parabolas of the energy table, 10⁻⁵");
        }

        var inPmma = StoppedPrimaries.DepthsMm(Ion.Carbon12, 290, Material.Pmma, 60, false);
        claim.Relative("12C, 290 MeV/u, PMMA: depth", inPmma.Average(), RangeIn(Material.Pmma, Ion.Carbon12, 290), 1e-3, "mm", "the stopping power relative to water is a fit of two numbers, good to 0.03 % down to the last 2 mm");
        claim.Conclude();
    }

    [Fact]
    public void WithFluctuations_DepthsSpreadAsTheStragglingSays()
    {
        var claim = Claim.Of(this, "The depths at which ions stop that met no nucleus have the standard deviation of range straggling, and a mean that is shorter than the csda range by the detour only.",
            "σ_R² = ∫ (dσ_E²/dx)/S³ dE of [Bohr1915], integrated in double precision (itself a claim); detour from the Fermi–Eyges moments");
        var rows = new List<string[]>();
        foreach (var (ion, energy, histories) in new[] { (Ion.Proton, 150.0, 6000), (new Ion(2, 4), 200.0, 6000), (Ion.Carbon12, 200.0, 6000), (Ion.Carbon12, 400.0, 12000) })
        {
            var depths = StoppedPrimaries.DepthsMm(ion, energy, Material.Water, histories, true).ToArray();
            var range = RangeTable.Of(ion).RangeMm(energy);
            var sigma = RangeStraggling.SigmaInWaterMm(ion, energy);

            // Single large deflections put a few ions far in front; within 4 sigma a Gaussian has all but 10⁻³ of its variance.
            var core = depths.Where(depth => Math.Abs(depth - range) < 4 * sigma + 0.003 * range).ToArray();
            var mean = core.Average();
            var spread = Math.Sqrt(core.Average(depth => (depth - mean) * (depth - mean)));
            var place = FormattableString.Invariant($"{ion.Name}, {energy} MeV/u");
            claim.Relative($"{place}: standard deviation", spread, sigma, 0.04, "mm", "statistics of some thousand ions that stop, 1 to 1.5 %, three of them");
            claim.Within($"{place}: mean depth", mean, range, 0.1 * sigma + 0.0015 * range, "mm", "the detour of the scattered path, below 0.15 % of the range, and statistics");
            rows.Add([ion.Name, Text(energy), Text(depths.Length), Text(mean), Text(range), Text(spread), Text(sigma)]);
        }

        claim.Table("Depths of ions that met no nucleus, mm", ["ion", "MeV/u", "stopped", "mean", "csda range", "sigma", "sigma of Bohr"], rows);
        claim.Conclude();
    }

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    private static double RangeIn(Material material, Ion ion, double energy)
    {
        // Below 1 MeV/u water's range over the ratio there: 0.03 mm in all.
        var range = RangeTable.Of(ion).RangeMm(1) / 10 * ElectronicStopping.MassStoppingPower(ion, 1, Material.Water) / ElectronicStopping.MassStoppingPower(ion, 1, material);
        const int Steps = 20_000;
        for (var n = 0; n < Steps; n++)
        {
            var e = Math.Pow(energy, (n + 0.5) / Steps);
            range += ion.A * e * Math.Log(energy) / Steps / ElectronicStopping.MassStoppingPower(ion, e, material);
        }

        return 10 * range / material.DensityGPerCm3;
    }
}
