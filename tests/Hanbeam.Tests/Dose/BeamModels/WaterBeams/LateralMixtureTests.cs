using Hanbeam.Dose.BeamModels.WaterBeams;
using Xunit;

namespace Hanbeam.Tests.Dose.BeamModels.WaterBeams;

public sealed class LateralMixtureTests
{
    private static readonly double[] Outer = [.. Enumerable.Range(0, 36).Select(k => 0.03 * Math.Pow(300 / 0.03, k / 35.0))];

    [Theory]
    [InlineData(0.5, 0.3, 1, 4, 20)]
    [InlineData(0.2, 0.6, 3, 9, 50)]
    [InlineData(0.7, 0.2, 0.3, 2, 30)]
    public void ThreeGaussians_AreFound(double first, double second, double narrow, double middle, double wide) => Found(new LateralMixture([first, second, 1 - first - second], [narrow, middle, wide]));

    [Fact]
    public void OneGaussian_ByThree_IsThatOne()
    {
        var one = new LateralMixture([1], [4]);
        var three = LateralMixture.Fit(Outer, Rings(one));
        Assert.Equal(1, three.Shares.Sum(), 1e-12);
        // Each of the other two keeps at least 2 % of the rest.
        Assert.All(Outer, radius => Assert.Equal(one.Outside(radius), three.Outside(radius), 0.01));
    }

    [Fact]
    public void Shares_GoWithGivenSigmas()
    {
        var truth = new LateralMixture([0.5, 0.3, 0.2], [1, 4, 20]);
        var found = LateralMixture.WithSigmas(Outer, Rings(truth), truth.SigmasMm, [0.2, 0.2, 0.6]);
        for (var i = 0; i < 3; i++) Assert.Equal(truth.Shares[i], found.Shares[i], 1e-6);
    }

    // The usual ratio of sigmas pulls by a thousandth, and the last step of the fit is one of 1e-4 of a residual.
    private static void Found(LateralMixture truth)
    {
        var found = LateralMixture.Fit(Outer, Rings(truth));
        for (var i = 0; i < truth.Shares.Length; i++)
        {
            Assert.Equal(truth.Shares[i], found.Shares[i], 2e-3);
            Assert.Equal(truth.SigmasMm[i], found.SigmasMm[i], 5e-3 * truth.SigmasMm[i]);
        }
    }

    private static double[] Rings(LateralMixture mixture) => [.. Outer.Select((radius, k) => (k > 0 ? mixture.Outside(Outer[k - 1]) : 1) - mixture.Outside(radius))];
}
