namespace Hanbeam.Numerics.Special;

/// <summary>The standard normal distribution.</summary>
public static class NormalDistribution
{
    /// <summary>Probability of a value below x, by <see cref="ErrorFunction"/>.</summary>
    /// <param name="x">The value, in standard deviations.</param>
    public static double Cumulative(double x) => 0.5 * (1 + ErrorFunction.Erf(x / Math.Sqrt(2)));

    /// <summary>The value below which a standard normal number lies with a probability; by bisection on <see cref="ErrorFunction"/>, absolute error below 10⁻⁹.</summary>
    /// <param name="probability">Above 10⁻⁶ and below 1 − 10⁻⁶.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is out of that range.</exception>
    public static double Quantile(double probability)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(probability, 1e-6);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(probability, 1 - 1e-6);

        // ±5 covers probabilities down to 3·10⁻⁷; 40 halvings of 10 leave 10⁻¹¹.
        double low = -5, high = 5;
        for (var n = 0; n < 40; n++)
        {
            var middle = 0.5 * (low + high);
            if (0.5 * (1 + ErrorFunction.Erf(middle / Math.Sqrt(2))) < probability) low = middle;
            else high = middle;
        }

        return 0.5 * (low + high);
    }
}
