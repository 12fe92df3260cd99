namespace Hanbeam.Treatment.Imaging;

/// <summary>
/// A piecewise linear curve from CT number (HU) to stopping power relative to water. HU outside the table are clamped to its ends.
/// </summary>
public sealed class HounsfieldCalibration
{
    private readonly double[] hounsfield;
    private readonly double[] relativeStoppingPower;

    /// <summary>Makes the curve.</summary>
    /// <param name="name">What summaries call it.</param>
    /// <param name="hounsfield">CT numbers, HU, strictly ascending, at least two.</param>
    /// <param name="relativeStoppingPower">Stopping power relative to water at each, not negative.</param>
    public HounsfieldCalibration(string name, IReadOnlyList<double> hounsfield, IReadOnlyList<double> relativeStoppingPower)
    {
        if (hounsfield.Count != relativeStoppingPower.Count || hounsfield.Count < 2)
            throw new ArgumentException("a calibration needs as many HU as RSP values, at least two", nameof(hounsfield));
        for (var n = 1; n < hounsfield.Count; n++)
            if (!(hounsfield[n] > hounsfield[n - 1])) throw new ArgumentException("HU must ascend", nameof(hounsfield));
        Name = name;
        this.hounsfield = [.. hounsfield];
        this.relativeStoppingPower = [.. relativeStoppingPower];
    }

    /// <summary>What summaries call it: <c>stoichiometric</c>, <c>water-zero</c> or a file's name.</summary>
    public string Name { get; }

    /// <summary>The curve's knots: HU and stopping power relative to water.</summary>
    public IEnumerable<(double Hu, double Rsp)> Knots => hounsfield.Zip(relativeStoppingPower);

    /// <summary>Stopping power relative to water of a CT number.</summary>
    /// <param name="hu">CT number, HU.</param>
    public double RelativeStoppingPower(double hu)
    {
        if (hu <= hounsfield[0]) return relativeStoppingPower[0];
        if (hu >= hounsfield[^1]) return relativeStoppingPower[^1];
        var upper = Array.BinarySearch(hounsfield, hu);
        if (upper >= 0) return relativeStoppingPower[upper];
        upper = ~upper;
        var t = (hu - hounsfield[upper - 1]) / (hounsfield[upper] - hounsfield[upper - 1]);
        return relativeStoppingPower[upper - 1] + t * (relativeStoppingPower[upper] - relativeStoppingPower[upper - 1]);
    }
}
