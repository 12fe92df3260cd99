namespace Hanbeam.Centre.Simulation;

/// <summary>How much a figure of one centre exceeds that of another, replication by replication with the same patients.</summary>
/// <param name="First">The first centre's figure.</param>
/// <param name="Other">The other centre's figure.</param>
/// <param name="Mean">Mean of other minus first.</param>
/// <param name="Low">Lower end of the 95 % confidence interval of the mean difference.</param>
/// <param name="High">Its upper end.</param>
/// <param name="P5">5 % of the replications have a smaller difference.</param>
/// <param name="P95">95 % have a smaller difference.</param>
public readonly record struct MetricDifference(MetricSummary First, MetricSummary Other, double Mean, double Low, double High, double P5, double P95)
{
    /// <summary>Whether the interval leaves 0 out.</summary>
    public bool IsSeen => Low > 0 || High < 0;

    /// <summary>Compares two samples pair by pair; pairs without a number are left out.</summary>
    /// <param name="first">The first centre's values by replication.</param>
    /// <param name="other">The other centre's, in the same order.</param>
    public static MetricDifference Of(IReadOnlyList<double> first, IReadOnlyList<double> other)
    {
        double[] differences = [.. first.Zip(other, (a, b) => b - a).Where(double.IsFinite)];
        var summary = MetricSummary.Of(differences);
        var half = differences.Length < 2 ? double.NaN : StudentT975(differences.Length - 1) * summary.StandardError;
        return new MetricDifference(MetricSummary.Of(first), MetricSummary.Of(other), summary.Mean, summary.Mean - half, summary.Mean + half, summary.P5, summary.P95);
    }

    /// <summary>The 97.5 % point of Student's t by its expansion about the normal one [AbramowitzStegun1964, 26.7.5]: within 0.001 from 9 degrees of freedom on.</summary>
    /// <param name="freedom">Degrees of freedom.</param>
    internal static double StudentT975(int freedom)
    {
        const double z = 1.959964;
        double z3 = z * z * z, z5 = z3 * z * z, z7 = z5 * z * z, v = freedom;
        return z + (z3 + z) / (4 * v) + (5 * z5 + 16 * z3 + 3 * z) / (96 * v * v) + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * v * v * v);
    }
}
