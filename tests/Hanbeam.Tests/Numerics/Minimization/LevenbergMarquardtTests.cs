using Hanbeam.Numerics.Minimization;
using Hanbeam.Numerics.Random;
using Xunit;

namespace Hanbeam.Tests.Numerics.Minimization;

public sealed class LevenbergMarquardtTests
{
    [Fact]
    public void StraightLine_HasTheTextbookCovariance()
    {
        double[] x = [0, 1, 2, 3, 4, 5];
        var fit = LevenbergMarquardt.Minimise((p, r) => Line(p, x, r), x.Length, [0, 0], [0.1, 0.1], [-100, -100], [100, 100]);
        Assert.Equal(1.5, fit.Parameters[0], 1e-6);
        Assert.Equal(2, fit.Parameters[1], 1e-6);
        // Σx = 15, Σx² = 55, n = 6, residuals divided by 0.1: var(intercept) = 0.01·55/105, var(slope) = 0.01·6/105.
        Assert.Equal(0.01 * 55 / 105, fit.Covariance[0, 0], 1e-9);
        Assert.Equal(0.01 * 6 / 105, fit.Covariance[1, 1], 1e-9);
        Assert.True(fit.Converged);
    }

    [Fact]
    public void CurvedValley_IsFollowedToItsEnd()
    {
        // Rosenbrock's valley as two residuals.
        var fit = LevenbergMarquardt.Minimise((p, r) => (r[0], r[1]) = (10 * (p[1] - p[0] * p[0]), 1 - p[0]), 2, [-1.2, 1], [1e-5, 1e-5], [-5, -5], [5, 5]);
        Assert.Equal(1, fit.Parameters[0], 1e-6);
        Assert.Equal(1, fit.Parameters[1], 1e-6);
    }

    [Fact]
    public void Bound_HoldsAParameter_AndTheRestIsFitted()
    {
        double[] x = [0, 1, 2, 3, 4, 5];
        var fit = LevenbergMarquardt.Minimise((p, r) => Line(p, x, r), x.Length, [0, 0], [0.1, 0.1], [-100, -100], [100, 1.2]);
        Assert.Equal(1.2, fit.Parameters[1], 1e-12);
        Assert.Equal(1.5 + 0.8 * 2.5, fit.Parameters[0], 1e-6); // least squares through the middle, x = 2.5
        Assert.Equal(0, fit.Covariance[1, 1]);
    }

    [Fact]
    public void Uncertainty_CoversTheTruth_AsOftenAsItShould()
    {
        double[] x = [.. Enumerable.Range(0, 40).Select(i => 0.1 * i)];
        var inside = 0;
        const int Trials = 200;
        for (var trial = 0; trial < Trials; trial++)
        {
            var random = new CounterRandom(17, (ulong)trial);
            double[] noisy = [.. x.Select(_ => random.NextNormal())];
            // 2 exp(−0.7 x) with noise of 0.05.
            var fit = LevenbergMarquardt.Minimise((p, r) =>
            {
                for (var i = 0; i < x.Length; i++) r[i] = (p[0] * Math.Exp(-p[1] * x[i]) - 2 * Math.Exp(-0.7 * x[i]) - 0.05 * noisy[i]) / 0.05;
            }, x.Length, [1, 1], [0.01, 0.01], [0, 0], [10, 10]);
            if (Math.Abs(fit.Parameters[1] - 0.7) < Math.Sqrt(fit.Covariance[1, 1])) inside++;
        }

        Assert.InRange(inside, 0.683 * Trials - 22, 0.683 * Trials + 22); // three binomial sigmas (6.6)
    }

    private static void Line(double[] p, double[] x, double[] r)
    {
        for (var i = 0; i < x.Length; i++) r[i] = (p[0] + p[1] * x[i] - (1.5 + 2 * x[i])) / 0.1;
    }
}
