namespace Hanbeam.Dose.BeamModels.WaterBeams;

/// <summary>Takes the noise of a simulation out of curves over scaled depth: at each place a parabola through its neighbours, by weighted least squares [Cleveland1979].</summary>
internal static class DepthSmoother
{
    // Behind this, depth counts by its logarithm: nodes lie further apart there, and curves change more slowly.
    private const double LogarithmicFrom = 1.2;

    /// <summary>Smooths.</summary>
    /// <param name="scaled">Scaled depths, ascending.</param>
    /// <param name="values">Values.</param>
    /// <param name="weights">Weights, for example the dose where a width is smoothed; 0 leaves a value out.</param>
    /// <param name="halfWidth">Half width of the neighbourhood at a scaled depth; 0 leaves the value as it is.</param>
    public static double[] Smooth(IReadOnlyList<double> scaled, double[] values, IReadOnlyList<double> weights, Func<double, double> halfWidth)
    {
        double[] x = [.. scaled.Select(Coordinate)];
        var smooth = new double[values.Length];
        for (var n = 0; n < smooth.Length; n++)
        {
            var reach = halfWidth(scaled[n]);
            smooth[n] = reach > 0 ? Parabola(x, values, weights, n, reach) : values[n];
        }

        return smooth;
    }

    private static double Coordinate(double scaled) => scaled <= LogarithmicFrom ? scaled : LogarithmicFrom * (1 + Math.Log(scaled / LogarithmicFrom));

    // Sums of powers of the distance over the tricube weights; the value at the middle of the parabola by Cramer's rule.
    private static double Parabola(double[] x, double[] values, IReadOnlyList<double> weights, int n, double reach)
    {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, t0 = 0, t1 = 0, t2 = 0;
        var points = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var d = (x[i] - x[n]) / reach;
            if (Math.Abs(d) >= 1 || weights[i] <= 0) continue;
            var cube = 1 - Math.Abs(d * d * d);
            var w = cube * cube * cube * weights[i] * Cell(x, i);
            points++;
            (s0, s1, s2, s3, s4) = (s0 + w, s1 + w * d, s2 + w * d * d, s3 + w * d * d * d, s4 + w * d * d * d * d);
            (t0, t1, t2) = (t0 + w * values[i], t1 + w * values[i] * d, t2 + w * values[i] * d * d);
        }

        if (points == 0) return values[n];
        if (points < 4) return t0 / s0;
        var determinant = s0 * (s2 * s4 - s3 * s3) - s1 * (s1 * s4 - s2 * s3) + s2 * (s1 * s3 - s2 * s2);
        // Singular where all neighbours lie on two places: their mean.
        if (Math.Abs(determinant) < 1e-12 * s0 * s0 * s0) return t0 / s0;
        return (t0 * (s2 * s4 - s3 * s3) - s1 * (t1 * s4 - s3 * t2) + s2 * (t1 * s3 - s2 * t2)) / determinant;
    }

    // Nodes stand for the depth between them: many close ones count no more than few.
    private static double Cell(double[] x, int i) => x[Math.Min(i + 1, x.Length - 1)] - x[Math.Max(i - 1, 0)];
}
