using Hanbeam.Physics.Stopping;

namespace Hanbeam.Dose.BeamModels;

/// <summary>
/// Logarithmic energy bins. Ions are shared between the two nearest bin centres, linearly in 1/E². Stopping power falls like E^(−0.8), so that sums over
/// the bins of ions times S and S² then err alike and dose-weighted means of what grows with LET come out within 0.2 % (sharing in ln E: 0.7 % high).
/// </summary>
internal sealed class SpectrumBins
{
    private readonly double lowestCenter;
    private readonly double step;
    private readonly double[] inverseSquare;

    public SpectrumBins(double lowestMeVPerU, double highestMeVPerU, int count)
    {
        Count = count;
        step = Math.Log(highestMeVPerU / lowestMeVPerU) / count;
        lowestCenter = lowestMeVPerU * Math.Exp(0.5 * step);
        Edges = [.. Enumerable.Range(0, count + 1).Select(i => lowestMeVPerU * Math.Exp(i * step))];
        inverseSquare = [.. Enumerable.Range(0, count).Select(i => Math.Exp(-2 * i * step) / (lowestCenter * lowestCenter))];
    }

    public int Count { get; }

    public double[] Edges { get; }

    /// <summary>
    /// Adds ions of one energy. Those below the lowest bin's centre stop within 4 µm; they count there by their S², so that the last mm of an ion's path
    /// has the right ∫S². Those above the highest centre count to that.
    /// </summary>
    public void Add(Span<double> bins, RangeTable table, double energyMeVPerU, double ions)
    {
        if (energyMeVPerU < lowestCenter)
        {
            var ratio = table.StoppingKeVPerUm(energyMeVPerU) / table.StoppingKeVPerUm(lowestCenter);
            bins[0] += ions * ratio * ratio;
            return;
        }

        var x = Math.Log(energyMeVPerU / lowestCenter) / step;
        var i = (int)Math.Clamp(x, 0, Count - 2);
        var share = (inverseSquare[i] - 1 / (energyMeVPerU * energyMeVPerU)) / (inverseSquare[i] - inverseSquare[i + 1]);
        share = Math.Clamp(share, 0, 1);
        bins[i] += (1 - share) * ions;
        bins[i + 1] += share * ions;
    }

    /// <summary>
    /// Adds ions whose residual ranges lie evenly between two values, as they do over a step of slowing down. Points crowd towards the lower value,
    /// where energy changes fastest.
    /// </summary>
    public void AddRanges(Span<double> bins, RangeTable table, double lowMm, double highMm, double ions, int points)
    {
        for (var i = 0; i < points; i++)
        {
            var left = (double)i * i / (points * points);
            var right = (i + 1.0) * (i + 1) / (points * points);
            Add(bins, table, table.EnergyMeVPerU(lowMm + (highMm - lowMm) * 0.5 * (left + right)), ions * (right - left));
        }
    }
}
