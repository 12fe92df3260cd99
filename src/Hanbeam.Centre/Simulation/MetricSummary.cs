namespace Hanbeam.Centre.Simulation;

/// <summary>A figure over the replications.</summary>
/// <param name="P5">5 % of the replications lie below.</param>
/// <param name="P50">The median.</param>
/// <param name="P95">95 % lie below.</param>
/// <param name="Mean">The mean.</param>
/// <param name="StandardError">Standard error of the mean: what more replications would make smaller; P5 to P95 they would not.</param>
public readonly record struct MetricSummary(double P5, double P50, double P95, double Mean, double StandardError)
{
    /// <summary>Summarises a sample; members that are no number (a year without patients has no waiting time) are left out.</summary>
    public static MetricSummary Of(IEnumerable<double> values)
    {
        double[] sample = [.. values.Where(double.IsFinite)];
        if (sample.Length == 0) return new MetricSummary(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        var mean = sample.Sum() / sample.Length;
        var squares = sample.Sum(value => (value - mean) * (value - mean));
        var error = sample.Length < 2 ? double.NaN : Math.Sqrt(squares / (sample.Length - 1) / sample.Length);
        return new MetricSummary(CentreMetrics.Quantile(sample, 0.05), CentreMetrics.Quantile(sample, 0.5), CentreMetrics.Quantile(sample, 0.95), mean, error);
    }
}
