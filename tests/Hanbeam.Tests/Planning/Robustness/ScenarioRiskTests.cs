using Hanbeam.Planning.Robustness;
using Xunit;

namespace Hanbeam.Tests.Planning.Robustness;

public sealed class ScenarioRiskTests
{
    private static readonly double[] Values = [5, 1, 4, 2, 3];

    [Theory]
    [InlineData(1, 5)] // the worst
    [InlineData(0.2, 3)] // the mean
    [InlineData(0.5, 4.5)] // the mean of the worst two: α = 0.6 of five
    [InlineData(0.4, 4.2)] // 0.4·5 + 0.4·4 + 0.2·3
    public void Of_ACap_IsTheMeanOfTheWorst(double cap, double expected) => Assert.Equal(expected, new ScenarioRisk(5, cap).Of(Values), 1e-12);

    [Theory]
    [InlineData(1)]
    [InlineData(0.5)]
    [InlineData(0.4)]
    [InlineData(0.2)]
    public void Smooth_LiesBelowTheFigure_AndItsWeightsAreItsGradient(double cap)
    {
        var risk = new ScenarioRisk(5, cap);
        risk.Scale(Values);
        var weights = new double[5];
        Assert.True(risk.Smooth(Values, weights) <= risk.Of(Values) + 1e-12);
        Assert.Equal(1, weights.Sum(), 1e-5); // weights below 10⁻⁶ are 0
        Assert.All(weights, weight => Assert.InRange(weight, 0, cap + 1e-12));
        for (var s = 0; s < 5; s++)
        {
            double At(double shift)
            {
                double[] moved = [.. Values];
                moved[s] += shift;
                return risk.Smooth(moved, new double[5]);
            }

            // Central differences over 10⁻⁵ of a function whose second derivative is at most 1/τ = 4.
            Assert.Equal((At(1e-5) - At(-1e-5)) / 2e-5, weights[s], 1e-5);
        }
    }

    [Fact]
    public void Update_RepeatedAtMinima_FindsTheMinimaxOfTwoParabolas()
    {
        // (x − 1)² and (x + 1)² + 1: the worst of both is least where they are equal, at x = −1/4, with 1.5625.
        var risk = new ScenarioRisk(2, 1);
        double[] At(double x) => [(x - 1) * (x - 1), (x + 1) * (x + 1) + 1];
        var x = 0.7;
        risk.Scale(At(x));
        var gap = double.PositiveInfinity;
        for (var round = 0; round < 60; round++)
        {
            x = MinimumOf(trial => risk.Smooth(At(trial), new double[2]));
            gap = risk.Update(At(x));
        }

        Assert.Equal(-0.25, x, 1e-4);
        Assert.Equal(1.5625, risk.Of(At(x)), 1e-3);
        Assert.InRange(gap, 0, 1e-3);
    }

    // Golden section on an interval that holds it: an oracle that knows no derivative.
    private static double MinimumOf(Func<double, double> function)
    {
        var (from, to, share) = (-3.0, 3.0, (Math.Sqrt(5) - 1) / 2);
        while (to - from > 1e-9)
        {
            var (a, b) = (to - share * (to - from), from + share * (to - from));
            if (function(a) < function(b)) to = b;
            else from = a;
        }

        return (from + to) / 2;
    }
}
