using Hanbeam.Numerics.Work;

namespace Hanbeam.Dose.Influence;

/// <summary>
/// The operator as a block-sparse matrix of small whole numbers, one scale for each (spot, brick); alpha, sqrt(beta) and LET are factors of a block, for all Gaussians that share them are in one number. Forward, each task is a run of bricks under
/// all layers; back, each task is a layer over all bricks: nobody adds to what another adds to, and sums have one order.
/// </summary>
/// <typeparam name="T">Width of the numbers.</typeparam>
internal sealed class StoredOperator<T> : IBrickOperator
    where T : struct, IMantissa
{
    internal const int BricksPerRun = 64;

    private readonly BrickBeam beam;
    private readonly StoredRun[][] runs;
    private readonly int threads;
    private readonly Spares<StoredScratch> scratches;

    private StoredOperator(BrickBeam beam, StoredRun[][] runs, int threads)
    {
        (this.beam, this.runs, this.threads) = (beam, runs, threads);
        var mostCells = runs.Max(layer => layer.Max(run => run.CellCount));
        scratches = new(() => new StoredScratch(mostCells));
    }

    /// <inheritdoc/>
    public long NonZeros => runs.Sum(layer => layer.Sum(run => run.NonZeros));

    /// <inheritdoc/>
    public long Bytes => beam.Points.Bytes + runs.Sum(layer => layer.Sum(run => run.Bytes));

    private static int RunCount(BrickBeam beam) => (beam.Bricks.Count + BricksPerRun - 1) / BricksPerRun;

    private ParallelOptions Options => new() { MaxDegreeOfParallelism = threads };

    /// <summary>By layer and run of bricks.</summary>
    internal StoredRun[][] Runs => runs;

    /// <summary>Scratch for its products.</summary>
    internal Spares<StoredScratch> Scratches => scratches;

    /// <summary>Builds it.</summary>
    /// <param name="stage">What progress is reported as.</param>
    /// <param name="beam">Layers and bricks.</param>
    /// <param name="work">Threads, progress, cancellation.</param>
    public static StoredOperator<T> Build(string stage, BrickBeam beam, WorkContext work)
    {
        var (runCount, done) = (RunCount(beam), 0);
        var runs = new StoredRun[beam.Layers.Length][];
        for (var layer = 0; layer < runs.Length; layer++) runs[layer] = new StoredRun[runCount];
        Parallel.For(0, runs.Length, work.ParallelOptions, () => new StoredRunBuilder<T>(beam), (layer, _, builder) =>
        {
            for (var run = 0; run < runCount; run++)
                runs[layer][run] = builder.Build(beam.Layers[layer], run * BricksPerRun, Math.Min(beam.Bricks.Count, (run + 1) * BricksPerRun));
            work.Report(stage, Interlocked.Increment(ref done) / (double)runs.Length);
            return builder;
        }, _ => { });
        return new StoredOperator<T>(beam, runs, work.Threads);
    }

    /// <summary>The memory that it will take, bytes, from a sample of the bricks: within some per cent.</summary>
    /// <param name="beam">Layers and bricks.</param>
    public static long Estimate(BrickBeam beam)
    {
        const int sample = 64;
        var builder = new StoredRunBuilder<T>(beam);
        var stride = Math.Max(1, beam.Bricks.Count / sample);
        var (bytes, seen) = (0L, 0);
        for (var brick = stride / 2; brick < beam.Bricks.Count; brick += stride, seen++)
            foreach (var layer in beam.Layers) bytes += builder.Build(layer, brick, brick + 1).Bytes - StoredRunBuilder<T>.FixedBytes;
        return beam.Points.Bytes + (long)(bytes * ((double)beam.Bricks.Count / Math.Max(1, seen))) + (long)RunCount(beam) * beam.Layers.Length * StoredRunBuilder<T>.FixedBytes;
    }

    /// <inheritdoc/>
    public void Forward(ReadOnlySpan<double> weights, VoxelQuantities result)
    {
        var nodes = beam.Scatter(weights);
        var sums = beam.Bricks.Quantities.Take();
        sums.Clear();
        Parallel.For(0, RunCount(beam), Options, scratches.Take, (run, _, scratch) =>
        {
            for (var layer = 0; layer < nodes.Length; layer++)
            {
                if (layer + 1 < nodes.Length) runs[layer + 1][run].Prefetch();
                StoredProducts<T>.Forward(runs[layer][run], beam.Layers[layer], nodes[layer], sums, scratch);
            }

            sums.AddTo(result, beam.Bricks, run * BricksPerRun, Math.Min(beam.Bricks.Count, (run + 1) * BricksPerRun));
            return scratch;
        }, scratches.Give);
        beam.Bricks.Quantities.Give(sums);
        beam.GiveBack(nodes);
    }

    /// <inheritdoc/>
    public void Adjoint(VoxelQuantities gradient, Span<double> spotGradient)
    {
        var bricks = beam.Bricks.Quantities.Take();
        bricks.SetFrom(gradient, beam.Bricks);
        var zero = new bool[beam.Bricks.Count];
        for (var brick = 0; brick < zero.Length; brick++) zero[brick] = bricks.IsZero(brick);
        var sums = new double[spotGradient.Length];
        Parallel.For(0, runs.Length, Options, scratches.Take, (layer, _, scratch) =>
        {
            var lattice = beam.Layers[layer].Lattice;
            var nodes = lattice.Sums.Take();
            nodes.Span.Clear();
            for (var run = 0; run < runs[layer].Length; run++)
            {
                if (run + 1 < runs[layer].Length) runs[layer][run + 1].Prefetch();
                StoredProducts<T>.Adjoint(runs[layer][run], beam.Layers[layer], bricks, zero, nodes, scratch);
            }

            lattice.GatherAdd(nodes, sums.AsSpan(beam.SpotStart[layer]..beam.SpotStart[layer + 1]));
            lattice.Sums.Give(nodes);
            return scratch;
        }, scratches.Give);
        beam.Bricks.Quantities.Give(bricks);
        System.Numerics.Tensors.TensorPrimitives.Add(spotGradient, sums, spotGradient);
    }
}
