using Hanbeam.Dose.BeamModels.WaterBeams;
using Xunit;

namespace Hanbeam.Tests.Dose.BeamModels.WaterBeams;

public sealed class LateralFitTests
{
    private static readonly double[] Outer = [.. Enumerable.Range(0, 36).Select(k => 0.03 * Math.Pow(300 / 0.03, k / 35.0))];

    [Theory]
    [InlineData(0.05)]
    [InlineData(1.7)]
    [InlineData(40)]
    public void OneGaussian_IsFound(double sigma) => Assert.Equal(sigma, LateralFit.Single(Outer, Rings([(1, sigma)])), 1e-4 * sigma);

    [Theory]
    [InlineData(0.6, 2, 20)]
    [InlineData(0.3, 0.5, 8)]
    [InlineData(0.8, 10, 40)]
    public void TwoGaussians_AreFound(double share, double narrow, double wide)
    {
        var (foundShare, foundNarrow, foundWide) = LateralFit.Double(Outer, Rings([(share, narrow), (1 - share, wide)]));
        Assert.Equal(share, foundShare, 1e-3);
        Assert.Equal(narrow, foundNarrow, 1e-3 * narrow);
        Assert.Equal(wide, foundWide, 1e-3 * wide);
    }

    private static double[] Rings((double Share, double Sigma)[] parts)
    {
        double Inside(double radius) => parts.Sum(part => part.Share * (1 - Math.Exp(-radius * radius / (2 * part.Sigma * part.Sigma))));
        return [.. Outer.Select((radius, k) => Inside(radius) - (k > 0 ? Inside(Outer[k - 1]) : 0))];
    }
}
