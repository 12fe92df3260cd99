using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.Influence;
using Hanbeam.Numerics.Random;
using Hanbeam.Planning.Optimization;
using Hanbeam.Planning.Robustness;
using Xunit;

namespace Hanbeam.Tests.Planning.Optimization;

/// <summary>
/// With RBE the functions are not convex, and no bound certifies a plan. So another method looks for a better one from many places: the objectives written out once more as a sum of squares,
/// derivatives by differences, and Levenberg's damped Gauss–Newton steps between bounds. It shares nothing with the optimiser but the matrix and the dose of a voxel.
/// </summary>
public sealed class IndependentOptimumTests
{
    // Issue 6: no better objective than by 0.1 %.
    private const double Allowed = 1e-3;

    private const int Starts = 12;

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Run_WithRbe_IsBeatenFromNoOtherStart(int scenarios)
    {
        double[] shifts = [.. new double[] { 0, 2, -2, 1, -1 }.Take(scenarios)];
        var rbe = new LinearQuadraticRbe();
        var influence = new ScenarioInfluence([.. shifts.Select(shift => (IReadOnlyList<IDoseInfluence>)[SmallPlan.Influence(shift)])], RobustMethod.Expected);
        var result = SmallPlan.Optimizer(influence, SmallPlan.Objectives(), rbe: rbe).Run();
        double[][,] matrices = [.. shifts.Select(SmallPlan.Matrix)];
        double[] Residuals(double[] weights) => [.. matrices.SelectMany(matrix => OfScenario(matrix, weights, rbe, 1.0 / scenarios))];

        // The same function, to rounding, before anything is said about its minimum.
        Assert.Equal(result.Objective, Square(Residuals(SmallPlan.Weights(result))), 1e-9 * result.Objective);

        double[] found = [.. Enumerable.Range(0, Starts).Select(start => Minimise(Residuals, Start(start)))];
        Assert.InRange(result.Objective, 0, (1 + Allowed) * found.Min());

        // And the other method is one: from most places it comes as far.
        Assert.True(found.Count(value => value <= (1 + Allowed) * result.Objective) > Starts / 2, string.Join(' ', found) + " against " + result.Objective);
    }

    // Uniform dose of 50 in the target (100), at most 5 in each voxel of the left organ (30), at most 2 in the mean of the right one (10).
    private static IEnumerable<double> OfScenario(double[,] matrix, double[] weights, IRbeModel rbe, double share)
    {
        double Dose(int voxel)
        {
            var gy = 0.0;
            for (var j = 0; j < weights.Length; j++) gy += matrix[voxel, j] * weights[j];
            return SmallPlan.Fractions * rbe.Evaluate(gy, 0.6 * gy, 0.24 * gy).GyRbe;
        }

        for (var voxel = 20; voxel < 40; voxel++) yield return Math.Sqrt(share * 100 / 20) * (Dose(voxel) - 50);
        for (var voxel = 0; voxel < 18; voxel++) yield return Math.Sqrt(share * 30 / 18) * Math.Max(0, Dose(voxel) - 5);
        var mean = Enumerable.Range(42, 18).Average(Dose);
        yield return Math.Sqrt(share * 10) * Math.Max(0, mean - 2);
    }

    private static double[] Start(int number)
    {
        var stream = new CounterRandom(7, (ulong)number);
        return [.. Enumerable.Range(0, SmallPlan.Spots).Select(_ => 8 * stream.NextDouble())];
    }

    private static double Minimise(Func<double[], double[]> residuals, double[] weights)
    {
        var (r, damping) = (residuals(weights), 1e-2);
        for (var iteration = 0; iteration < 300 && damping < 1e12; iteration++)
        {
            var (normal, slope) = Linearised(residuals, weights, r);
            while (damping < 1e12)
            {
                var trial = Step(weights, normal, slope, damping);
                var there = residuals(trial);
                if (Square(there) < Square(r))
                {
                    (weights, r, damping) = (trial, there, damping / 3);
                    break;
                }

                damping *= 4;
            }
        }

        return Square(r);
    }

    // JᵀJ and Jᵀr with the derivatives by central differences.
    private static (double[,] Normal, double[] Slope) Linearised(Func<double[], double[]> residuals, double[] weights, double[] r)
    {
        const double Step = 1e-6;
        var count = weights.Length;
        var columns = new double[count][];
        for (var j = 0; j < count; j++)
        {
            double[] At(double delta) => residuals([.. weights.Select((weight, n) => n == j ? weight + delta : weight)]);
            columns[j] = [.. At(Step).Zip(At(-Step), (up, down) => (up - down) / (2 * Step))];
        }

        var (normal, slope) = (new double[count, count], new double[count]);
        for (var a = 0; a < count; a++)
        {
            slope[a] = columns[a].Zip(r, (c, value) => c * value).Sum();
            for (var b = 0; b < count; b++) normal[a, b] = columns[a].Zip(columns[b], (x, y) => x * y).Sum();
        }

        return (normal, slope);
    }

    // (N + damping·diag N) step = −slope on the weights that no bound holds, then back to 0 where it went below.
    private static double[] Step(double[] weights, double[,] normal, double[] slope, double damping)
    {
        int[] free = [.. Enumerable.Range(0, weights.Length).Where(n => weights[n] > 0 || slope[n] < 0)];
        var (matrix, right) = (new double[free.Length, free.Length], new double[free.Length]);
        for (var a = 0; a < free.Length; a++)
        {
            right[a] = -slope[free[a]];
            for (var b = 0; b < free.Length; b++) matrix[a, b] = normal[free[a], free[b]];
            matrix[a, a] += damping * (normal[free[a], free[a]] + 1e-9);
        }

        var step = Solve(matrix, right);
        var next = (double[])weights.Clone();
        for (var a = 0; a < free.Length; a++) next[free[a]] = Math.Max(0, weights[free[a]] + step[a]);
        return next;
    }

    // Gauss, the matrix being positive definite.
    private static double[] Solve(double[,] matrix, double[] right)
    {
        var count = right.Length;
        for (var p = 0; p < count; p++)
            for (var row = p + 1; row < count; row++)
            {
                var factor = matrix[row, p] / matrix[p, p];
                for (var column = p; column < count; column++) matrix[row, column] -= factor * matrix[p, column];
                right[row] -= factor * right[p];
            }

        for (var p = count - 1; p >= 0; p--)
        {
            for (var column = p + 1; column < count; column++) right[p] -= matrix[p, column] * right[column];
            right[p] /= matrix[p, p];
        }

        return right;
    }

    private static double Square(double[] r) => r.Sum(value => value * value);
}
