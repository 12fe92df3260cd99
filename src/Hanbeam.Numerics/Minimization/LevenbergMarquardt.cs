namespace Hanbeam.Numerics.Minimization;

/// <summary>Least squares with few parameters and bounds.</summary>
public static class LevenbergMarquardt
{
    private const int MostIterations = 100;

    // Steps of a thousandth of an uncertainty change nothing that is reported.
    private const double SmallStep = 1e-4;

    private const double FirstDamping = 1e-3;
    private const double MostDamping = 1e12;

    /// <summary>
    /// Minimises Σ r² by damped Gauss–Newton steps [Marquardt1963]: (JᵀJ + λ·diag JᵀJ) δ = −Jᵀr with J by central differences of the given step sizes; λ falls
    /// tenfold after a step that helps and grows tenfold otherwise. Steps end at the bounds, and a parameter at a bound that wants to leave is held for
    /// the step. Covariance is the inverse of JᵀJ. Deterministic; finds the minimum next to its start.
    /// </summary>
    /// <param name="residuals">Fills the residuals, divided by their uncertainty, for given parameters.</param>
    /// <param name="count">Number of residuals, at least that of parameters.</param>
    /// <param name="start">Parameters to start from, within the bounds.</param>
    /// <param name="steps">Step of the differences for each parameter, above 0; about a tenth of its uncertainty.</param>
    /// <param name="lower">Lower bounds.</param>
    /// <param name="upper">Upper bounds.</param>
    public static LeastSquaresFit Minimise(Action<double[], double[]> residuals, int count, double[] start, double[] steps, double[] lower, double[] upper)
    {
        if (count < start.Length) throw new ArgumentException("fewer residuals than parameters", nameof(count));
        var x = (double[])start.Clone();
        var r = new double[count];
        residuals(x, r);
        var sum = Sum(r);
        var damping = FirstDamping;
        var (jacobian, normal, gradient) = Linearise(residuals, x, steps, lower, upper, r);
        var iterations = 0;
        var converged = false;
        while (iterations < MostIterations && !converged)
        {
            iterations++;
            var held = Held(x, gradient, lower, upper);
            var trial = Step(x, normal, gradient, damping, held, lower, upper);
            var trialResiduals = new double[count];
            residuals(trial, trialResiduals);
            var trialSum = Sum(trialResiduals);
            if (trialSum <= sum)
            {
                converged = Moved(x, trial, normal) < SmallStep;
                (x, r, sum, damping) = (trial, trialResiduals, trialSum, Math.Max(damping / 10, 1e-12));
                (jacobian, normal, gradient) = Linearise(residuals, x, steps, lower, upper, r);
            }
            else if (damping > MostDamping)
            {
                converged = true; // no direction helps: the minimum, to rounding
            }
            else
            {
                damping *= 10;
            }
        }

        var covariance = Inverse(normal, Held(x, gradient, lower, upper));
        return new LeastSquaresFit(x, covariance, sum, count, iterations, converged);
    }

    private static double Sum(double[] r) => r.Sum(value => value * value);

    // Largest change in units of the parameter's own conditional uncertainty.
    private static double Moved(double[] from, double[] to, double[,] normal)
    {
        var largest = 0.0;
        for (var p = 0; p < from.Length; p++) largest = Math.Max(largest, Math.Abs(to[p] - from[p]) * Math.Sqrt(normal[p, p]));
        return largest;
    }

    private static (double[][] Jacobian, double[,] Normal, double[] Gradient) Linearise(Action<double[], double[]> residuals, double[] x, double[] steps, double[] lower, double[] upper, double[] r)
    {
        var n = x.Length;
        var jacobian = new double[n][];
        var (plus, minus) = (new double[r.Length], new double[r.Length]);
        for (var p = 0; p < n; p++)
        {
            var (up, down) = ((double[])x.Clone(), (double[])x.Clone());
            up[p] = Math.Min(upper[p], x[p] + steps[p]);
            down[p] = Math.Max(lower[p], x[p] - steps[p]);
            residuals(up, plus);
            residuals(down, minus);
            var width = up[p] - down[p];
            jacobian[p] = [.. plus.Zip(minus, (a, b) => width > 0 ? (a - b) / width : 0)];
        }

        var normal = new double[n, n];
        var gradient = new double[n];
        for (var p = 0; p < n; p++)
        {
            for (var q = 0; q <= p; q++) normal[p, q] = normal[q, p] = Dot(jacobian[p], jacobian[q]);
            gradient[p] = Dot(jacobian[p], r);
        }

        return (jacobian, normal, gradient);
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static bool[] Held(double[] x, double[] gradient, double[] lower, double[] upper) =>
        [.. x.Select((value, p) => (value <= lower[p] && gradient[p] > 0) || (value >= upper[p] && gradient[p] < 0))];

    private static double[] Step(double[] x, double[,] normal, double[] gradient, double damping, bool[] held, double[] lower, double[] upper)
    {
        var n = x.Length;
        var matrix = new double[n, n];
        var right = new double[n];
        for (var p = 0; p < n; p++)
        {
            for (var q = 0; q < n; q++) matrix[p, q] = held[p] || held[q] ? 0 : normal[p, q];
            matrix[p, p] = held[p] || normal[p, p] == 0 ? 1 : normal[p, p] * (1 + damping);
            right[p] = held[p] ? 0 : -gradient[p];
        }

        var delta = Solve(matrix, right);
        return [.. x.Select((value, p) => Math.Clamp(value + delta[p], lower[p], upper[p]))];
    }

    private static double[,] Inverse(double[,] normal, bool[] held)
    {
        var n = held.Length;
        var inverse = new double[n, n];
        var matrix = new double[n, n];
        for (var p = 0; p < n; p++)
        {
            for (var q = 0; q < n; q++) matrix[p, q] = held[p] || held[q] ? 0 : normal[p, q];
            if (held[p] || normal[p, p] == 0) matrix[p, p] = 1;
        }

        for (var c = 0; c < n; c++)
        {
            if (held[c]) continue;
            var unit = new double[n];
            unit[c] = 1;
            var column = Solve(matrix, unit);
            for (var p = 0; p < n; p++) inverse[p, c] = held[p] ? 0 : column[p];
        }

        return inverse;
    }

    // Cholesky with scaling to a unit diagonal; a direction without curvature gets none of the step.
    private static double[] Solve(double[,] matrix, double[] right)
    {
        const double Negligible = 1e-14;
        var n = right.Length;
        var scale = new double[n];
        for (var p = 0; p < n; p++) scale[p] = 1 / Math.Sqrt(matrix[p, p]);
        var factor = new double[n, n];
        for (var p = 0; p < n; p++)
        {
            for (var q = 0; q <= p; q++)
            {
                var sum = matrix[p, q] * scale[p] * scale[q];
                for (var k = 0; k < q; k++) sum -= factor[p, k] * factor[q, k];
                factor[p, q] = p == q ? Math.Sqrt(Math.Max(sum, Negligible)) : sum / factor[q, q];
            }
        }

        var y = new double[n];
        for (var p = 0; p < n; p++)
        {
            y[p] = right[p] * scale[p];
            for (var k = 0; k < p; k++) y[p] -= factor[p, k] * y[k];
            y[p] /= factor[p, p];
        }

        for (var p = n - 1; p >= 0; p--)
        {
            for (var k = p + 1; k < n; k++) y[p] -= factor[k, p] * y[k];
            y[p] /= factor[p, p];
        }

        return [.. y.Select((value, p) => value * scale[p])];
    }
}
