using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hanbeam.Dose.Influence;

/// <summary>The two products of one stored run.</summary>
/// <typeparam name="T">Width of the numbers.</typeparam>
internal static class StoredProducts<T>
    where T : struct, IMantissa
{
    private const int Lanes = LaneBuffer.Lanes;

    /// <summary>
    /// ADDS a run's dose and its companions. All weights are first laid one after the other, as the cells are, times their scales: rows are short and of any length, and a loop over each would mispredict
    /// its end every time. A line that reaches beyond its row is overwritten by the next.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(StoredRun run, BrickLayer layer, float[] nodes, BrickQuantities sums, StoredScratch scratch)
    {
        ref var w = ref MemoryMarshal.GetArrayDataReference(nodes);
        ref var scaled = ref scratch.Values.First;
        ref var scales = ref MemoryMarshal.GetArrayDataReference(run.Scales);
        nuint cell = 0;
        foreach (var packed in run.Rows)
        {
            (Vector512.LoadUnsafe(ref w, packed >> 8) * UpperHalves(ref Unsafe.Add(ref scales, cell))).StoreUnsafe(ref scaled, cell);
            cell += packed & 0xFF;
        }

        ref var mantissa = ref Unsafe.Add(ref run.Mantissas[0], run.Offset);
        ref var factors = ref Factors(run);
        nint n = 0;
        foreach (var block in run.Blocks)
        {
            var (s0, s1, s2, s3) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
            for (nint end = block.CellEnd; n < end; n += StoredRun.CellsAtOnce)
            {
                CallAhead(ref mantissa);
                s0 = Vector512.FusedMultiplyAdd(T.Load(ref mantissa), Vector512.Create(Unsafe.Add(ref scaled, n)), s0);
                s1 = Vector512.FusedMultiplyAdd(T.Load(ref Unsafe.Add(ref mantissa, Lanes * T.Size)), Vector512.Create(Unsafe.Add(ref scaled, n + 1)), s1);
                s2 = Vector512.FusedMultiplyAdd(T.Load(ref Unsafe.Add(ref mantissa, 2 * Lanes * T.Size)), Vector512.Create(Unsafe.Add(ref scaled, n + 2)), s2);
                s3 = Vector512.FusedMultiplyAdd(T.Load(ref Unsafe.Add(ref mantissa, 3 * Lanes * T.Size)), Vector512.Create(Unsafe.Add(ref scaled, n + 3)), s3);
                mantissa = ref Unsafe.Add(ref mantissa, StoredRun.CellsAtOnce * Lanes * T.Size);
            }

            var (alpha, sqrtBeta, let) = Means(ref factors, layer.Parts[block.Part]);
            factors = ref Unsafe.Add(ref factors, 6 * Lanes);
            sums.Add(block.Brick, s0 + s1 + (s2 + s3), alpha, sqrtBeta, let);
        }
    }

    /// <summary>The transposed: ADDS to sixteen sums a node; cells find theirs by a list made row by row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Adjoint(StoredRun run, BrickLayer layer, BrickQuantities gradient, bool[] zero, LaneBuffer nodes, StoredScratch scratch)
    {
        ref var scales = ref scratch.Values.First;
        ref var places = ref MemoryMarshal.GetArrayDataReference(scratch.Places);
        ref var sums = ref nodes.First;
        Spread(run, ref places, ref scales);
        ref var mantissa = ref Unsafe.Add(ref run.Mantissas[0], run.Offset);
        ref var factors = ref Factors(run);
        nint n = 0;
        foreach (var block in run.Blocks)
        {
            nint end = block.CellEnd;
            if (zero[block.Brick])
            {
                mantissa = ref Unsafe.Add(ref mantissa, (end - n) * Lanes * T.Size);
                n = end;
            }

            var (alpha, sqrtBeta, let) = Means(ref factors, layer.Parts[block.Part]);
            factors = ref Unsafe.Add(ref factors, 6 * Lanes);
            var factor = gradient.Chain(block.Brick, alpha, sqrtBeta, let);
            for (; n < end; n += StoredRun.CellsAtOnce)
            {
                CallAhead(ref mantissa);
                AddTo(ref Unsafe.Add(ref sums, Unsafe.Add(ref places, n)), ref mantissa, Unsafe.Add(ref scales, n), factor);
                AddTo(ref Unsafe.Add(ref sums, Unsafe.Add(ref places, n + 1)), ref Unsafe.Add(ref mantissa, Lanes * T.Size), Unsafe.Add(ref scales, n + 1), factor);
                AddTo(ref Unsafe.Add(ref sums, Unsafe.Add(ref places, n + 2)), ref Unsafe.Add(ref mantissa, 2 * Lanes * T.Size), Unsafe.Add(ref scales, n + 2), factor);
                AddTo(ref Unsafe.Add(ref sums, Unsafe.Add(ref places, n + 3)), ref Unsafe.Add(ref mantissa, 3 * Lanes * T.Size), Unsafe.Add(ref scales, n + 3), factor);
                mantissa = ref Unsafe.Add(ref mantissa, StoredRun.CellsAtOnce * Lanes * T.Size);
            }
        }
    }

    // Where the sums of each cell begin, and its scale.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spread(StoredRun run, ref int places, ref float scales)
    {
        var steps = StoredScratch.Steps;
        nuint cell = 0;
        foreach (var packed in run.Rows)
        {
            (Vector512.Create((int)(packed >> 8) * Lanes) + steps).StoreUnsafe(ref places, cell);
            cell += packed & 0xFF;
        }

        ref var halves = ref MemoryMarshal.GetArrayDataReference(run.Scales);
        for (nuint n = 0; n < cell; n += Lanes) UpperHalves(ref Unsafe.Add(ref halves, n)).StoreUnsafe(ref scales, n);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo(ref float sums, ref byte mantissa, float scale, Vector512<float> factor) =>
        Vector512.FusedMultiplyAdd(T.Load(ref mantissa) * Vector512.Create(scale), factor, Vector512.LoadUnsafe(ref sums)).StoreUnsafe(ref sums);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CallAhead(ref byte mantissa)
    {
        Nearer.CallAhead(ref mantissa);
        if (T.Size > 1) Nearer.CallAhead(ref Unsafe.Add(ref mantissa, StoredRun.CellsAtOnce * Lanes));
    }

    // Sixteen floats by their upper halves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> UpperHalves(ref ushort from)
    {
        var halves = Vector256.LoadUnsafe(ref from);
        if (Avx512F.IsSupported) return (Avx512F.ConvertToVector512Int32(halves) << 16).AsSingle();
        var (low, high) = Vector256.Widen(halves);
        return (Vector512.Create(low, high) << 16).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref byte Factors(StoredRun run) => ref Unsafe.As<ushort, byte>(ref MemoryMarshal.GetArrayDataReference(run.Factors));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Alpha, Vector512<float> SqrtBeta, Vector512<float> Let) Means(ref byte factors, BrickPart part) =>
    (
        UShortMantissa.Load(ref factors) * Vector512.Create(part.AlphaLevel),
        UShortMantissa.Load(ref Unsafe.Add(ref factors, 2 * Lanes)) * Vector512.Create(part.SqrtBetaLevel),
        UShortMantissa.Load(ref Unsafe.Add(ref factors, 4 * Lanes)) * Vector512.Create(part.LetLevel));
}
