using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>
/// Four neighbouring floats for each of sixteen lanes, turned between rows in memory and one vector a column: cheaper than gathers, of which .NET has none of 512 bits,
/// and the only way to scatter.
/// </summary>
internal static class LaneRows
{
    /// <summary>Loads columns from rows: each lane's four floats begin at its offset plus the shift.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(
        ref float table, ref int offsets, int shift, out Vector512<float> c0, out Vector512<float> c1, out Vector512<float> c2, out Vector512<float> c3)
    {
        ref var at = ref Unsafe.Add(ref table, shift);
        var r0 = Four(ref at, ref offsets, 0);
        var r1 = Four(ref at, ref offsets, 1);
        var r2 = Four(ref at, ref offsets, 2);
        var r3 = Four(ref at, ref offsets, 3);
        Transpose(r0, r1, r2, r3, out c0, out c1, out c2, out c3);
    }

    /// <summary>Adds columns to rows, lane by lane; scratch is room for 64 floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(
        ref float cells, ref int offsets, int shift, ref float scratch, Vector512<float> c0, Vector512<float> c1, Vector512<float> c2, Vector512<float> c3)
    {
        Transpose(c0, c1, c2, c3, out var r0, out var r1, out var r2, out var r3);
        r0.StoreUnsafe(ref scratch);
        r1.StoreUnsafe(ref scratch, 16);
        r2.StoreUnsafe(ref scratch, 32);
        r3.StoreUnsafe(ref scratch, 48);
        ref var at = ref Unsafe.Add(ref cells, shift);
        for (var lane = 0; lane < 16; lane += 4)
        {
            ref var four = ref Unsafe.Add(ref scratch, lane);
            ref var places = ref Unsafe.Add(ref offsets, lane);
            AddOne(ref at, places, ref four, 0);
            AddOne(ref at, Unsafe.Add(ref places, 1), ref four, 16);
            AddOne(ref at, Unsafe.Add(ref places, 2), ref four, 32);
            AddOne(ref at, Unsafe.Add(ref places, 3), ref four, 48);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddOne(ref float cells, int place, ref float scratch, nuint row)
    {
        ref var cell = ref Unsafe.Add(ref cells, place);
        (Vector128.LoadUnsafe(ref cell) + Vector128.LoadUnsafe(ref scratch, row)).StoreUnsafe(ref cell);
    }

    // Rows n, n + 4, n + 8, n + 12: after the transposition lanes are in their order.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Four(ref float table, ref int offsets, int n)
    {
        var rows = Row(ref table, ref offsets, n).ToVector256Unsafe().ToVector512Unsafe();
        rows = Avx512F.InsertVector128(rows, Row(ref table, ref offsets, n + 4), 1);
        rows = Avx512F.InsertVector128(rows, Row(ref table, ref offsets, n + 8), 2);
        return Avx512F.InsertVector128(rows, Row(ref table, ref offsets, n + 12), 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Row(ref float table, ref int offsets, int n) => Vector128.LoadUnsafe(ref Unsafe.Add(ref table, Unsafe.Add(ref offsets, n)));

    // Within each 128 bits a 4×4 transposition.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(
        Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d,
        out Vector512<float> w, out Vector512<float> x, out Vector512<float> y, out Vector512<float> z)
    {
        var ab = Avx512F.UnpackLow(a, b).AsDouble();
        var abHigh = Avx512F.UnpackHigh(a, b).AsDouble();
        var cd = Avx512F.UnpackLow(c, d).AsDouble();
        var cdHigh = Avx512F.UnpackHigh(c, d).AsDouble();
        w = Avx512F.UnpackLow(ab, cd).AsSingle();
        x = Avx512F.UnpackHigh(ab, cd).AsSingle();
        y = Avx512F.UnpackLow(abHigh, cdHigh).AsSingle();
        z = Avx512F.UnpackHigh(abHigh, cdHigh).AsSingle();
    }
}
