using Hanbeam.Dose.PencilBeam;
using Hanbeam.Dose.RayTracing;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.Influence;

/// <summary>
/// y = D w and g = Dᵀ r for one group of lateral components on one set of points. D is never written out: each (point, layer, component) stores the two halves
/// of its separable window, and the products are formed while they are used.
/// </summary>
internal sealed class WindowedOperator
{
    private const int ChunkSize = 1024;

    // Number of partial gradients, whatever the number of threads: it fixes the order of summation.
    private const int GradientSlots = 8;

    private readonly LayerKernel[] kernels;
    private readonly int[] componentsOfLayer;
    private readonly WindowedLattice[] lattices;
    private readonly InfluenceChunk[] chunks;
    private readonly int[] spotStart;
    private readonly int threads;

    private WindowedOperator(LayerKernel[] kernels, int[] componentsOfLayer, WindowedLattice[] lattices, InfluenceChunk[] chunks, int threads)
    {
        (this.kernels, this.componentsOfLayer, this.lattices, this.chunks, this.threads) = (kernels, componentsOfLayer, lattices, chunks, threads);
        spotStart = new int[lattices.Length + 1];
        for (var layer = 0; layer < lattices.Length; layer++) spotStart[layer + 1] = spotStart[layer] + lattices[layer].SpotCount;
    }

    public long NonZeros => chunks.Sum(chunk => chunk.NonZeros);

    public long Bytes => chunks.Sum(chunk => chunk.Bytes);

    public static WindowedOperator Build(
        string stage, LayerKernel[] kernels, int[] componentsOfLayer, WindowedLattice[] lattices, Machine machine, BeamPoints points, WorkContext work)
    {
        var chunks = new InfluenceChunk[(points.Count + ChunkSize - 1) / ChunkSize];
        var done = 0;
        Parallel.For(0, chunks.Length, work.ParallelOptions, n =>
        {
            var builder = new InfluenceChunkBuilder(kernels, componentsOfLayer, lattices, machine);
            chunks[n] = builder.Build(points, n * ChunkSize, Math.Min(points.Count, (n + 1) * ChunkSize));
            work.Report(stage, Interlocked.Increment(ref done) / (double)chunks.Length);
        });
        return new WindowedOperator(kernels, componentsOfLayer, lattices, chunks, work.Threads);
    }

    /// <summary>ADDS to the points' quantities.</summary>
    public void Forward(ReadOnlySpan<double> weights, VoxelQuantities result)
    {
        var nodes = new float[lattices.Length][];
        for (var layer = 0; layer < nodes.Length; layer++)
        {
            nodes[layer] = new float[lattices[layer].Size + 8];
            lattices[layer].Scatter(weights[spotStart[layer]..spotStart[layer + 1]], nodes[layer]);
        }

        Parallel.For(0, chunks.Length, Options(), n => Forward(chunks[n], n * ChunkSize, nodes, result));
    }

    /// <summary>ADDS to the spots' gradient.</summary>
    public void Adjoint(VoxelQuantities gradient, Span<double> spotGradient)
    {
        var slots = new double[GradientSlots][][];
        Parallel.For(0, GradientSlots, Options(), slot => slots[slot] = AdjointSlot(slot, gradient));
        for (var layer = 0; layer < lattices.Length; layer++)
        {
            var sum = slots[0][layer];
            for (var slot = 1; slot < GradientSlots; slot++)
                System.Numerics.Tensors.TensorPrimitives.Add<double>(sum, slots[slot][layer], sum);
            lattices[layer].GatherAdd(sum, spotGradient[spotStart[layer]..spotStart[layer + 1]]);
        }
    }

    private ParallelOptions Options() => new() { MaxDegreeOfParallelism = threads };

    private void Forward(InfluenceChunk chunk, int firstPoint, float[][] nodes, VoxelQuantities result)
    {
        for (var point = 0; point < chunk.ProfileStart.Length; point++)
        {
            var profile = chunk.ProfileStart[point];
            double dose = 0, alphaDose = 0, sqrtBetaDose = 0, letDose = 0;
            for (var entry = chunk.EntryStart[point]; entry < chunk.EntryStart[point + 1]; entry++)
            {
                var (layer, c) = Math.DivRem(chunk.Component[entry], componentsOfLayer.Length);
                var lattice = lattices[layer];
                var source = kernels[layer].Components[componentsOfLayer[c]];
                var depth = chunk.Depth[entry];
                var d = (double)chunk.Amplitude[entry]
                    * SeparableWindow.Contract(nodes[layer], chunk.Cell[entry], lattice.Pitch, chunk.Profiles, profile, lattice.WindowX, lattice.WindowY);
                profile += lattice.WindowX + lattice.WindowY;
                dose += d;
                alphaDose += d * source.Alpha[depth];
                sqrtBetaDose += d * source.SqrtBeta[depth];
                letDose += d * source.Let[depth];
            }

            result.Dose[firstPoint + point] += dose;
            result.AlphaDose[firstPoint + point] += alphaDose;
            result.SqrtBetaDose[firstPoint + point] += sqrtBetaDose;
            if (result.HasLet) result.LetDose[firstPoint + point] += letDose;
        }
    }

    private double[][] AdjointSlot(int slot, VoxelQuantities gradient)
    {
        var sums = lattices.Select(lattice => new double[lattice.Size + 8]).ToArray();
        var partial = lattices.Select(lattice => new float[lattice.Size + 8]).ToArray();
        for (var n = slot; n < chunks.Length; n += GradientSlots)
        {
            if (!Adjoint(chunks[n], n * ChunkSize, gradient, partial)) continue;
            for (var layer = 0; layer < lattices.Length; layer++)
            {
                var (from, to) = (partial[layer], sums[layer]);
                for (var cell = 0; cell < from.Length; cell++) to[cell] += from[cell];
                Array.Clear(from);
            }
        }

        return sums;
    }

    private bool Adjoint(InfluenceChunk chunk, int firstPoint, VoxelQuantities gradient, float[][] nodes)
    {
        var any = false;
        for (var point = 0; point < chunk.ProfileStart.Length; point++)
        {
            var voxel = firstPoint + point;
            var (byDose, byAlpha, bySqrtBeta, byLet) = (gradient.Dose[voxel], gradient.AlphaDose[voxel], gradient.SqrtBetaDose[voxel], gradient.HasLet ? gradient.LetDose[voxel] : 0);
            if (byDose == 0 && byAlpha == 0 && bySqrtBeta == 0 && byLet == 0) continue;
            any = true;
            var profile = chunk.ProfileStart[point];
            for (var entry = chunk.EntryStart[point]; entry < chunk.EntryStart[point + 1]; entry++)
            {
                var (layer, c) = Math.DivRem(chunk.Component[entry], componentsOfLayer.Length);
                var lattice = lattices[layer];
                var source = kernels[layer].Components[componentsOfLayer[c]];
                var depth = chunk.Depth[entry];
                var factor = chunk.Amplitude[entry]
                    * (byDose + byAlpha * source.Alpha[depth] + bySqrtBeta * source.SqrtBeta[depth] + byLet * source.Let[depth]);
                SeparableWindow.Spread((float)factor, nodes[layer], chunk.Cell[entry], lattice.Pitch, chunk.Profiles, profile, lattice.WindowX, lattice.WindowY);
                profile += lattice.WindowX + lattice.WindowY;
            }
        }

        return any;
    }
}
