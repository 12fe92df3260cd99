namespace Hanbeam.Treatment.Evaluation;

/// <summary>The cumulative curve at evenly spaced doses from the lowest to the highest of a structure.</summary>
internal sealed class DvhNodes
{
    /// <summary>Steps from the lowest to the highest dose: what lies between two nodes is a ten-thousandth of the range.</summary>
    public const int Steps = 10_000;

    // Volume with at least each node's dose, cm³, and the volume between each node and the next.
    private readonly double[] volumesCc = new double[Steps + 1];
    private readonly double[] betweenCc = new double[Steps];

    /// <summary>Spreads shares over the nodes; exact at the nodes.</summary>
    /// <param name="shares">Shares, in the order in which they are summed up; at least one with a volume.</param>
    public DvhNodes(IReadOnlyList<IReadOnlyList<DoseShare>> shares)
    {
        (Min, Max) = (double.PositiveInfinity, double.NegativeInfinity);
        var (volume, dose) = (0.0, 0.0);
        foreach (var slab in shares)
        {
            for (var n = 0; n < slab.Count; n++)
            {
                var share = slab[n];
                (Min, Max) = (Math.Min(Min, share.Lower), Math.Max(Max, share.Upper));
                volume += share.VolumeMm3;
                dose += share.VolumeMm3 * share.Mean;
            }
        }

        (VolumeCc, Mean) = (volume / 1000, Math.Clamp(dose / volume, Min, Max));
        if (Max > Min) Spread(shares);
    }

    /// <summary>Lowest dose.</summary>
    public double Min { get; }

    /// <summary>Highest dose.</summary>
    public double Max { get; }

    /// <summary>Mean dose.</summary>
    public double Mean { get; }

    /// <summary>The whole volume, cm³.</summary>
    public double VolumeCc { get; }

    private double Step => (Max - Min) / Steps;

    /// <summary>The volume with at least a dose, cm³.</summary>
    public double VolumeCcAt(double dose)
    {
        if (dose <= Min) return VolumeCc;
        if (!(dose <= Max)) return 0;
        var at = (dose - Min) / Step;
        var n = Math.Min((int)at, Steps - 1);
        return volumesCc[n] + (at - n) * (volumesCc[n + 1] - volumesCc[n]);
    }

    /// <summary>The highest dose that at least a volume receives.</summary>
    public double DoseAtCc(double volumeCc)
    {
        if (volumeCc >= VolumeCc || Max == Min) return Min;
        if (volumeCc <= volumesCc[Steps]) return Max;
        var (lower, upper) = (0, Steps);
        while (upper - lower > 1)
        {
            var middle = (lower + upper) / 2;
            if (volumesCc[middle] >= volumeCc) lower = middle;
            else upper = middle;
        }

        return Min + Step * (lower + (volumesCc[lower] - volumeCc) / (volumesCc[lower] - volumesCc[upper]));
    }

    /// <summary>Mean over the volume of a function of dose.</summary>
    public double MeanOf(Func<double, double> function)
    {
        if (Max == Min) return function(Min);
        var sum = volumesCc[Steps] * function(Max);
        for (var n = 0; n < Steps; n++)
            if (betweenCc[n] > 0) sum += betweenCc[n] * function(Min + (n + 0.5) * Step);
        return sum / VolumeCc;
    }

    private void Spread(IReadOnlyList<IReadOnlyList<DoseShare>> shares)
    {
        var changes = new double[Steps + 1];
        var perStep = 1 / Step;
        var atMax = 0.0;
        foreach (var slab in shares)
        {
            for (var n = 0; n < slab.Count; n++)
            {
                var (lower, upper, volume) = (slab[n].Lower, slab[n].Upper, slab[n].VolumeMm3 / 1000);
                if (lower >= Max) atMax += volume;
                else SpreadOne((lower - Min) * perStep, (upper - Min) * perStep, volume, changes);
            }
        }

        var (even, above) = (0.0, atMax);
        for (var n = 0; n < Steps; n++)
        {
            even += changes[n];
            betweenCc[n] += Math.Max(0, even); // below 0 by rounding only
        }

        volumesCc[Steps] = atMax;
        for (var n = Steps - 1; n >= 0; n--) volumesCc[n] = above += betweenCc[n];
    }

    // Whole steps get the same part each, by its change from step to step; the ends what they cover of theirs.
    private void SpreadOne(double lower, double upper, double volume, double[] changes)
    {
        var (first, last) = (Math.Min((int)lower, Steps - 1), Math.Min((int)upper, Steps - 1));
        if (first == last)
        {
            betweenCc[first] += volume;
            return;
        }

        var each = volume / (upper - lower);
        betweenCc[first] += each * (first + 1 - lower);
        betweenCc[last] += each * (upper - last);
        changes[first + 1] += each;
        changes[last] -= each;
    }
}
