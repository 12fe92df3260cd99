namespace Hanbeam.Dose.BeamModels;

/// <summary>Logarithmic energy bins. Ions are shared between the two nearest bin centres, linearly in ln E, so that means of smooth q(E) come out right.</summary>
internal sealed class SpectrumBins
{
    private readonly double _logLowestCenter;
    private readonly double _step;

    public SpectrumBins(double lowestMeVPerU, double highestMeVPerU, int count)
    {
        Count = count;
        _step = Math.Log(highestMeVPerU / lowestMeVPerU) / count;
        _logLowestCenter = Math.Log(lowestMeVPerU) + 0.5 * _step;
        Edges = [.. Enumerable.Range(0, count + 1).Select(i => lowestMeVPerU * Math.Exp(i * _step))];
    }

    public int Count { get; }

    public double[] Edges { get; }

    public void Add(Span<double> bins, double energyMeVPerU, double ions)
    {
        var x = (Math.Log(energyMeVPerU) - _logLowestCenter) / _step;
        if (x <= 0)
        {
            bins[0] += ions;
            return;
        }

        var i = (int)x;
        if (i >= Count - 1)
        {
            bins[Count - 1] += ions;
            return;
        }

        bins[i] += (1 - (x - i)) * ions;
        bins[i + 1] += (x - i) * ions;
    }
}
