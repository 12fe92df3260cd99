using System.Runtime.Intrinsics;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Sums over batches, taken in the order of the batches whichever thread brings them.</summary>
internal sealed class BatchSums
{
    private readonly ScoringLayout layout;
    private readonly double[] sums;
    private readonly double[] squares;
    private readonly double[] quantitySquares;
    private readonly IReadOnlyList<int> region;
    private double regionSum;
    private double regionSquares;
    private readonly double[] spectra;
    private EnergyTally tally;

    public BatchSums(RunPlan plan)
    {
        layout = plan.Layout;
        sums = new double[layout.Cells * layout.Stride];
        squares = new double[layout.Cells];
        quantitySquares = new double[layout.Quantities > 1 ? layout.Cells : 0];
        region = plan.Request.UncertaintyCells ?? [];
        spectra = new double[plan.SpectrumLength];
    }

    /// <summary>Batches that are in.</summary>
    public int Batches { get; private set; }

    /// <summary>Histories that are in.</summary>
    public long Histories { get; private set; }

    public EnergyTally Tally => tally;

    public double[] Sums => sums;

    public double[] Spectra => spectra;

    /// <summary>Adds a batch and empties the worker's cells. Squares are those of the energy to water over the histories: a batch counts by its size.</summary>
    public void Add(BatchWorker worker, int histories)
    {
        var (cells, stride) = (worker.Cells, layout.Stride);
        AddRegion(cells, histories);
        for (var cell = 0; cell < layout.Cells; cell++)
        {
            var at = cell * stride;
            if (IsEmpty(cells, at, stride)) continue;
            squares[cell] += Square(cells[at + ScoringLayout.Water]) / histories;
            if (layout.Quantities > 1) quantitySquares[cell] += Square(cells[at + ScoringLayout.Products + 1]) / histories;
            for (var n = at; n < at + stride; n++)
            {
                sums[n] += cells[n];
                cells[n] = 0;
            }
        }

        cells.AsSpan(layout.Cells * stride).Clear();
        for (var n = 0; n < spectra.Length; n++) spectra[n] += worker.Spectra[n];
        Array.Clear(worker.Spectra);
        tally.Add(worker.Tally);
        Batches++;
        Histories += histories;
    }

    /// <summary>Standard uncertainty of the energy in a cell over the energy; 0 where there is none.</summary>
    public double RelativeUncertainty(int cell) => Relative(sums[cell * layout.Stride + ScoringLayout.Water], squares[cell]);

    /// <summary>The same of the dose-weighted sum of the request's first quantity.</summary>
    public double QuantityUncertainty(int cell) => Relative(sums[cell * layout.Stride + ScoringLayout.Products + 1], quantitySquares[cell]);

    /// <summary>The same of the mean dose of the request's cells, which share ions; 0 without such cells.</summary>
    public double RegionUncertainty() => Relative(regionSum, regionSquares);

    private static double Square(double value) => value * value;

    // Σ N_b (x_b − x)²/((B − 1) N) over batches of N_b histories with means x_b: unbiased whatever their sizes.
    private double Relative(double sum, double sumOfSquares)
    {
        var mean = sum / Histories;
        return mean > 0 && Batches > 1 ? Math.Sqrt(Math.Max(0, sumOfSquares / Histories - mean * mean) / (Batches - 1)) / mean : 0;
    }

    private void AddRegion(float[] cells, int histories)
    {
        var dose = 0.0;
        foreach (var cell in region)
            if (layout.Masses[cell] > 0) dose += cells[cell * layout.Stride + ScoringLayout.Water] / layout.Masses[cell];
        regionSum += dose;
        regionSquares += dose * dose / histories;
    }

    // A stride is a multiple of four. Most cells of a large grid are empty in a batch: this is a pass over memory and little else.
    private static bool IsEmpty(float[] cells, int at, int stride)
    {
        var any = Vector128<int>.Zero;
        for (var n = at; n < at + stride; n += 4) any |= Vector128.LoadUnsafe(ref cells[n]).AsInt32();
        return any == Vector128<int>.Zero;
    }
}
