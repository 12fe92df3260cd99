using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Hanbeam.Dose.Vectors;

namespace Hanbeam.Dose.Influence;

/// <summary>The values of one part in one brick, Gy per 10⁶ ions: sixteen voxels a cell of the lattice, cell after cell of a window, row by row. One thread's scratch.</summary>
/// <param name="most">Most cells of a window.</param>
internal sealed class BrickCells(int most)
{
    private const int Lanes = LaneBuffer.Lanes;

    private readonly LaneBuffer values = new((most + Lanes) * Lanes);

    /// <summary>The largest of each cell's sixteen, and a line more of anything.</summary>
    public LaneBuffer Largest { get; } = new(most + 2 * Lanes);

    /// <summary>Largest value of all.</summary>
    public float Top { get; private set; }

    /// <summary>Sum of all cells in each lane.</summary>
    public Vector512<float> All { get; private set; }

    /// <summary>The values of a cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(int cell) => values.Load(cell * Lanes);

    /// <summary>Where the values of a cell begin.</summary>
    public ref float At(int cell) => ref Unsafe.Add(ref values.First, cell * Lanes);

    /// <summary>Writes all cells of the window of a part whose Gaussians were selected together; cells without a spot are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public BrickWindow Fill(ReadOnlySpan<GaussianWindow> gaussians, BrickLattice lattice)
    {
        var window = gaussians[0].Cells;
        var all = Vector512<float>.Zero;
        ref var target = ref values.First;
        for (var row = window.Row0; row < window.RowEnd; row++)
        {
            ref var occupied = ref lattice.Occupied[row * lattice.Nx + window.Column0];
            if (gaussians.Length == 1) all += FillOne(gaussians[0], row, window.Columns, ref occupied, ref target);
            else all += FillSum(gaussians, row, window.Columns, ref occupied, ref target);
            target = ref Unsafe.Add(ref target, window.Columns * Lanes);
        }

        // Whole groups of cells are reduced at once.
        for (var n = 0; n < Lanes; n++) Vector512<float>.Zero.StoreUnsafe(ref target, (nuint)(n * Lanes));
        All = all;
        FindLargest(window.Count);
        return window;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> FillOne(GaussianWindow gaussian, int row, int columns, ref float occupied, ref float target)
    {
        var (all, y) = (Vector512<float>.Zero, gaussian.Row(row));
        ref var x = ref gaussian.X;
        for (nuint c = 0; c < (nuint)columns; c++)
        {
            var value = y * Vector512.LoadUnsafe(ref x, c * Lanes) * Vector512.Create(Unsafe.Add(ref occupied, c));
            value.StoreUnsafe(ref target, c * Lanes);
            all += value;
        }

        return all;
    }

    // Three Gaussians at a time; where there are fewer, one times zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> FillSum(ReadOnlySpan<GaussianWindow> gaussians, int row, int columns, ref float occupied, ref float target)
    {
        var all = Vector512<float>.Zero;
        for (var n = 0; n < gaussians.Length; n += 3)
        {
            var (second, third) = (Math.Min(n + 1, gaussians.Length - 1), Math.Min(n + 2, gaussians.Length - 1));
            var y0 = gaussians[n].Row(row);
            var y1 = second > n ? gaussians[second].Row(row) : Vector512<float>.Zero;
            var y2 = third > second ? gaussians[third].Row(row) : Vector512<float>.Zero;
            ref var x0 = ref gaussians[n].X;
            ref var x1 = ref gaussians[second].X;
            ref var x2 = ref gaussians[third].X;
            for (nuint c = 0; c < (nuint)columns; c++)
            {
                var value = y0 * Vector512.LoadUnsafe(ref x0, c * Lanes);
                value = Vector512.FusedMultiplyAdd(y1, Vector512.LoadUnsafe(ref x1, c * Lanes), value);
                value = Vector512.FusedMultiplyAdd(y2, Vector512.LoadUnsafe(ref x2, c * Lanes), value) * Vector512.Create(Unsafe.Add(ref occupied, c));
                all += value;
                if (n > 0) value += Vector512.LoadUnsafe(ref target, c * Lanes);
                value.StoreUnsafe(ref target, c * Lanes);
            }
        }

        return all;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FindLargest(int count)
    {
        var top = Vector512<float>.Zero;
        for (var cell = 0; cell < count; cell += Lanes)
        {
            var largest = Avx512F.IsSupported ? LargestOfSixteen(ref Unsafe.Add(ref values.First, cell * Lanes)) : LargestOneByOne(cell);
            Largest.Store(cell, largest);
            top = Vector512.MaxNative(top, largest);
        }

        Top = BrickMath.Max(top);
    }

    private Vector512<float> LargestOneByOne(int cell)
    {
        Span<float> largest = stackalloc float[Lanes];
        for (var n = 0; n < Lanes; n++) largest[n] = BrickMath.Max(Of(cell + n));
        return Vector512.Create<float>(largest);
    }

    // The sixteen vectors are turned as they are reduced: four lanes of four cells to a quarter, then a quarter of all sixteen cells.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LargestOfSixteen(ref float cells)
    {
        var (a, b) = (LargestOfFour(ref cells), LargestOfFour(ref Unsafe.Add(ref cells, 4 * Lanes)));
        var (c, d) = (LargestOfFour(ref Unsafe.Add(ref cells, 8 * Lanes)), LargestOfFour(ref Unsafe.Add(ref cells, 12 * Lanes)));
        var ab = Vector512.MaxNative(Avx512F.Shuffle4x128(a, b, 0x44), Avx512F.Shuffle4x128(a, b, 0xEE));
        var cd = Vector512.MaxNative(Avx512F.Shuffle4x128(c, d, 0x44), Avx512F.Shuffle4x128(c, d, 0xEE));
        return Vector512.MaxNative(Avx512F.Shuffle4x128(ab, cd, 0x88), Avx512F.Shuffle4x128(ab, cd, 0xDD));
    }

    // In each quarter the largest of the quarter of four cells.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LargestOfFour(ref float cells)
    {
        var (a, b) = (Vector512.LoadUnsafe(ref cells), Vector512.LoadUnsafe(ref cells, Lanes));
        var (c, d) = (Vector512.LoadUnsafe(ref cells, 2 * Lanes), Vector512.LoadUnsafe(ref cells, 3 * Lanes));
        var ab = Vector512.MaxNative(Avx512F.UnpackLow(a, b), Avx512F.UnpackHigh(a, b)).AsDouble();
        var cd = Vector512.MaxNative(Avx512F.UnpackLow(c, d), Avx512F.UnpackHigh(c, d)).AsDouble();
        return Vector512.MaxNative(Avx512F.UnpackLow(ab, cd).AsSingle(), Avx512F.UnpackHigh(ab, cd).AsSingle());
    }
}
