using Hanbeam.Numerics.Minimization;
using Xunit;

namespace Hanbeam.Tests.Numerics.Minimization;

public sealed class BoundedQuasiNewtonTests
{
    private static readonly MinimizationSettings Exact = new() { IterationLimit = 500, RelativeDecrease = 0, GradientTolerance = 1e-9 };

    [Fact]
    public void Minimize_Rosenbrock_FindsItsMinimum()
    {
        var result = Minimize(Rosenbrock, [-1.2, 1], [-10, -10], [], Exact);
        Assert.Equal(StopReason.Converged, result.StopReason);
        // The gradient is below 1e-9 and the smallest curvature of the valley is 0.4, so the point is within 1e-8.
        Assert.Equal(1, result.Point[0], 1e-8);
        Assert.Equal(1, result.Point[1], 1e-8);
    }

    [Fact]
    public void Minimize_RosenbrockWithUpperBound_StopsOnTheBound()
    {
        // With x ≤ 0.5 the minimum is at x = 0.5, y = x² with value (1 − 0.5)².
        var result = Minimize(Rosenbrock, [-1.2, 1], [-10, -10], [0.5, 10], Exact);
        Assert.Equal(0.5, result.Point[0]);
        Assert.Equal(0.25, result.Point[1], 1e-8);
        Assert.Equal(0.25, result.Value, 1e-12);
    }

    [Fact]
    public void Minimize_SeparableQuadratic_ProjectsTheFreeMinimum()
    {
        // f = Σ c_i (x_i − t_i)²/2 with widely spread curvatures: the bounded minimum is max(0, t_i) exactly.
        const int count = 40;
        var curvature = Enumerable.Range(0, count).Select(i => Math.Pow(10, i % 4)).ToArray();
        var target = Enumerable.Range(0, count).Select(i => Math.Sin(1.7 * i)).ToArray();
        double Function(ReadOnlySpan<double> x, Span<double> gradient)
        {
            var sum = 0.0;
            for (var i = 0; i < count; i++)
            {
                gradient[i] = curvature[i] * (x[i] - target[i]);
                sum += 0.5 * gradient[i] * (x[i] - target[i]);
            }

            return sum;
        }

        var result = Minimize(Function, Enumerable.Repeat(0.3, count).ToArray(), new double[count], [], Exact);
        // Gradient below 1e-9 and curvature at least 1.
        for (var i = 0; i < count; i++) Assert.Equal(Math.Max(0, target[i]), result.Point[i], 1e-8);
    }

    [Fact]
    public void Minimize_CoupledQuadratic_FulfilsTheOptimalityConditions()
    {
        // f = |A x − b|²/2, x ≥ 0: at the minimum the gradient is zero where x > 0 and not negative where x = 0.
        const int count = 30;
        var a = new double[count, count];
        for (var i = 0; i < count; i++)
            for (var j = 0; j < count; j++) a[i, j] = Math.Exp(-0.3 * (i - j) * (i - j));
        double Function(ReadOnlySpan<double> x, Span<double> gradient)
        {
            gradient.Clear();
            var sum = 0.0;
            for (var i = 0; i < count; i++)
            {
                var residual = i is > 8 and < 20 ? -1.0 : 0.0;
                for (var j = 0; j < count; j++) residual += a[i, j] * x[j];
                sum += 0.5 * residual * residual;
                for (var j = 0; j < count; j++) gradient[j] += a[i, j] * residual;
            }

            return sum;
        }

        var settings = Exact with { IterationLimit = 5000, GradientTolerance = 1e-7 };
        var result = Minimize(Function, Enumerable.Repeat(1.0, count).ToArray(), new double[count], [], settings);
        var gradient = new double[count];
        Function(result.Point, gradient);
        Assert.Contains(result.Point, x => x == 0);
        for (var i = 0; i < count; i++)
        {
            if (result.Point[i] > 0) Assert.Equal(0, gradient[i], 1e-7); // the tolerance asked for
            else Assert.True(gradient[i] >= 0);
        }
    }

    [Fact]
    public void Minimize_Values_NeverIncrease()
    {
        var result = Minimize(Rosenbrock, [-1.2, 1], [-10, -10], [], Exact);
        Assert.Equal(result.Iterations + 1, result.Values.Count);
        for (var n = 1; n < result.Values.Count; n++) Assert.True(result.Values[n] <= result.Values[n - 1]);
    }

    [Fact]
    public void Minimize_IterationLimit_IsKept()
    {
        var result = Minimize(Rosenbrock, [-1.2, 1], [-10, -10], [], Exact with { IterationLimit = 4 });
        Assert.Equal(StopReason.IterationLimit, result.StopReason);
        Assert.Equal(4, result.Iterations);
    }

    [Fact]
    public void Minimize_CancelledInTheMiddle_KeepsTheBestSoFar()
    {
        using var source = new CancellationTokenSource();
        var seen = double.NaN;
        void Stop(IterationReport report)
        {
            seen = report.Value;
            if (report.Iteration == 5) source.Cancel();
        }

        var result = BoundedQuasiNewton.Minimize(Rosenbrock, [-1.2, 1], [-10, -10], [], Exact, Stop, source.Token);
        Assert.Equal(StopReason.Cancelled, result.StopReason);
        Assert.Equal(5, result.Iterations);
        Assert.Equal(seen, result.Value);
        Assert.Equal(seen, Rosenbrock(result.Point, new double[2]));
    }

    [Fact]
    public void Minimize_StartOutsideTheBounds_IsMovedInside()
    {
        var result = Minimize(Rosenbrock, [-5, 8], [0, 0], [2, 2], Exact);
        Assert.Equal(1, result.Point[0], 1e-8);
    }

    [Fact]
    public void Minimize_Twice_GivesTheSameBits()
    {
        var first = Minimize(Rosenbrock, [-1.2, 1], [-10, -10], [], Exact);
        var second = Minimize(Rosenbrock, [-1.2, 1], [-10, -10], [], Exact);
        Assert.Equal(first.Values, second.Values);
        Assert.Equal(first.Point, second.Point);
    }

    private static OptimizationResult Minimize(DifferentiableFunction function, double[] start, double[] lower, double[] upper, MinimizationSettings settings) =>
        BoundedQuasiNewton.Minimize(function, start, lower, upper, settings, null, TestContext.Current.CancellationToken);

    private static double Rosenbrock(ReadOnlySpan<double> x, Span<double> gradient)
    {
        var (valley, slope) = (x[1] - x[0] * x[0], 1 - x[0]);
        gradient[0] = -400 * x[0] * valley - 2 * slope;
        gradient[1] = 200 * valley;
        return 100 * valley * valley + slope * slope;
    }
}
