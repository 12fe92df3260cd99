namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Sums over batches, taken in the order of the batches whichever thread brings them.</summary>
internal sealed class BatchSums
{
    private readonly ScoringLayout layout;
    private readonly double[] sums;
    private readonly double[] squares;
    private readonly double[] spectra;
    private EnergyTally tally;

    public BatchSums(RunPlan plan)
    {
        layout = plan.Layout;
        sums = new double[layout.Cells * layout.Stride];
        squares = new double[layout.Cells];
        spectra = new double[plan.SpectrumLength];
    }

    /// <summary>Batches that are in.</summary>
    public int Batches { get; private set; }

    /// <summary>Histories that are in.</summary>
    public long Histories { get; private set; }

    public EnergyTally Tally => tally;

    public double[] Sums => sums;

    public double[] Spectra => spectra;

    /// <summary>Adds a batch. Squares are those of the energy to water over the histories: a batch counts by its size.</summary>
    public void Add(BatchWorker worker, int histories)
    {
        var (cells, stride) = (worker.Cells, layout.Stride);
        for (var cell = 0; cell < layout.Cells; cell++)
        {
            var at = cell * stride;
            if (cells[at] == 0) continue;
            for (var n = 0; n < stride; n++) sums[at + n] += cells[at + n];
            squares[cell] += (double)cells[at + ScoringLayout.Water] * cells[at + ScoringLayout.Water] / histories;
        }

        for (var n = 0; n < spectra.Length; n++) spectra[n] += worker.Spectra[n];
        tally.Add(worker.Tally);
        Batches++;
        Histories += histories;
    }

    /// <summary>Standard uncertainty of the energy in a cell over the energy; 0 where there is none.</summary>
    public double RelativeUncertainty(int cell)
    {
        var mean = sums[cell * layout.Stride + ScoringLayout.Water] / Histories;
        if (!(mean > 0) || Batches < 2) return 0;

        // Σ N_b (x_b − x)²/((B − 1) N) over batches of N_b histories with means x_b: unbiased whatever their sizes.
        var variance = Math.Max(0, squares[cell] / Histories - mean * mean) / (Batches - 1);
        return Math.Sqrt(variance) / mean;
    }
}
