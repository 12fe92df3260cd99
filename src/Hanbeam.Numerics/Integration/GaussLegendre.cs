namespace Hanbeam.Numerics.Integration;

/// <summary>A Gauss–Legendre rule: exact for polynomials up to degree 2n − 1.</summary>
public sealed class GaussLegendre
{
    private readonly double[] nodes;
    private readonly double[] weights;

    /// <summary>Makes the rule; the nodes are the zeros of the Legendre polynomial, found by Newton's method.</summary>
    /// <param name="count">Number of nodes n, at least 1.</param>
    public GaussLegendre(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        nodes = new double[count];
        weights = new double[count];
        for (var i = 0; i < count; i++)
        {
            var x = Math.Cos(Math.PI * (i + 0.75) / (count + 0.5));
            double slope;
            double step;
            do
            {
                (var value, slope) = Legendre(count, x);
                step = value / slope;
                x -= step;
            }
            while (Math.Abs(step) > 1e-15);
            nodes[i] = x;
            weights[i] = 2 / ((1 - x * x) * slope * slope);
        }
    }

    /// <summary>The integral of a function.</summary>
    /// <param name="function">The integrand, smooth inside the interval.</param>
    /// <param name="from">Lower end.</param>
    /// <param name="to">Upper end.</param>
    public double Integrate(Func<double, double> function, double from, double to)
    {
        var middle = 0.5 * (from + to);
        var half = 0.5 * (to - from);
        var sum = 0.0;
        for (var i = 0; i < nodes.Length; i++) sum += weights[i] * function(middle + half * nodes[i]);
        return half * sum;
    }

    private static (double Value, double Slope) Legendre(int degree, double x)
    {
        var previous = 1.0;
        var value = x;
        for (var n = 2; n <= degree; n++) (previous, value) = (value, ((2 * n - 1) * x * value - (n - 1) * previous) / n);
        return (value, degree * (x * value - previous) / (x * x - 1));
    }
}
