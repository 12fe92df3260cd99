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
    public void OneGaussian_IsFound(double sigma) => Assert.Equal(sigma, LateralFit.Single(Outer, Rings(sigma)), 1e-4 * sigma);

    private static double[] Rings(double sigma)
    {
        double Inside(double radius) => 1 - Math.Exp(-radius * radius / (2 * sigma * sigma));
        return [.. Outer.Select((radius, k) => Inside(radius) - (k > 0 ? Inside(Outer[k - 1]) : 0))];
    }
}
