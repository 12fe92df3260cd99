namespace Hanbeam.Numerics.Random;

/// <summary>
/// A counter-based stream of random numbers: Philox4x32 with ten rounds [Salmon2011, section 3.3]. Streams with different keys are independent,
/// and a stream does not know threads: the same key gives the same numbers wherever it is read. Period 2⁶⁶ numbers of 32 bits per key.
/// Not for secrets. Accuracy: the published known answers (RandomStreamTests).
/// </summary>
public sealed class RandomStream
{
    private readonly uint seedLow;
    private readonly uint seedHigh;
    private readonly uint streamLow;
    private readonly uint streamHigh;
    private ulong counter;
    private uint second;
    private uint third;
    private uint fourth;
    private int left;

    /// <summary>Opens a stream at its beginning.</summary>
    /// <param name="seed">The key that all streams of a run share.</param>
    /// <param name="stream">The number of the stream in the run.</param>
    public RandomStream(ulong seed, ulong stream = 0)
    {
        (seedLow, seedHigh) = ((uint)seed, (uint)(seed >> 32));
        (streamLow, streamHigh) = ((uint)stream, (uint)(stream >> 32));
    }

    /// <summary>Ten rounds of Philox4x32 over one counter [Salmon2011].</summary>
    /// <param name="counter">Four words of counter.</param>
    /// <param name="key">Two words of key.</param>
    /// <returns>Four random words.</returns>
    public static (uint X, uint Y, uint Z, uint W) Philox((uint X, uint Y, uint Z, uint W) counter, (uint X, uint Y) key)
    {
        // Multipliers and key increments of [Salmon2011, section 3.3]; the increments are the golden ratio and √3 − 1.
        var (x, y, z, w) = counter;
        var (k, l) = key;
        for (var round = 0; round < 10; round++)
        {
            var first = 0xD2511F53UL * x;
            var other = 0xCD9E8D57UL * z;
            (x, y, z, w) = ((uint)(other >> 32) ^ y ^ k, (uint)other, (uint)(first >> 32) ^ w ^ l, (uint)first);
            k += 0x9E3779B9;
            l += 0xBB67AE85;
        }

        return (x, y, z, w);
    }

    /// <summary>The next 32 random bits.</summary>
    public uint NextUInt32()
    {
        if (left == 0)
        {
            (var first, second, third, fourth) = Philox(((uint)counter, (uint)(counter >> 32), streamLow, streamHigh), (seedLow, seedHigh));
            counter++;
            left = 3;
            return first;
        }

        left--;
        return left switch { 2 => second, 1 => third, _ => fourth };
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextUInt64()
    {
        var high = NextUInt32();
        return ((ulong)high << 32) | NextUInt32();
    }

    /// <summary>A number of 53 random bits, at least 0 and below 1.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number from 0 to below a limit, each equally probable within 2⁻³² · limit.</summary>
    /// <param name="below">The limit, above 0.</param>
    public int NextInt32(int below) => (int)((ulong)NextUInt32() * (ulong)below >> 32);
}
