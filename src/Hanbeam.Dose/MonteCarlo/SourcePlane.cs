using Hanbeam.Numerics.Random;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>
/// Phase space of a spot in one plane, at the isocentre in air: variance of position (mm²), covariance of position and angle (mm·rad), variance of angle (rad²).
/// At height Zg the variance of position is Variance − 2·Covariance·Zg + AngleVariance·Zg².
/// </summary>
internal readonly record struct SourcePlane(double Variance, double Covariance, double AngleVariance)
{
    /// <summary>
    /// The phase space whose size at the tabulated heights is nearest to the table's: a parabola through the variances by least squares; where it is no beam
    /// (more covariance than position and angle allow) the angle's variance is raised to the least that is one.
    /// </summary>
    public static SourcePlane Fit(double[] zgMm, double[] sigmaMm)
    {
        if (zgMm.Length == 1) return new(sigmaMm[0] * sigmaMm[0], 0, 0);
        var degree = zgMm.Length > 2 ? 3 : 2;
        var c = Polynomial(zgMm, [.. sigmaMm.Select(sigma => sigma * sigma)], degree);
        var variance = Math.Max(c[0], 1e-6);
        var covariance = -0.5 * c[1];
        var angle = degree > 2 ? c[2] : 0;
        return new(variance, covariance, Math.Max(angle, covariance * covariance / variance));
    }

    /// <summary>A position at the isocentre plane and an angle (change of position per mm downstream).</summary>
    public (double Position, double Angle) Sample(ref CounterRandom random)
    {
        var position = Math.Sqrt(Variance) * random.NextNormal();
        var own = random.NextNormal();
        if (!(Variance > 0)) return (0, Math.Sqrt(AngleVariance) * own);
        var slope = Covariance / Variance;
        return (position, slope * position + Math.Sqrt(Math.Max(0, AngleVariance - Covariance * slope)) * own);
    }

    // Normal equations of a polynomial of up to three coefficients, heights scaled to about 1.
    private static double[] Polynomial(double[] x, double[] y, int count)
    {
        var scale = x.Max(Math.Abs);
        var matrix = new double[count, count + 1];
        for (var n = 0; n < x.Length; n++)
            for (var r = 0; r < count; r++)
            {
                for (var c = 0; c < count; c++) matrix[r, c] += Math.Pow(x[n] / scale, r + c);
                matrix[r, count] += Math.Pow(x[n] / scale, r) * y[n];
            }

        for (var pivot = 0; pivot < count; pivot++)
            for (var r = 0; r < count; r++)
            {
                if (r == pivot) continue;
                var factor = matrix[r, pivot] / matrix[pivot, pivot];
                for (var c = pivot; c <= count; c++) matrix[r, c] -= factor * matrix[pivot, c];
            }

        return [.. Enumerable.Range(0, count).Select(n => matrix[n, count] / matrix[n, n] / Math.Pow(scale, n))];
    }
}
