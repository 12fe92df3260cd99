using Hanbeam.Numerics.Random;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Stopping;
using Hanbeam.Physics.Straggling;
using Xunit;

namespace Hanbeam.Tests.Physics.Straggling;

public sealed class EnergyLossTests
{
    private const int Samples = 100_000;

    [Fact]
    public void Variance_PerThickness_IsBohrs()
    {
        foreach (var energy in new[] { 5.0, 50, 290 })
            Assert.Equal(RangeStraggling.EnergyVarianceMeV2PerCm(Ion.Carbon12, energy, Material.Water),
                EnergyLoss.PerThickness(Ion.Carbon12, energy, Material.Water).Variance, 2e-3 * RangeStraggling.EnergyVarianceMeV2PerCm(Ion.Carbon12, energy, Material.Water)); // T_max without the ion's recoil there: 2γ m_e/M
    }

    [Fact]
    public void Kappa_OfAMillimetreOfWater_IsThatOfTheFormula()
    {
        // At 290 MeV/u β² = 0.418: ξ = 0.1535 · 0.555 · 36/0.418 · 0.1 = 0.734 MeV, T_max = 1.022 · 0.719 = 0.735 MeV.
        Assert.Equal(0.998, EnergyLoss.PerThickness(Ion.Carbon12, 290, Material.Water).Kappa(0.1), 0.003);
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.3)]
    [InlineData(2)]
    [InlineData(40)]
    public void Sample_OfEitherKind_HasTheMomentsOfTheLayer(double kappa)
    {
        var (layer, thickness, mean) = Layer(kappa);
        foreach (var thin in new[] { false, true })
        {
            var losses = Sample(layer, thickness, mean, thin);
            var sigma = Math.Sqrt(layer.Variance * thickness);
            var average = losses.Average();
            Assert.Equal(mean, average, 5 * sigma / Math.Sqrt(Samples) + 1e-3 * sigma); // five standard errors; the cube of a normal number is 1e-3 off
            // The fourth moment of few collisions is 1/(3κ) times the squared variance: five standard errors.
            Assert.Equal(1, losses.Average(loss => (loss - average) * (loss - average)) / (sigma * sigma), 0.01 + 5 * Math.Sqrt((2 + 0.4 / kappa) / Samples));
            Assert.All(losses, loss => Assert.True(loss > 0));
        }
    }

    [Theory]
    [InlineData(0.02, 0.01)]
    [InlineData(0.1, 0.012)]
    [InlineData(0.5, 0.01)]
    [InlineData(5, 0.01)]
    public void SampleThin_OfAnyLayer_IsVavilovs(double kappa, double tolerance)
    {
        // A sample of 100 000 strays by 0.004; the rest is the shape of the softer collisions, matched in three moments.
        var (layer, thickness, mean) = Layer(kappa);
        var losses = Sample(layer, thickness, mean, thin: true);
        var difference = new VavilovDistribution(kappa, layer.BetaSquared).LargestDifference([.. losses.Select(loss => (loss - mean) / layer.LargestTransferMeV).Order()]);
        Assert.InRange(difference, 0, tolerance);
    }

    [Fact]
    public void SampleLoss_OfTenThinLayers_IsThatOfOneThickOne()
    {
        var (layer, thickness, mean) = Layer(0.1);
        var sums = Enumerable.Range(0, Samples / 5).Select(n =>
        {
            var random = new CounterRandom(11, (ulong)n);
            return Enumerable.Range(0, 10).Sum(_ => EnergyLoss.SampleLoss(mean, layer.Variance * thickness, layer.Third * thickness, ref random));
        }).Select(loss => (loss - 10 * mean) / layer.LargestTransferMeV).Order().ToArray();
        Assert.InRange(new VavilovDistribution(1, layer.BetaSquared).LargestDifference(sums), 0, 0.015); // a sample of 20 000 strays by 0.01
    }

    [Fact]
    public void SampleLoss_WhereTheSpreadExceedsTheMean_StaysPositive()
    {
        var random = new CounterRandom(3, 1);
        var losses = Enumerable.Range(0, Samples).Select(_ => EnergyLoss.SampleLoss(1, 4, 3, ref random)).ToArray();
        Assert.All(losses, loss => Assert.True(loss >= 0));
        Assert.Equal(1, losses.Average(), 0.04); // five standard errors of sigma 2 and the 1 % of the cube at the lowest shape
        Assert.Equal(1.5, EnergyLoss.SampleLoss(1.5, 0, 0, ref random)); // nothing to spread
    }

    // Carbon of 290 MeV/u in as much water as has the given κ.
    private static (EnergyLossMoments Layer, double Thickness, double Mean) Layer(double kappa)
    {
        var layer = EnergyLoss.PerThickness(Ion.Carbon12, 290, Material.Water);
        var thickness = kappa / layer.Kappa(1);
        return (layer, thickness, thickness * ElectronicStopping.MassStoppingPower(Ion.Carbon12, 290, Material.Water));
    }

    private static double[] Sample(EnergyLossMoments layer, double thickness, double mean, bool thin) => [.. Enumerable.Range(0, Samples).Select(n =>
    {
        var random = new CounterRandom(5, (ulong)n);
        return thin ? EnergyLoss.SampleThin(mean, layer, thickness, ref random) : EnergyLoss.SampleLoss(mean, layer.Variance * thickness, layer.Third * thickness, ref random);
    })];
}
