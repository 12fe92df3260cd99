using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dose.Influence;

/// <summary>
/// The operator as a block-sparse matrix of small whole numbers, one scale for each (spot, brick); alpha, sqrt(beta) and LET are factors of a block. Forward, each task is a run of bricks under
/// all layers; back, each task is a layer over all bricks: nobody adds to what another adds to, and sums have one order.
/// </summary>
/// <typeparam name="T">Width of the numbers.</typeparam>
internal sealed class StoredOperator<T> : IBrickOperator
    where T : struct, IMantissa
{
    private const int Lanes = LaneBuffer.Lanes;
    private const int BricksPerRun = 64;

    private readonly BrickBeam beam;
    private readonly StoredRun[][] runs;
    private readonly int threads;

    private StoredOperator(BrickBeam beam, StoredRun[][] runs, int threads) => (this.beam, this.runs, this.threads) = (beam, runs, threads);

    /// <inheritdoc/>
    public long NonZeros => runs.Sum(layer => layer.Sum(run => run.NonZeros));

    /// <inheritdoc/>
    public long Bytes => beam.Points.Bytes + runs.Sum(layer => layer.Sum(run => run.Bytes));

    private static int RunCount(BrickBeam beam) => (beam.Bricks.Count + BricksPerRun - 1) / BricksPerRun;

    private ParallelOptions Options => new() { MaxDegreeOfParallelism = threads };

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

    /// <inheritdoc/>
    public void Forward(ReadOnlySpan<double> weights, VoxelQuantities result)
    {
        var nodes = beam.Scatter(weights);
        var sums = new BrickQuantities(beam.Bricks.Count);
        Parallel.For(0, RunCount(beam), Options, run =>
        {
            for (var layer = 0; layer < nodes.Length; layer++) Forward(runs[layer][run], beam.Layers[layer], nodes[layer], sums);
            sums.AddTo(result, beam.Bricks, run * BricksPerRun, Math.Min(beam.Bricks.Count, (run + 1) * BricksPerRun));
        });
    }

    /// <inheritdoc/>
    public void Adjoint(VoxelQuantities gradient, Span<double> spotGradient)
    {
        var bricks = new BrickQuantities(beam.Bricks.Count);
        bricks.SetFrom(gradient, beam.Bricks);
        var zero = new bool[beam.Bricks.Count];
        for (var brick = 0; brick < zero.Length; brick++) zero[brick] = bricks.IsZero(brick);
        var sums = new double[spotGradient.Length];
        Parallel.For(0, runs.Length, Options, layer =>
        {
            var nodes = new LaneBuffer(beam.Layers[layer].Lattice.Size * Lanes);
            foreach (var run in runs[layer]) Adjoint(run, beam.Layers[layer], bricks, zero, ref nodes.First);
            beam.Layers[layer].Lattice.GatherAdd(nodes, sums.AsSpan(beam.SpotStart[layer]..beam.SpotStart[layer + 1]));
        });
        System.Numerics.Tensors.TensorPrimitives.Add(spotGradient, sums, spotGradient);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward(StoredRun run, BrickLayer layer, float[] nodes, BrickQuantities sums)
    {
        var (row, cell) = (0, 0);
        ref var w = ref nodes[0];
        for (var block = 0; block < run.Blocks.Length; block++)
        {
            var (even, odd) = (Vector512<float>.Zero, Vector512<float>.Zero);
            for (; row < run.Blocks[block].RowEnd; row++)
            {
                var (node, count) = ((int)(run.Rows[row] >> 8), (int)(run.Rows[row] & 0xFF));
                ref var weight = ref Unsafe.Add(ref w, node);
                ref var scale = ref Unsafe.Add(ref run.Scales[0], cell);
                ref var mantissa = ref Unsafe.Add(ref run.Mantissas[0], run.Offset + cell * Lanes * T.Size);
                var n = 0;
                for (; n < count - 1; n += 2)
                {
                    even = Vector512.FusedMultiplyAdd(T.Load(ref Unsafe.Add(ref mantissa, n * Lanes * T.Size)), Vector512.Create(Unsafe.Add(ref weight, n) * Scale(ref scale, n)), even);
                    odd = Vector512.FusedMultiplyAdd(T.Load(ref Unsafe.Add(ref mantissa, (n + 1) * Lanes * T.Size)), Vector512.Create(Unsafe.Add(ref weight, n + 1) * Scale(ref scale, n + 1)), odd);
                }

                if (n < count) even = Vector512.FusedMultiplyAdd(T.Load(ref Unsafe.Add(ref mantissa, n * Lanes * T.Size)), Vector512.Create(Unsafe.Add(ref weight, n) * Scale(ref scale, n)), even);
                cell += count;
            }

            var (alpha, sqrtBeta, let) = Factors(run, layer, block);
            sums.Add(run.Blocks[block].Brick, even + odd, alpha, sqrtBeta, let);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Adjoint(StoredRun run, BrickLayer layer, BrickQuantities gradient, bool[] zero, ref float nodes)
    {
        var (row, cell) = (0, 0);
        for (var block = 0; block < run.Blocks.Length; block++)
        {
            var brick = run.Blocks[block].Brick;
            var (alpha, sqrtBeta, let) = Factors(run, layer, block);
            var factor = gradient.Chain(brick, alpha, sqrtBeta, let);
            for (; row < run.Blocks[block].RowEnd; row++)
            {
                var (node, count) = ((int)(run.Rows[row] >> 8), (int)(run.Rows[row] & 0xFF));
                if (!zero[brick])
                {
                    ref var sum = ref Unsafe.Add(ref nodes, node * Lanes);
                    ref var scale = ref Unsafe.Add(ref run.Scales[0], cell);
                    ref var mantissa = ref Unsafe.Add(ref run.Mantissas[0], run.Offset + cell * Lanes * T.Size);
                    for (var n = 0; n < count; n++)
                    {
                        var at = (nuint)(n * Lanes);
                        Vector512.FusedMultiplyAdd(T.Load(ref Unsafe.Add(ref mantissa, n * Lanes * T.Size)), factor * Vector512.Create(Scale(ref scale, n)), Vector512.LoadUnsafe(ref sum, at)).StoreUnsafe(ref sum, at);
                    }
                }

                cell += count;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Scale(ref ushort scales, int n) => BitConverter.Int32BitsToSingle(Unsafe.Add(ref scales, n) << 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Alpha, Vector512<float> SqrtBeta, Vector512<float> Let) Factors(StoredRun run, BrickLayer layer, int block)
    {
        ref var factors = ref Unsafe.As<ushort, byte>(ref run.Factors[block * 3 * Lanes]);
        var largest = layer.Largest[run.Blocks[block].Component];
        return (
            UShortMantissa.Load(ref factors) * Vector512.Create(largest.Alpha / UShortMantissa.Levels),
            UShortMantissa.Load(ref Unsafe.Add(ref factors, 2 * Lanes)) * Vector512.Create(largest.SqrtBeta / UShortMantissa.Levels),
            UShortMantissa.Load(ref Unsafe.Add(ref factors, 4 * Lanes)) * Vector512.Create(largest.Let / UShortMantissa.Levels));
    }
}
