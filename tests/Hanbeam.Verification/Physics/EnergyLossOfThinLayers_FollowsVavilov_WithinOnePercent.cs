using System.Globalization;
using Hanbeam.Numerics.Random;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Stopping;
using Hanbeam.Physics.Straggling;
using Hanbeam.Tests.Physics.Straggling;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Physics;

public sealed class EnergyLossOfThinLayers_FollowsVavilov_WithinOnePercent
{
    private const int Samples = 200_000;

    [Fact]
    public void SampledLosses_FromLandausToGaussRegime_AreDistributedAsVavilovSays()
    {
        var claim = Claim.Of(this, "Energy losses of carbon in layers of water from κ = 0.01 (Landau) to 50 (Gauss) are distributed as Vavilov's theory says: no probability is off by more than 0.01. Losses by three moments alone reach that from κ = 0.2 on; thinner layers need their hard collisions drawn one by one.",
            "Vavilov's distribution [Vavilov1957], inverted numerically from its characteristic function by other code");
        var rows = new List<string[]>();
        foreach (var kappa in new[] { 0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 1, 3, 10, 50 })
        {
            var layer = EnergyLoss.PerThickness(Ion.Carbon12, 290, Material.Water);
            var thickness = kappa / layer.Kappa(1);
            var vavilov = new VavilovDistribution(kappa, layer.BetaSquared);
            var thin = vavilov.LargestDifference(Sample(layer, thickness, thin: true));
            var moments = vavilov.LargestDifference(Sample(layer, thickness, thin: false));
            claim.AtMost($"largest difference of the cumulative distribution, κ = {kappa}", thin, 0.01, "", "a sample of 200 000 strays by 0.003; the softer collisions of a thin layer are matched in three moments");
            if (kappa >= 0.2) claim.AtMost($"the same by moments alone, κ = {kappa}", moments, 0.012, "", "as above");
            rows.Add([.. new[] { kappa, 10 * thickness, thin, moments }.Select(value => value.ToString("G3", CultureInfo.InvariantCulture))]);
        }

        claim.Table("Largest difference of the cumulative distribution, carbon of 290 MeV/u", ["κ", "water (mm)", "hard collisions one by one below κ = 0.3", "three moments"], rows);
        claim.Figure("κ = 0.1: 0.1 mm of water", "loss less its mean, over the largest transfer", "density", Curves(0.1));
        claim.Conclude();
    }

    private static double[] Sample(EnergyLossMoments layer, double thickness, bool thin)
    {
        var mean = thickness * ElectronicStopping.MassStoppingPower(Ion.Carbon12, 290, Material.Water);
        return [.. Enumerable.Range(0, Samples).Select(n =>
        {
            var random = new CounterRandom(23, (ulong)n);
            var loss = thin ? EnergyLoss.SampleThin(mean, layer, thickness, ref random) : EnergyLoss.SampleLoss(mean, layer.Variance * thickness, layer.Third * thickness, ref random);
            return (loss - mean) / layer.LargestTransferMeV;
        }).Order()];
    }

    private static (string, IReadOnlyList<double>, IReadOnlyList<double>, bool)[] Curves(double kappa)
    {
        var layer = EnergyLoss.PerThickness(Ion.Carbon12, 290, Material.Water);
        var vavilov = new VavilovDistribution(kappa, layer.BetaSquared);
        double[] x = [.. Enumerable.Range(0, 60).Select(n => -0.5 + 0.025 * n)];
        var sample = Sample(layer, kappa / layer.Kappa(1), thin: true);
        double Share(double from, double to) => (Count(sample, to) - Count(sample, from)) / (double)Samples / (to - from);
        return [("Vavilov", x, [.. x.Select(vavilov.Density)], false), ("sampled", x, [.. x.Select(v => Share(v - 0.0125, v + 0.0125))], true)];
    }

    private static int Count(double[] sorted, double below)
    {
        var index = Array.BinarySearch(sorted, below);
        return index < 0 ? ~index : index;
    }
}
