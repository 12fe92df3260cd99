using Hanbeam.Numerics.Random;
using Xunit;

namespace Hanbeam.Tests.Numerics.Random;

public sealed class DistributionTests
{
    private const int Samples = 200_000;

    public static TheoryData<string> Names => [.. Shapes.Keys];

    private static Dictionary<string, Distribution> Shapes { get; } = new()
    {
        ["constant"] = Distribution.Constant(3),
        ["uniform"] = Distribution.Uniform(2, 5),
        ["triangular"] = Distribution.Triangular(1, 2, 6),
        ["triangular with its mode at an end"] = Distribution.Triangular(1, 1, 4),
        ["exponential"] = Distribution.Exponential(7),
        ["lognormal"] = Distribution.Lognormal(4, 1.5),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Samples_OfManyDraws_HaveMeanAndDeviation(string name)
    {
        var shape = Shapes[name];
        var stream = new RandomStream(11);
        double[] drawn = [.. Enumerable.Range(0, Samples).Select(_ => shape.Sample(stream))];
        var mean = drawn.Average();
        var deviation = Math.Sqrt(drawn.Sum(value => (value - mean) * (value - mean)) / Samples);
        // Four standard errors of the mean; of the deviation with the kurtosis of an exponential, the largest here: sqrt((9 - 1) / 4 / n).
        Assert.Equal(shape.Mean, mean, Math.Max(1e-9, 4 * shape.StandardDeviation / Math.Sqrt(Samples)));
        Assert.Equal(shape.StandardDeviation, deviation, Math.Max(1e-9, 4 * shape.StandardDeviation * Math.Sqrt(2.0 / Samples)));
        Assert.All(drawn, value => Assert.True(value >= 0 && double.IsFinite(value)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.4)]
    [InlineData(12)]
    [InlineData(200)]
    public void Poisson_OfManyDraws_HasMeanAndVarianceAlike(double mean)
    {
        var stream = new RandomStream(5);
        double[] drawn = [.. Enumerable.Range(0, Samples).Select(_ => (double)Distribution.Poisson(stream, mean))];
        var average = drawn.Average();
        var variance = drawn.Sum(value => (value - average) * (value - average)) / Samples;
        // Four standard errors: of the mean sqrt(m / n), of the variance sqrt((m + 2 m²) / n).
        Assert.Equal(mean, average, 4 * Math.Sqrt(mean / Samples) + 1e-12);
        Assert.Equal(mean, variance, 4 * Math.Sqrt((mean + 2 * mean * mean) / Samples) + 1e-12);
    }

    [Fact]
    public void Distribution_OutOfRange_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Distribution.Constant(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Distribution.Uniform(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Distribution.Triangular(1, 5, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => Distribution.Exponential(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Distribution.Lognormal(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Distribution.Poisson(new RandomStream(1), 501));
    }
}
