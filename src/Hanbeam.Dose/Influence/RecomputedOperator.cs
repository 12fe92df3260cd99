using System.Runtime.CompilerServices;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dose.Influence;

/// <summary>
/// The operator without a matrix: every product makes the windows anew from the points' places and depths. Forward, each task is a run of bricks under all layers; back, each task is a
/// layer over all bricks. So nobody adds to what another adds to, and sums have one order.
/// </summary>
internal sealed class RecomputedOperator : IBrickOperator
{
    private const int BricksPerTask = 128;

    private readonly BrickBeam beam;
    private readonly int threads;
    private readonly Lazy<long> nonZeros;

    public RecomputedOperator(BrickBeam beam, WorkContext work)
    {
        (this.beam, threads) = (beam, work.Threads);
        nonZeros = new Lazy<long>(CountNonZeros);
    }

    /// <inheritdoc/>
    public long NonZeros => nonZeros.Value;

    /// <inheritdoc/>
    public long Bytes => beam.Points.Bytes;

    private ParallelOptions Options => new() { MaxDegreeOfParallelism = threads };

    /// <inheritdoc/>
    public void Forward(ReadOnlySpan<double> weights, VoxelQuantities result)
    {
        var nodes = beam.Scatter(weights);
        var sums = beam.Bricks.Quantities.Take();
        sums.Clear();
        Parallel.For(0, (beam.Bricks.Count + BricksPerTask - 1) / BricksPerTask, Options, beam.Kernels.Take, (task, _, kernel) =>
        {
            var (first, end) = (task * BricksPerTask, Math.Min(beam.Bricks.Count, (task + 1) * BricksPerTask));
            for (var layer = 0; layer < nodes.Length; layer++) Forward(kernel, layer, nodes[layer], sums, first, end);
            sums.AddTo(result, beam.Bricks, first, end);
            return kernel;
        }, beam.Kernels.Give);
        beam.Bricks.Quantities.Give(sums);
        beam.GiveBack(nodes);
    }

    /// <inheritdoc/>
    public void Adjoint(VoxelQuantities gradient, Span<double> spotGradient)
    {
        var bricks = beam.Bricks.Quantities.Take();
        bricks.SetFrom(gradient, beam.Bricks);
        int[] wanted = [.. Enumerable.Range(0, beam.Bricks.Count).Where(brick => !bricks.IsZero(brick))];
        var sums = new double[spotGradient.Length];
        Parallel.For(0, beam.Layers.Length, Options, beam.Kernels.Take, (layer, _, kernel) =>
        {
            var lattice = beam.Layers[layer].Lattice;
            var nodes = lattice.Sums.Take();
            nodes.Span.Clear();
            Adjoint(kernel, beam.Layers[layer], bricks, wanted, nodes);
            lattice.GatherAdd(nodes, sums.AsSpan(beam.SpotStart[layer]..beam.SpotStart[layer + 1]));
            lattice.Sums.Give(nodes);
            return kernel;
        }, beam.Kernels.Give);
        beam.Bricks.Quantities.Give(bricks);
        System.Numerics.Tensors.TensorPrimitives.Add(spotGradient, sums, spotGradient);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Forward(BrickKernel kernel, int layer, float[] nodes, BrickQuantities sums, int first, int end)
    {
        for (var brick = first; brick < end; brick++)
        {
            if (!kernel.Enter(beam.Layers[layer], beam.Points, brick)) continue;
            foreach (var part in beam.Layers[layer].Parts)
                if (kernel.Select(part)) sums.Add(brick, kernel.Contract(ref nodes[0]), kernel.Alpha, kernel.SqrtBeta, kernel.Let);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Adjoint(BrickKernel kernel, BrickLayer layer, BrickQuantities gradient, int[] wanted, LaneBuffer nodes)
    {
        foreach (var brick in wanted)
        {
            if (!kernel.Enter(layer, beam.Points, brick)) continue;
            foreach (var part in layer.Parts)
                if (kernel.Select(part)) kernel.Spread(gradient.Chain(brick, kernel.Alpha, kernel.SqrtBeta, kernel.Let), ref nodes.First);
        }
    }

    private long CountNonZeros()
    {
        var sum = 0L;
        Parallel.For(0, beam.Layers.Length, Options, beam.Kernels.Take, (layer, _, kernel) =>
        {
            var count = 0L;
            for (var brick = 0; brick < beam.Bricks.Count; brick++)
            {
                if (!kernel.Enter(beam.Layers[layer], beam.Points, brick)) continue;
                foreach (var part in beam.Layers[layer].Parts)
                    if (kernel.Select(part, together: true)) count += kernel.CountNonZeros();
            }

            Interlocked.Add(ref sum, count);
            return kernel;
        }, beam.Kernels.Give);
        return sum;
    }
}
