using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>
/// Philox4x32 with ten rounds [Salmon2011, section 3.3] for sixteen streams. Even and odd lanes are kept apart as 64-bit numbers, so that one multiplication gives both
/// halves of a product; what stands above bit 31 in between is never looked at.
/// </summary>
internal static class LanePhilox
{
    /// <summary>The four words of one block of each stream: the counters are the block's number and the two words of the stream.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Words(
        Vector512<uint> block, Vector512<uint> streamLow, Vector512<uint> streamHigh, ulong seed,
        out Vector512<uint> x, out Vector512<uint> y, out Vector512<uint> z, out Vector512<uint> w)
    {
        Half(block.AsUInt64(), streamLow.AsUInt64(), streamHigh.AsUInt64(), seed, out var x0, out var y0, out var z0, out var w0);
        Half(block.AsUInt64() >> 32, streamLow.AsUInt64() >> 32, streamHigh.AsUInt64() >> 32, seed, out var x1, out var y1, out var z1, out var w1);
        x = Join(x0, x1);
        y = Join(y0, y1);
        z = Join(z0, z1);
        w = Join(w0, w1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Half(
        Vector512<ulong> block, Vector512<ulong> low, Vector512<ulong> high, ulong seed,
        out Vector512<ulong> x, out Vector512<ulong> y, out Vector512<ulong> z, out Vector512<ulong> w)
    {
        // Multipliers and key increments as in RandomStream.
        var first = Vector512.Create(0xD2511F53UL).AsUInt32();
        var other = Vector512.Create(0xCD9E8D57UL).AsUInt32();
        var (k, l) = ((uint)seed, (uint)(seed >> 32));
        (x, y, z, w) = (block, Vector512<ulong>.Zero, low, high);
        for (var round = 0; round < 10; round++)
        {
            var p = Avx512F.Multiply(x.AsUInt32(), first);
            var q = Avx512F.Multiply(z.AsUInt32(), other);
            (x, y, z, w) = ((q >> 32) ^ y ^ Vector512.Create((ulong)k), q, (p >> 32) ^ w ^ Vector512.Create((ulong)l), p);
            k += 0x9E3779B9;
            l += 0xBB67AE85;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Join(Vector512<ulong> even, Vector512<ulong> odd) =>
        Vector512.ConditionalSelect(Vector512.Create(0xFFFFFFFFUL), even, odd << 32).AsUInt32();
}
