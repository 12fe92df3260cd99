using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Sums over batches, taken in the order of the batches whichever thread brings them.</summary>
internal sealed class BatchSums
{
    // Places that are looked at together.
    private const int AtOnce = 8;

    private readonly ScoringLayout layout;
    private readonly double[] sums;
    private readonly double[] squares;
    private readonly double[] quantitySquares;
    private readonly (int Cell, int Place, int Group)[] region;
    private readonly int blocks;
    private readonly int[]? cellOf;
    private readonly double[] groupSums;
    private readonly double[] groupSquares;
    private readonly double[] groupBatch;
    private readonly double[] spectra;
    private EnergyTally tally;

    public BatchSums(RunPlan plan)
    {
        layout = plan.Layout;
        sums = new double[layout.Cells * layout.Stride];
        squares = new double[layout.Cells];
        quantitySquares = new double[layout.Quantities > 1 ? layout.Cells : 0];
        var groups = new Dictionary<int, int>();
        int Place(int cell) => layout.Order?.Of(cell) ?? cell;
        List<(int Cell, int Place, int Group)> members = [];
        foreach (var cell in plan.Request.UncertaintyCells ?? [])
        {
            var block = Place(cell) / BlockOrder.PerBlock;
            if (!groups.TryGetValue(block, out var group)) groups[block] = group = groups.Count;
            members.Add((cell, Place(cell), group));
        }

        blocks = groups.Count;
        foreach (var (n, cells) in plan.Request.Regions.Index()) members.AddRange(cells.Select(cell => (cell, Place(cell), blocks + n)));
        region = [.. members];
        var all = blocks + plan.Request.Regions.Count;
        (groupSums, groupSquares, groupBatch) = (new double[all], new double[all], new double[all]);
        cellOf = layout.Order?.Indices();
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
        for (var first = 0; first < layout.Places; first += AtOnce)
        {
            var end = Math.Min(first + AtOnce, layout.Places);
            if (IsEmpty(cells, first * stride, end * stride)) continue;
            for (var place = first; place < end; place++) AddPlace(cells, place, histories);
        }

        cells.AsSpan(layout.Places * stride).Clear();
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

    /// <summary>
    /// Variance of the sum of energy over mass of the request's cells in each block of memory, per history, summed over blocks. Cells near each other share ions: against the sum of
    /// their own variances this says by how much.
    /// </summary>
    public double BlockVariance()
    {
        var sum = 0.0;
        for (var n = 0; n < blocks; n++) sum += Variance(groupSums[n], groupSquares[n]);
        return sum;
    }

    /// <summary>Variance of the sum of energy over mass of the cells of one of the request's regions, per history.</summary>
    public double RegionVariance(int region) => Variance(groupSums[blocks + region], groupSquares[blocks + region]);

    private static double Square(double value) => value * value;

    // Σ N_b (x_b − x)²/((B − 1) N) over batches of N_b histories with means x_b: unbiased whatever their sizes.
    private double Variance(double sum, double sumOfSquares) => Batches > 1 ? Math.Max(0, sumOfSquares / Histories - Square(sum / Histories)) / (Batches - 1) : 0;

    private double Relative(double sum, double sumOfSquares) => sum > 0 ? Math.Sqrt(Variance(sum, sumOfSquares)) / (sum / Histories) : 0;

    private void AddRegion(float[] cells, int histories)
    {
        Array.Clear(groupBatch);
        foreach (var (cell, place, group) in region)
            if (layout.Masses[cell] > 0) groupBatch[group] += cells[place * layout.Stride + ScoringLayout.Water] / layout.Masses[cell];
        for (var n = 0; n < groupBatch.Length; n++)
        {
            groupSums[n] += groupBatch[n];
            groupSquares[n] += Square(groupBatch[n]) / histories;
        }
    }

    private void AddPlace(float[] cells, int place, int histories)
    {
        var stride = layout.Stride;
        var numbers = cells.AsSpan(place * stride, stride);
        if (IsEmpty(cells, place * stride, place * stride + stride)) return;
        var cell = cellOf is null ? place : cellOf[place];
        squares[cell] += Square(numbers[ScoringLayout.Water]) / histories;
        if (layout.Quantities > 1) quantitySquares[cell] += Square(numbers[ScoringLayout.Products + 1]) / histories;
        var own = sums.AsSpan(cell * stride, stride);
        for (var n = 0; n < own.Length; n++) own[n] += numbers[n];
        numbers.Clear();
    }

    // Numbers come in fours. Most cells of a large grid are empty in a batch: this is a pass over memory and little else.
    private static bool IsEmpty(float[] cells, int from, int end)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(cells);
        var (any, four) = (Vector512<int>.Zero, Vector128<int>.Zero);
        for (; from <= end - Vector512<float>.Count; from += Vector512<float>.Count) any |= Vector512.LoadUnsafe(ref first, (nuint)from).AsInt32();
        for (; from < end; from += Vector128<float>.Count) four |= Vector128.LoadUnsafe(ref first, (nuint)from).AsInt32();
        return any == Vector512<int>.Zero && four == Vector128<int>.Zero;
    }
}
