using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Hanbeam.Dose.Vectors;

namespace Hanbeam.Dose.Influence;

/// <summary>Makes stored runs; one thread's scratch, in which a run stays in the second-level cache until it is complete.</summary>
internal sealed class StoredRunBuilder<T>
    where T : struct, IMantissa
{
    private const int Lanes = LaneBuffer.Lanes;

    // A cell whose largest value is below this share of the block's largest is dropped and each voxel's dose of it shared out to its other cells: 2.9 sigmas, 1.5 % of a Gaussian (of several:
    // BrickKernel.CutShare).
    private const float LeastShare = 0.015f;

    // A voxel of which the cut takes more than a third, far beside the brick's others, gets no more than this back.
    private const float MostGivenBack = 1.5f;

    /// <summary>What a run takes that holds nothing, bytes.</summary>
    public static long FixedBytes => Slack + 2 * Lanes;

    // To begin at a cache line.
    private static int Slack => Lanes * sizeof(float) - 1;

    private readonly BrickBeam beam;
    private readonly BrickKernel kernel;
    private readonly BrickCells cells;
    private readonly LaneBuffer factors = new(Lanes);
    private readonly int[] rowStarts;
    private readonly List<StoredBlock> blocks = [];
    private readonly List<ushort> means = [];
    private uint[] rows = new uint[1 << 10];
    private ushort[] scales = new ushort[1 << 12];
    private byte[] mantissas = new byte[1 << 16];
    private int rowCount;
    private int cellCount;

    public StoredRunBuilder(BrickBeam beam)
    {
        this.beam = beam;
        kernel = new BrickKernel(beam.Layers);
        var most = beam.Layers.Max(layer => layer.Lattice.Size);
        (cells, rowStarts) = (new BrickCells(most), new int[most]);
    }

    public StoredRun Build(BrickLayer layer, int firstBrick, int endBrick)
    {
        blocks.Clear();
        means.Clear();
        (rowCount, cellCount) = (0, 0);
        for (var brick = firstBrick; brick < endBrick; brick++)
        {
            if (!kernel.Enter(layer, beam.Points, brick)) continue;
            for (var part = 0; part < layer.Parts.Length; part++)
                if (kernel.Select(layer.Parts[part], together: true)) Add(layer, brick, part);
        }

        var bytes = cellCount * Lanes * T.Size;
        var target = GC.AllocateUninitializedArray<byte>(bytes + Slack, pinned: true);
        var offset = (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(target, 0) & (Lanes * sizeof(float) - 1));
        mantissas.AsSpan(0, bytes).CopyTo(target.AsSpan(offset));
        var scaleLines = GC.AllocateUninitializedArray<ushort>(cellCount + Lanes);
        scales.AsSpan(0, cellCount).CopyTo(scaleLines);
        scaleLines.AsSpan(cellCount).Clear();
        return new StoredRun { Blocks = [.. blocks], Rows = rows[..rowCount], Scales = scaleLines, Factors = [.. means], Mantissas = target, Offset = offset, NonZeros = CountNonZeros(mantissas.AsSpan(0, bytes)) };
    }

    private static long CountNonZeros(Span<byte> numbers) =>
        T.Size == 1 ? numbers.Length - numbers.Count((byte)0) : numbers.Length / 2 - MemoryMarshal.Cast<byte, ushort>(numbers).Count((ushort)0);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(BrickLayer layer, int brick, int part)
    {
        var window = cells.Fill(kernel.Windows, layer.Lattice);
        if (cells.Top <= 0) return;
        Reserve(window.Count);
        var before = rowCount;
        var kept = cells.All - Keep(window, layer.Lattice.Nx, LeastShare * kernel.CutShare * cells.Top);
        var share = Vector512.MaxNative(Vector512<float>.One, Vector512.MinNative(cells.All / Vector512.MaxNative(kept, Vector512.Create(1e-30f)), Vector512.Create(MostGivenBack)));
        var most = BrickMath.Max(share);
        Quantise(before, share, most);
        Fill();
        blocks.Add(new StoredBlock(brick, part, cellCount));
        Write(kernel.Alpha, layer.Parts[part].LargestAlpha);
        Write(kernel.SqrtBeta, layer.Parts[part].LargestSqrtBeta);
        Write(kernel.Let, layer.Parts[part].LargestLet);
    }

    // Lists the cells that are kept, from the first to the last of a row that is large enough; returns the sum of all others in each lane.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Vector512<float> Keep(in BrickWindow window, int pitch, float least)
    {
        var (before, dropped) = (rowCount, Vector512<float>.Zero);
        var largest = cells.Largest.Span;
        for (int row = window.Row0, at = 0; row < window.RowEnd; row++, at += window.Columns)
        {
            var (first, end) = (at, at + window.Columns);
            while (first < end && largest[first] < least) dropped += cells.Of(first++);
            while (first < end && largest[end - 1] < least) dropped += cells.Of(--end);
            for (var cell = first; cell < end; cell += Lanes)
            {
                rowStarts[rowCount - before] = cell;
                rows[rowCount++] = (uint)(row * pitch + window.Column0 + cell - at) << 8 | (uint)Math.Min(Lanes, end - cell);
            }
        }

        return dropped;
    }

    // Zeros up to a whole number of what products take at once.
    private void Fill()
    {
        var missing = -cellCount & StoredRun.CellsAtOnce - 1;
        if (missing == 0) return;
        var last = rows[rowCount - 1];
        if ((last & 0xFF) + missing <= Lanes) rows[rowCount - 1] = last + (uint)missing;
        else rows[rowCount++] = last & ~0xFFu | (uint)missing;
        scales.AsSpan(cellCount, missing).Clear();
        mantissas.AsSpan(cellCount * Lanes * T.Size, missing * Lanes * T.Size).Clear();
        cellCount += missing;
    }

    // Room for a window's cells, what fills them up, and a line more.
    private void Reserve(int count)
    {
        count += Lanes;
        if (rowCount + count > rows.Length) Array.Resize(ref rows, 2 * (rowCount + count));
        if (cellCount + count + Lanes <= scales.Length && (cellCount + count) * Lanes * T.Size <= mantissas.Length) return;
        Array.Resize(ref scales, 2 * (cellCount + count + Lanes));
        Array.Resize(ref mantissas, 2 * (cellCount + count) * Lanes * T.Size);
    }

    // Scales are rounded up to the upper half of a float, so that no mantissa is above its largest.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Quantise(int before, Vector512<float> share, float most)
    {
        var level = Vector512.Create(most / T.Levels);
        ref var largest = ref cells.Largest.First;
        ref var factor = ref factors.First;
        ref var target = ref mantissas[cellCount * Lanes * T.Size];
        ref var scaleOfCell = ref scales[cellCount];
        for (var row = before; row < rowCount; row++)
        {
            var (first, count) = (rowStarts[row - before], (int)(rows[row] & 0xFF));
            var halves = ((Vector512.LoadUnsafe(ref largest, (nuint)first) * level).AsUInt32() + Vector512.Create(0xFFFFu)) >> 16;
            var scale = (halves << 16).AsSingle();
            Vector256.Narrow(halves.GetLower(), halves.GetUpper()).StoreUnsafe(ref scaleOfCell);
            Vector512.ConditionalSelect(Vector512.GreaterThan(scale, Vector512<float>.Zero), Vector512<float>.One / scale, Vector512<float>.Zero).StoreUnsafe(ref factor);
            ref var values = ref cells.At(first);
            for (nint n = 0; n < count; n++)
                T.Store(ref Unsafe.Add(ref target, n * Lanes * T.Size), Vector512.LoadUnsafe(ref Unsafe.Add(ref values, n * Lanes)) * share * Vector512.Create(Unsafe.Add(ref factor, n)));
            target = ref Unsafe.Add(ref target, count * Lanes * T.Size);
            scaleOfCell = ref Unsafe.Add(ref scaleOfCell, count);
            cellCount += count;
        }
    }

    private void Write(Vector512<float> values, float most)
    {
        var start = means.Count;
        CollectionsMarshal.SetCount(means, start + Lanes);
        UShortMantissa.Store(ref Unsafe.As<ushort, byte>(ref CollectionsMarshal.AsSpan(means)[start]), values * Vector512.Create(most > 0 ? UShortMantissa.Levels / most : 0));
    }
}
