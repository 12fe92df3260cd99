using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hanbeam.Dose.Influence;

/// <summary>A layer's depth table read for sixteen voxels. One thread's scratch.</summary>
internal sealed class DepthLines
{
    private const int Lanes = LaneBuffer.Lanes;

    private readonly LaneBuffer lines = new(Lanes * Lanes);
    private readonly LaneBuffer values = new(Lanes * Lanes);
    private readonly int[] rows = new int[Lanes];
    private readonly float[] shares = new float[Lanes];

    /// <summary>All bits of the voxels whose depth is in the table.</summary>
    public Vector512<float> InTable { get; private set; }

    /// <summary>One value of all voxels, as last read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(int value) => values.Load(value * Lanes);

    /// <summary>Reads a line of the table for each lane, linear between two depths, and turns the lines so that a vector holds one value of all lanes.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="depth">Water-equivalent depths in the patient, mm.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(BrickLayer layer, Vector512<float> depth)
    {
        var position = (depth + Vector512.Create(layer.ShiftMm)) * Vector512.Create(1 / layer.DepthStepMm);
        position = Vector512.MinNative(Vector512.MaxNative(position, Vector512<float>.Zero), Vector512.Create((float)layer.RowCount - 0.01f));
        InTable = Vector512.LessThan(position, Vector512.Create((float)layer.RowCount - 1));
        var whole = Vector512.ConvertToInt32Native(position);
        whole.CopyTo(rows);
        (position - Vector512.ConvertToSingle(whole)).CopyTo(shares);
        ref var table = ref layer.Table.First;
        ref var target = ref lines.First;
        for (var lane = 0; lane < Lanes; lane++)
        {
            ref var line = ref Unsafe.Add(ref table, rows[lane] * Lanes);
            var (upper, lower) = (Vector512.LoadUnsafe(ref line), Vector512.LoadUnsafe(ref line, Lanes));
            Vector512.FusedMultiplyAdd(Vector512.Create(shares[lane]), lower - upper, upper).StoreUnsafe(ref target, (nuint)(lane * Lanes));
        }

        if (Avx512F.IsSupported) Transpose(ref target, ref values.First);
        else TransposeScalar(ref target, ref values.First);
    }

    private static void TransposeScalar(ref float from, ref float to)
    {
        for (var lane = 0; lane < Lanes; lane++)
            for (var value = 0; value < Lanes; value++) Unsafe.Add(ref to, value * Lanes + lane) = Unsafe.Add(ref from, lane * Lanes + value);
    }

    private static void Transpose(ref float from, ref float to)
    {
        Span<Vector512<float>> quads = stackalloc Vector512<float>[Lanes];
        for (var four = 0; four < Lanes; four += 4)
        {
            var (a, b) = (Vector512.LoadUnsafe(ref from, (nuint)(four * Lanes)), Vector512.LoadUnsafe(ref from, (nuint)((four + 1) * Lanes)));
            var (c, d) = (Vector512.LoadUnsafe(ref from, (nuint)((four + 2) * Lanes)), Vector512.LoadUnsafe(ref from, (nuint)((four + 3) * Lanes)));
            var (ab, abHigh) = (Avx512F.UnpackLow(a, b).AsDouble(), Avx512F.UnpackHigh(a, b).AsDouble());
            var (cd, cdHigh) = (Avx512F.UnpackLow(c, d).AsDouble(), Avx512F.UnpackHigh(c, d).AsDouble());
            quads[four] = Avx512F.UnpackLow(ab, cd).AsSingle();
            quads[four + 1] = Avx512F.UnpackHigh(ab, cd).AsSingle();
            quads[four + 2] = Avx512F.UnpackLow(abHigh, cdHigh).AsSingle();
            quads[four + 3] = Avx512F.UnpackHigh(abHigh, cdHigh).AsSingle();
        }

        for (var n = 0; n < 4; n++)
        {
            var (even, odd) = (Avx512F.Shuffle4x128(quads[n], quads[4 + n], 0x88), Avx512F.Shuffle4x128(quads[n], quads[4 + n], 0xDD));
            var (evenNext, oddNext) = (Avx512F.Shuffle4x128(quads[8 + n], quads[12 + n], 0x88), Avx512F.Shuffle4x128(quads[8 + n], quads[12 + n], 0xDD));
            Avx512F.Shuffle4x128(even, evenNext, 0x88).StoreUnsafe(ref to, (nuint)(n * Lanes));
            Avx512F.Shuffle4x128(odd, oddNext, 0x88).StoreUnsafe(ref to, (nuint)((4 + n) * Lanes));
            Avx512F.Shuffle4x128(even, evenNext, 0xDD).StoreUnsafe(ref to, (nuint)((8 + n) * Lanes));
            Avx512F.Shuffle4x128(odd, oddNext, 0xDD).StoreUnsafe(ref to, (nuint)((12 + n) * Lanes));
        }
    }
}
