using System.Globalization;

namespace Hanbeam.Numerics.Random;

/// <summary>
/// A distribution of numbers that are 0 or more, such as durations. Samples are made by inverting the cumulative distribution or, for the
/// lognormal one, by the transformation of [BoxMuller1958]. Accuracy: moments in DistributionTests.
/// </summary>
public sealed record Distribution
{
    private readonly Shape shape;
    private readonly double a;
    private readonly double b;
    private readonly double c;

    private Distribution(Shape shape, double a, double b = 0, double c = 0) => (this.shape, this.a, this.b, this.c) = (shape, a, b, c);

    private enum Shape
    {
        Constant,
        Uniform,
        Triangular,
        Exponential,
        Lognormal,
    }

    /// <summary>Always 0.</summary>
    public static Distribution Zero { get; } = Constant(0);

    /// <summary>The mean.</summary>
    public double Mean => shape switch
    {
        Shape.Uniform => (a + b) / 2,
        Shape.Triangular => (a + b + c) / 3,
        _ => a,
    };

    /// <summary>The standard deviation.</summary>
    public double StandardDeviation => shape switch
    {
        Shape.Constant => 0,
        Shape.Uniform => (b - a) / Math.Sqrt(12),
        Shape.Triangular => Math.Sqrt((a * a + b * b + c * c - a * b - a * c - b * c) / 18),
        Shape.Exponential => a,
        _ => b,
    };

    /// <summary>Always the same value.</summary>
    /// <param name="value">The value, 0 or more.</param>
    public static Distribution Constant(double value) => new(Shape.Constant, Checked(value, nameof(value)));

    /// <summary>Every value of an interval with the same density.</summary>
    /// <param name="from">The lower end, 0 or more.</param>
    /// <param name="to">The upper end, not below the lower.</param>
    public static Distribution Uniform(double from, double to) =>
        to >= from ? new(Shape.Uniform, Checked(from, nameof(from)), Checked(to, nameof(to))) : throw new ArgumentOutOfRangeException(nameof(to));

    /// <summary>A density that rises linearly to the most frequent value and falls linearly behind it.</summary>
    /// <param name="minimum">The least value, 0 or more.</param>
    /// <param name="mode">The most frequent value.</param>
    /// <param name="maximum">The greatest value.</param>
    public static Distribution Triangular(double minimum, double mode, double maximum) => mode >= minimum && maximum >= mode
        ? new(Shape.Triangular, Checked(minimum, nameof(minimum)), mode, Checked(maximum, nameof(maximum)))
        : throw new ArgumentOutOfRangeException(nameof(mode));

    /// <summary>The time to something that is as likely in every moment as in any other.</summary>
    /// <param name="mean">The mean, 0 or more.</param>
    public static Distribution Exponential(double mean) => new(Shape.Exponential, Checked(mean, nameof(mean)));

    /// <summary>A value whose logarithm is normally distributed, by its own mean and standard deviation.</summary>
    /// <param name="mean">The mean of the value, above 0.</param>
    /// <param name="standardDeviation">The standard deviation of the value, 0 or more.</param>
    public static Distribution Lognormal(double mean, double standardDeviation) =>
        mean > 0 ? new(Shape.Lognormal, Checked(mean, nameof(mean)), Checked(standardDeviation, nameof(standardDeviation))) : throw new ArgumentOutOfRangeException(nameof(mean));

    /// <summary>A Poisson-distributed count: how many of independent events of a given mean number happen.</summary>
    /// <param name="stream">Where the random numbers come from.</param>
    /// <param name="mean">The mean, 0 to 500: the sum of its probabilities is walked through.</param>
    public static int Poisson(RandomStream stream, double mean)
    {
        // exp(-500) is still a normal number.
        if (mean is not (>= 0 and <= 500)) throw new ArgumentOutOfRangeException(nameof(mean));
        var u = stream.NextDouble();
        var probability = Math.Exp(-mean);
        var count = 0;
        while (u >= probability && probability > 0)
        {
            u -= probability;
            probability *= mean / ++count;
        }

        return count;
    }

    /// <summary>One value.</summary>
    /// <param name="stream">Where the random numbers come from; each shape takes the same count of them whatever their values.</param>
    public double Sample(RandomStream stream) => shape switch
    {
        Shape.Constant => a,
        Shape.Uniform => a + (b - a) * stream.NextDouble(),
        Shape.Triangular => SampleTriangular(stream.NextDouble()),
        Shape.Exponential => -a * Math.Log(1 - stream.NextDouble()),
        _ => SampleLognormal(stream),
    };

    /// <inheritdoc/>
    public override string ToString() => shape switch
    {
        Shape.Constant => string.Create(CultureInfo.InvariantCulture, $"{a}"),
        Shape.Uniform => string.Create(CultureInfo.InvariantCulture, $"uniform from {a} to {b}"),
        Shape.Triangular => string.Create(CultureInfo.InvariantCulture, $"triangular, least {a}, most frequent {b}, greatest {c}"),
        Shape.Exponential => string.Create(CultureInfo.InvariantCulture, $"exponential, mean {a}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"lognormal, mean {a}, standard deviation {b}"),
    };

    private static double Checked(double value, string name) =>
        double.IsFinite(value) && value >= 0 ? value : throw new ArgumentOutOfRangeException(name);

    private double SampleTriangular(double u)
    {
        var width = c - a;
        if (width <= 0) return a;
        return u * width < b - a ? a + Math.Sqrt(u * width * (b - a)) : c - Math.Sqrt((1 - u) * width * (c - b));
    }

    // The logarithm's variance and mean from those of the value.
    private double SampleLognormal(RandomStream stream)
    {
        var variance = Math.Log(1 + b * b / (a * a));
        var normal = Math.Sqrt(-2 * Math.Log(1 - stream.NextDouble())) * Math.Cos(2 * Math.PI * stream.NextDouble());
        return a * Math.Exp(Math.Sqrt(variance) * normal - variance / 2);
    }
}
