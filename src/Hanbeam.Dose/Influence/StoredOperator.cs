using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
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
    private const int Lanes = LaneBuffer.Lanes;
    internal const int BricksPerRun = 64;

    private readonly BrickBeam beam;
    private readonly StoredRun[][] runs;
    private readonly int threads;
    private readonly Spares<StoredScratch> scratches;

    private StoredOperator(BrickBeam beam, StoredRun[][] runs, int threads)
    {
        (this.beam, this.runs, this.threads) = (beam, runs, threads);
        var mostCells = beam.Layers.Max(layer => layer.Lattice.Size);
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
            for (var layer = 0; layer < nodes.Length; layer++) Forward(runs[layer][run], beam.Layers[layer], nodes[layer], sums, scratch);
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
            foreach (var run in runs[layer]) Adjoint(run, beam.Layers[layer], bricks, zero, nodes, scratch);
            lattice.GatherAdd(nodes, sums.AsSpan(beam.SpotStart[layer]..beam.SpotStart[layer + 1]));
            lattice.Sums.Give(nodes);
            return scratch;
        }, scratches.Give);
        beam.Bricks.Quantities.Give(bricks);
        System.Numerics.Tensors.TensorPrimitives.Add(spotGradient, sums, spotGradient);
    }

    // A block's weights are first laid one after the other, as its cells are, times their scales: rows are short and of any length, so a loop over each would mispredict its end every
    // time. A line that reaches beyond its row is overwritten by the next; the last one's end is zero. Four cells at a time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Forward(StoredRun run, BrickLayer layer, float[] nodes, BrickQuantities sums, StoredScratch scratch)
    {
        var (row, cell) = (0, 0);
        ref var w = ref nodes[0];
        ref var scaled = ref scratch.Values.First;
        for (var block = 0; block < run.Blocks.Length; block++)
        {
            var count = 0;
            for (; row < run.Blocks[block].RowEnd; row++)
            {
                var packed = run.Rows[row];
                (Vector512.LoadUnsafe(ref w, packed >> 8) * Scales(run, cell + count)).StoreUnsafe(ref scaled, (nuint)count);
                count += (int)(packed & 0xFF);
            }

            Vector512<float>.Zero.StoreUnsafe(ref scaled, (nuint)count);
            ref var mantissa = ref Unsafe.Add(ref run.Mantissas[0], run.Offset + cell * Lanes * T.Size);
            var (s0, s1, s2, s3) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
            for (var n = 0; n < count; n += 4)
            {
                s0 = Vector512.FusedMultiplyAdd(T.Load(ref mantissa), Vector512.Create(Unsafe.Add(ref scaled, n)), s0);
                s1 = Vector512.FusedMultiplyAdd(T.Load(ref Unsafe.Add(ref mantissa, Lanes * T.Size)), Vector512.Create(Unsafe.Add(ref scaled, n + 1)), s1);
                s2 = Vector512.FusedMultiplyAdd(T.Load(ref Unsafe.Add(ref mantissa, 2 * Lanes * T.Size)), Vector512.Create(Unsafe.Add(ref scaled, n + 2)), s2);
                s3 = Vector512.FusedMultiplyAdd(T.Load(ref Unsafe.Add(ref mantissa, 3 * Lanes * T.Size)), Vector512.Create(Unsafe.Add(ref scaled, n + 3)), s3);
                mantissa = ref Unsafe.Add(ref mantissa, 4 * Lanes * T.Size);
            }

            cell += count;
            var (alpha, sqrtBeta, let) = Factors(run, layer, block);
            sums.Add(run.Blocks[block].Brick, s0 + s1 + (s2 + s3), alpha, sqrtBeta, let);
        }
    }

    // The transposed: cells find their sixteen sums by a list made row by row.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Adjoint(StoredRun run, BrickLayer layer, BrickQuantities gradient, bool[] zero, LaneBuffer nodes, StoredScratch scratch)
    {
        var (row, cell) = (0, 0);
        ref var scales = ref scratch.Values.First;
        ref var places = ref scratch.Places[0];
        ref var sums = ref nodes.First;
        for (var block = 0; block < run.Blocks.Length; block++)
        {
            var count = 0;
            for (; row < run.Blocks[block].RowEnd; row++)
            {
                var packed = run.Rows[row];
                (Vector512.Create((int)(packed >> 8) * Lanes) + StoredScratch.Steps).StoreUnsafe(ref places, (nuint)count);
                count += (int)(packed & 0xFF);
            }

            var brick = run.Blocks[block].Brick;
            if (!zero[brick])
            {
                var (alpha, sqrtBeta, let) = Factors(run, layer, block);
                var factor = gradient.Chain(brick, alpha, sqrtBeta, let);
                for (var n = 0; n < count; n += Lanes) Scales(run, cell + n).StoreUnsafe(ref scales, (nuint)n);
                ref var mantissa = ref Unsafe.Add(ref run.Mantissas[0], run.Offset + cell * Lanes * T.Size);
                for (var n = 0; n < count; n++)
                {
                    var at = (nuint)Unsafe.Add(ref places, n);
                    var value = T.Load(ref Unsafe.Add(ref mantissa, n * Lanes * T.Size)) * Vector512.Create(Unsafe.Add(ref scales, n));
                    Vector512.FusedMultiplyAdd(value, factor, Vector512.LoadUnsafe(ref sums, at)).StoreUnsafe(ref sums, at);
                }
            }

            cell += count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Scales(StoredRun run, int cell)
    {
        var halves = Vector256.LoadUnsafe(ref run.Scales[cell]);
        if (Avx512F.IsSupported) return (Avx512F.ConvertToVector512Int32(halves) << 16).AsSingle();
        var (low, high) = Vector256.Widen(halves);
        return (Vector512.Create(low, high) << 16).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Alpha, Vector512<float> SqrtBeta, Vector512<float> Let) Factors(StoredRun run, BrickLayer layer, int block)
    {
        ref var factors = ref Unsafe.As<ushort, byte>(ref run.Factors[block * 3 * Lanes]);
        var part = layer.Parts[run.Blocks[block].Part];
        return (
            UShortMantissa.Load(ref factors) * Vector512.Create(part.LargestAlpha / UShortMantissa.Levels),
            UShortMantissa.Load(ref Unsafe.Add(ref factors, 2 * Lanes)) * Vector512.Create(part.LargestSqrtBeta / UShortMantissa.Levels),
            UShortMantissa.Load(ref Unsafe.Add(ref factors, 4 * Lanes)) * Vector512.Create(part.LargestLet / UShortMantissa.Levels));
    }
}
