using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hanbeam.Dose.Influence;

/// <summary>Makes stored runs; one thread's scratch, in which a run stays in the second-level cache until it is complete.</summary>
internal sealed class StoredRunBuilder<T>
    where T : struct, IMantissa
{
    private const int Lanes = LaneBuffer.Lanes;

    // A cell whose largest value is below this share of the block's largest is dropped and its dose shared out to the others: 3 sigmas, 1 % of a Gaussian.
    private const float LeastShare = 0.01f;

    /// <summary>What a run takes that holds nothing, bytes.</summary>
    public static long FixedBytes => Slack + 2 * Lanes;

    // To begin at a vector, and three cells behind the last, which are read and multiplied with zero.
    private static int Slack => Lanes * sizeof(float) - 1 + 3 * Lanes * T.Size;

    private readonly BrickBeam beam;
    private readonly BrickKernel kernel;
    private readonly LaneBuffer cells;
    private readonly float[] largest;
    private readonly List<StoredBlock> blocks = [];
    private readonly List<uint> rows = [];
    private readonly List<ushort> scales = [];
    private readonly List<ushort> factors = [];
    private byte[] mantissas = new byte[1 << 16];
    private long nonZeros;

    public StoredRunBuilder(BrickBeam beam)
    {
        this.beam = beam;
        kernel = new BrickKernel(beam.Layers);
        var most = beam.Layers.Max(layer => layer.Lattice.Size);
        (cells, largest) = (new LaneBuffer(most * Lanes), new float[most]);
    }

    public StoredRun Build(BrickLayer layer, int firstBrick, int endBrick)
    {
        blocks.Clear();
        rows.Clear();
        scales.Clear();
        factors.Clear();
        nonZeros = 0;
        for (var brick = firstBrick; brick < endBrick; brick++)
        {
            if (!kernel.Enter(layer, beam.Points, brick)) continue;
            for (var c = 0; c < layer.ComponentCount; c++)
                if (kernel.Select(c)) Add(layer, brick, c);
        }

        var bytes = scales.Count * Lanes * T.Size;
        var target = GC.AllocateUninitializedArray<byte>(bytes + Slack, pinned: true);
        var offset = (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(target, 0) & (Lanes * sizeof(float) - 1));
        mantissas.AsSpan(0, bytes).CopyTo(target.AsSpan(offset));
        return new StoredRun { Blocks = [.. blocks], Rows = [.. rows], Scales = [.. scales, .. new ushort[Lanes]], Factors = [.. factors], Mantissas = target, Offset = offset, NonZeros = nonZeros };
    }

    private void Add(BrickLayer layer, int brick, int component)
    {
        var window = kernel.Products(ref cells.First, largest, out var top);
        if (top <= 0) return;
        var least = LeastShare * top;
        var keep = Shares(window, least);
        var before = rows.Count;
        Reserve(window.Count);
        for (var row = window.Row0; row < window.RowEnd; row++)
        {
            var at = (row - window.Row0) * window.Columns;
            var (first, end) = (at, at + window.Columns);
            while (first < end && largest[first] < least) first++;
            while (first < end && largest[end - 1] < least) end--;
            if (first >= end) continue;
            for (var cell = first; cell < end; cell += Lanes)
                rows.Add((uint)(row * layer.Lattice.Nx + window.Column0 + cell - at) << 8 | (uint)Math.Min(Lanes, end - cell));
            for (var cell = first; cell < end; cell++) Quantise(cell, keep);
        }

        if (rows.Count == before) return;
        blocks.Add(new StoredBlock(brick, component, rows.Count));
        Factors(kernel.Alpha, layer.Largest[component].Alpha);
        Factors(kernel.SqrtBeta, layer.Largest[component].SqrtBeta);
        Factors(kernel.Let, layer.Largest[component].Let);
    }

    // What all cells of the window hold over what the kept ones do.
    private float Shares(in BrickWindow window, float least)
    {
        var (all, kept) = (Vector512<float>.Zero, Vector512<float>.Zero);
        for (var cell = 0; cell < window.Count; cell++)
        {
            if (largest[cell] == 0) continue;
            var values = cells.Load(cell * Lanes);
            all += values;
            if (largest[cell] >= least) kept += values;
        }

        return Vector512.Sum(all) / Vector512.Sum(kept);
    }

    private void Reserve(int count)
    {
        var needed = (scales.Count + count) * Lanes * T.Size;
        if (needed > mantissas.Length) Array.Resize(ref mantissas, Math.Max(needed, 2 * mantissas.Length));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Quantise(int cell, float keep)
    {
        // Rounded up to the upper half of a float, so that no mantissa is above its largest.
        var bits = (ushort)(BitConverter.SingleToInt32Bits(largest[cell] * keep / T.Levels) + 0xFFFF >> 16);
        var scale = BitConverter.Int32BitsToSingle(bits << 16);
        var levels = cells.Load(cell * Lanes) * Vector512.Create(scale > 0 ? keep / scale : 0);
        T.Store(ref mantissas[scales.Count * Lanes * T.Size], levels);
        scales.Add(bits);
        nonZeros += BitOperations.PopCount(Vector512.GreaterThanOrEqual(levels, Vector512.Create(0.5f)).ExtractMostSignificantBits());
    }

    private void Factors(Vector512<float> values, float most)
    {
        var start = factors.Count;
        CollectionsMarshal.SetCount(factors, start + Lanes);
        UShortMantissa.Store(ref Unsafe.As<ushort, byte>(ref CollectionsMarshal.AsSpan(factors)[start]), values * Vector512.Create(most > 0 ? UShortMantissa.Levels / most : 0));
    }
}
