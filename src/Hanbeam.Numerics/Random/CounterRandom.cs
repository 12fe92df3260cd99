namespace Hanbeam.Numerics.Random;

/// <summary>
/// A counter-based stream of random numbers as a value without allocation, for one particle of a simulation: Philox4x32 with ten rounds
/// [Salmon2011, section 3.3], the same blocks as <see cref="RandomStream"/> with the same keys. Pass it by reference: a copy repeats its numbers.
/// </summary>
public struct CounterRandom
{
    private readonly ulong seed;
    private readonly ulong stream;
    private uint block;
    private int left;
    private uint second;
    private uint third;
    private uint fourth;

    /// <summary>Opens a stream.</summary>
    /// <param name="seed">The key that all streams of a run share.</param>
    /// <param name="stream">The number of the stream in the run.</param>
    /// <param name="block">Blocks of four words to skip: where an earlier reader of the stream stopped.</param>
    public CounterRandom(ulong seed, ulong stream, uint block = 0) => (this.seed, this.stream, this.block) = (seed, stream, block);

    /// <summary>The number of the stream.</summary>
    public readonly ulong Stream => stream;

    /// <summary>Blocks of four words that have been begun.</summary>
    public readonly uint Blocks => block;

    /// <summary>
    /// The number of a child's stream: a hash of its parent's and of its place among the children (two rounds of the finaliser of SplitMix64
    /// [Steele2014]), so that it does not depend on the order in which particles are followed.
    /// </summary>
    /// <param name="parent">The parent's stream.</param>
    /// <param name="child">Which child, from 0.</param>
    public static ulong ChildStream(ulong parent, uint child) => Mix(Mix(parent) + (child + 1) * 0x9E3779B97F4A7C15);

    /// <summary>The next 32 random bits.</summary>
    public uint NextUInt32()
    {
        if (left == 0)
        {
            (var first, second, third, fourth) = RandomStream.Philox((block, 0, (uint)stream, (uint)(stream >> 32)), ((uint)seed, (uint)(seed >> 32)));
            block++;
            left = 3;
            return first;
        }

        left--;
        return left switch { 2 => second, 1 => third, _ => fourth };
    }

    /// <summary>A number of 24 random bits above 0 and at most 1, so that its logarithm is finite.</summary>
    public float NextSingle() => ((NextUInt32() >> 8) + 1) * (1f / (1 << 24));

    /// <summary>A number of 53 random bits, at least 0 and below 1.</summary>
    public double NextDouble()
    {
        var high = NextUInt32();
        return ((((ulong)high << 32) | NextUInt32()) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>A normal number of mean 0 and variance 1 [BoxMuller1958], from two words: its tails end at 6.7.</summary>
    public double NextNormal()
    {
        var radius = Math.Sqrt(-2 * Math.Log((NextUInt32() + 0.5) * (1.0 / (1UL << 32))));
        return radius * Math.Cos(NextUInt32() * (2 * Math.PI / (1UL << 32)));
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
