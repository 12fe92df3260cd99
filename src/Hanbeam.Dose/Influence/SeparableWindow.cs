using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hanbeam.Dose.Influence;

/// <summary>
/// The two inner products of the influence operator over one window of n × m nodes whose values are x[c]·y[r]. Eight columns at a time: the column
/// block is read once per row with its row factor, n·m fused multiply-adds altogether. Windows are multiples of eight columns wide and lie in arrays with a rim of zeros, so there is no remainder.
/// </summary>
internal static class SeparableWindow
{
    /// <summary>Σ_r y[r] Σ_c x[c]·w[r, c].</summary>
    public static float Contract(float[] nodes, int cell, int pitch, ushort[] profiles, int start, int columns, int rows)
    {
        ref var w = ref MemoryMarshal.GetArrayDataReference(nodes);
        ref var x = ref MemoryMarshal.GetArrayDataReference(profiles);
        ref var y = ref Unsafe.Add(ref x, start + columns);
        var sum = Vector256<float>.Zero;
        for (var c = 0; c < columns; c += 8)
        {
            // Rows are even in number; two sums keep two multiply-adds in flight.
            var (even, odd) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var at = cell + c;
            for (var r = 0; r < rows; r += 2, at += 2 * pitch)
            {
                even = Vector256.FusedMultiplyAdd(Vector256.Create((float)(int)Unsafe.Add(ref y, r)), Vector256.LoadUnsafe(ref w, (nuint)at), even);
                odd = Vector256.FusedMultiplyAdd(Vector256.Create((float)(int)Unsafe.Add(ref y, r + 1)), Vector256.LoadUnsafe(ref w, (nuint)(at + pitch)), odd);
            }

            sum = Vector256.FusedMultiplyAdd(even + odd, Widen(ref x, start + c), sum);
        }

        return Vector256.Sum(sum);
    }

    /// <summary>w[r, c] += factor·x[c]·y[r].</summary>
    public static void Spread(float factor, float[] nodes, int cell, int pitch, ushort[] profiles, int start, int columns, int rows)
    {
        ref var w = ref MemoryMarshal.GetArrayDataReference(nodes);
        ref var x = ref MemoryMarshal.GetArrayDataReference(profiles);
        for (var c = 0; c < columns; c += 8)
        {
            var values = Widen(ref x, start + c) * factor;
            for (var r = 0; r < rows; r++)
            {
                var at = (nuint)(cell + r * pitch + c);
                var row = Vector256.Create((float)(int)profiles[start + columns + r]);
                Vector256.FusedMultiplyAdd(row, values, Vector256.LoadUnsafe(ref w, at)).StoreUnsafe(ref w, at);
            }
        }
    }

    /// <summary>The scalar twin of <see cref="Contract"/>.</summary>
    public static float ContractScalar(float[] nodes, int cell, int pitch, ushort[] profiles, int start, int columns, int rows)
    {
        var sum = 0f;
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++)
                sum += profiles[start + columns + r] * (float)profiles[start + c] * nodes[cell + r * pitch + c];
        return sum;
    }

    /// <summary>The scalar twin of <see cref="Spread"/>.</summary>
    public static void SpreadScalar(float factor, float[] nodes, int cell, int pitch, ushort[] profiles, int start, int columns, int rows)
    {
        for (var r = 0; r < rows; r++)
            for (var c = 0; c < columns; c++)
                nodes[cell + r * pitch + c] += factor * profiles[start + columns + r] * profiles[start + c];
    }

    private static Vector256<float> Widen(ref ushort values, int offset)
    {
        var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref values, (nuint)offset));
        return Vector256.ConvertToSingle(Vector256.Create(low, high).AsInt32());
    }
}
