namespace Hanbeam.Tests.Physics.Straggling;

/// <summary>
/// The distribution of energy loss of Vavilov, by numerical inversion of its characteristic function: slow, and independent of how losses are sampled.
/// Losses are counted from their mean in units of the largest transfer: ln φ(s) = κ ∫ (e^(isε) − 1 − isε)(1 − β²ε)/ε² dε over ε from 0 to 1.
/// </summary>
public sealed class VavilovDistribution
{
    private const int Points = 3000;

    private readonly double step;
    private readonly double[] real = new double[Points + 1];
    private readonly double[] imaginary = new double[Points + 1];

    /// <summary>Prepares the characteristic function.</summary>
    /// <param name="kappa">κ, 0.01 to 100.</param>
    /// <param name="betaSquared">β².</param>
    public VavilovDistribution(double kappa, double betaSquared)
    {
        // |φ| falls as exp(−κπs/2), for large κ as exp(−κs²/2): below exp(−30) at the end.
        step = (kappa > 1 ? 9 / Math.Sqrt(kappa) : 20 / kappa) / Points;
        for (var n = 1; n <= Points; n++) (real[n], imaginary[n]) = Exponent(n * step, kappa, betaSquared);
    }

    /// <summary>Probability of a loss below <paramref name="x"/>, by Gil-Pelaez's inversion.</summary>
    /// <param name="x">Loss less its mean, over the largest transfer.</param>
    public double Cumulative(double x)
    {
        var sum = -0.5 * x; // the limit of the integrand at 0 is −x
        for (var n = 1; n <= Points; n++) sum += Math.Exp(real[n]) * Math.Sin(imaginary[n] - n * step * x) / (n * step);
        return 0.5 - sum * step / Math.PI;
    }

    /// <summary>Probability density at <paramref name="x"/>.</summary>
    /// <param name="x">Loss less its mean, over the largest transfer.</param>
    public double Density(double x)
    {
        var sum = 0.5;
        for (var n = 1; n <= Points; n++) sum += Math.Exp(real[n]) * Math.Cos(imaginary[n] - n * step * x);
        return sum * step / Math.PI;
    }

    /// <summary>Largest difference between this distribution and that of a sample.</summary>
    /// <param name="sorted">Losses less their mean over the largest transfer, ascending.</param>
    public double LargestDifference(double[] sorted) =>
        Enumerable.Range(0, 400).Select(n => n * sorted.Length / 400).Max(n => Math.Abs(Cumulative(sorted[n]) - (n + 0.5) / sorted.Length));

    // Midpoint rule, six points in each radian of the oscillation.
    private static (double Real, double Imaginary) Exponent(double s, double kappa, double betaSquared)
    {
        var points = (int)Math.Max(200, 6 * s);
        double real = 0, imaginary = 0;
        for (var n = 0; n < points; n++)
        {
            var e = (n + 0.5) / points;
            var phase = s * e;
            var weight = (1 - betaSquared * e) / (e * e) / points;
            real += weight * (phase < 1e-3 ? -0.5 * phase * phase : Math.Cos(phase) - 1);
            imaginary += weight * (phase < 1e-3 ? -phase * phase * phase / 6 : Math.Sin(phase) - phase);
        }

        return (kappa * real, kappa * imaginary);
    }
}
