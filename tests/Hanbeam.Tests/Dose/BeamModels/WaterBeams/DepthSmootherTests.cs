using Hanbeam.Dose.BeamModels.WaterBeams;
using Hanbeam.Numerics.Random;
using Xunit;

namespace Hanbeam.Tests.Dose.BeamModels.WaterBeams;

public sealed class DepthSmootherTests
{
    private static readonly double[] X = [.. Enumerable.Range(0, 60).Select(i => 0.02 * i)];

    [Fact]
    public void Parabola_StaysAsItIs()
    {
        double[] y = [.. X.Select(x => 3 - 2 * x + 5 * x * x)];
        Assert.All(DepthSmoother.Smooth(X, y, [.. X.Select(_ => 1.0)], _ => 0.15).Zip(y), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
    }

    [Fact]
    public void Noise_IsReduced_AndValuesWithoutWeightAreFilledIn()
    {
        var random = new CounterRandom(3, 1);
        double[] truth = [.. X.Select(x => Math.Exp(-x))];
        double[] y = [.. truth.Select(value => value + 0.02 * random.NextNormal())];
        double[] weights = [.. X.Select((_, i) => i == 30 ? 0.0 : 1)];
        y[30] = 100;
        var smooth = DepthSmoother.Smooth(X, y, weights, _ => 0.2);
        // Twenty points and three parameters: 0.02·√(3/14) about, and a third more at the ends.
        Assert.True(Math.Sqrt(smooth.Zip(truth, (a, b) => (a - b) * (a - b)).Average()) < 0.012);
    }

    [Fact]
    public void HalfWidthOfZero_LeavesTheValue()
    {
        double[] y = [.. X.Select((_, i) => (double)(i % 2))];
        Assert.Equal(y, DepthSmoother.Smooth(X, y, y, _ => 0));
    }
}
