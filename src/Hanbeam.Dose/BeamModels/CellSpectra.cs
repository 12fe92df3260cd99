namespace Hanbeam.Dose.BeamModels;

/// <summary>
/// Energy spectrum of the ions of one species over one step, by their cell of residual range: an ion of cell k passes all residual ranges from k steps
/// down to k − 1. Sums of ions times S and S² over the bins are then the deposits of the step, down to where the ions stop.
/// </summary>
internal sealed class CellSpectra
{
    // Forty points crowding towards the lower end: the first ends 0.6 µm before the ions stop, well behind the highest LET of carbon (6 µm).
    private const int Points = 40;

    private readonly int[] first;
    private readonly double[][] shares;

    public CellSpectra(TransportSpecies species, SpectrumBins bins, double stepMm)
    {
        first = new int[species.Energy.Length];
        shares = new double[species.Energy.Length][];
        for (var k = 1; k < first.Length; k++)
        {
            var all = new double[bins.Count];
            bins.AddRanges(all, species.Table, (k - 1) * stepMm, k * stepMm, 1, Points);
            first[k] = Array.FindIndex(all, share => share > 0);
            shares[k] = all[first[k]..(Array.FindLastIndex(all, share => share > 0) + 1)];
        }
    }

    /// <summary>Adds ions of one cell.</summary>
    public void AddTo(Span<double> bins, int cell, double ions)
    {
        var target = bins[first[cell]..];
        var from = shares[cell];
        for (var i = 0; i < from.Length; i++) target[i] += ions * from[i];
    }
}
