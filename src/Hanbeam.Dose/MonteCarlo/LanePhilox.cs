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
        // Multipliers and key increments as in RandomStream. Both halves by turns: one's multiplication is under way while the other's result is mixed.
        var first = Vector512.Create(0xD2511F53UL).AsUInt32();
        var other = Vector512.Create(0xCD9E8D57UL).AsUInt32();
        var (k, l) = ((uint)seed, (uint)(seed >> 32));
        var (x0, y0, z0, w0) = (block.AsUInt64(), Vector512<ulong>.Zero, streamLow.AsUInt64(), streamHigh.AsUInt64());
        var (x1, y1, z1, w1) = (x0 >> 32, Vector512<ulong>.Zero, z0 >> 32, w0 >> 32);
        for (var round = 0; round < 10; round++)
        {
            var (keyK, keyL) = (Vector512.Create((ulong)k), Vector512.Create((ulong)l));
            var (p0, q0) = (Avx512F.Multiply(x0.AsUInt32(), first), Avx512F.Multiply(z0.AsUInt32(), other));
            var (p1, q1) = (Avx512F.Multiply(x1.AsUInt32(), first), Avx512F.Multiply(z1.AsUInt32(), other));
            (x0, y0, z0, w0) = ((q0 >> 32) ^ y0 ^ keyK, q0, (p0 >> 32) ^ w0 ^ keyL, p0);
            (x1, y1, z1, w1) = ((q1 >> 32) ^ y1 ^ keyK, q1, (p1 >> 32) ^ w1 ^ keyL, p1);
            k += 0x9E3779B9;
            l += 0xBB67AE85;
        }

        x = Join(x0, x1);
        y = Join(y0, y1);
        z = Join(z0, z1);
        w = Join(w0, w1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Join(Vector512<ulong> even, Vector512<ulong> odd) =>
        Vector512.ConditionalSelect(Vector512.Create(0xFFFFFFFFUL), even, odd << 32).AsUInt32();
}
