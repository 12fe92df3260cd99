using Hanbeam.Numerics.Random;

namespace Hanbeam.Fuzzing;

/// <summary>Spoils inputs at random: the same seed and number of the execution give the same input from the same corpus.</summary>
internal sealed class Mutator
{
    /// <summary>Longer inputs find nothing that shorter ones do not, only later.</summary>
    internal const int LongestInput = 16 * 1024;

    private const int MostChanges = 8;
    private const int LongestBlock = 64;

    // Lengths and counts at the edges of their types, and an undefined length.
    private static readonly uint[] Edges = [0, 1, 2, 4, 7, 8, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF];

    // Words of the format.
    private static readonly byte[][] Words =
    [
        "SQ\0\0"u8.ToArray(), "UN\0\0"u8.ToArray(), "OB\0\0"u8.ToArray(), "OW\0\0"u8.ToArray(), "DS"u8.ToArray(), "PN"u8.ToArray(), "US"u8.ToArray(), "FL"u8.ToArray(), "\\"u8.ToArray(),
        [0xFE, 0xFF, 0x00, 0xE0], [0xFE, 0xFF, 0x0D, 0xE0, 0, 0, 0, 0], [0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0], [0xE0, 0x7F, 0x10, 0x00], [0x06, 0x30, 0x20, 0x00], [0x08, 0x00, 0x05, 0x00],
        [0x1B, 0x24, 0x42], [0x1B, 0x24, 0x29, 0x43], [0x1B, 0x28, 0x42], [0x1B, 0x2D, 0x41], [0xFF, 0xC3], [0xFF, 0xC4], [0xFF, 0xDA], [0xFF, 0xD0], "1E308"u8.ToArray(), "NaN"u8.ToArray(), "-0"u8.ToArray(),
    ];

    private readonly byte[] buffer = new byte[LongestInput];
    private CounterRandom random;
    private int length;

    /// <summary>Makes the input of an execution.</summary>
    /// <param name="corpus">Inputs to start from.</param>
    /// <param name="seed">The key of the run.</param>
    /// <param name="execution">The number of the execution.</param>
    /// <returns>The input, valid until the next call.</returns>
    internal ReadOnlyMemory<byte> Make(IReadOnlyList<byte[]> corpus, ulong seed, ulong execution)
    {
        random = new CounterRandom(seed, execution);
        var start = corpus[Below(corpus.Count)];
        length = Math.Min(start.Length, LongestInput);
        start.AsSpan(0, length).CopyTo(buffer);
        for (var changes = 1 + Below(MostChanges); changes > 0; changes--) Change(corpus);
        return buffer.AsMemory(0, length);
    }

    private void Change(IReadOnlyList<byte[]> corpus)
    {
        if (length == 0)
        {
            Insert(Words[Below(Words.Length)]);
            return;
        }

        switch (Below(9))
        {
            case 0: buffer[Below(length)] ^= (byte)(1 << Below(8)); break;
            case 1: buffer[Below(length)] = (byte)random.NextUInt32(); break;
            case 2: buffer[Below(length)] += (byte)(Below(35) - 17); break;
            case 3: Overwrite(EdgeBytes()); break;
            case 4: Overwrite(Words[Below(Words.Length)]); break;
            case 5: Insert(Words[Below(Words.Length)]); break;
            case 6: Insert(Block(buffer.AsSpan(0, length))); break;
            case 7: Remove(); break;
            default: Overwrite(Block(corpus[Below(corpus.Count)])); break;
        }
    }

    private byte[] EdgeBytes()
    {
        var bytes = BitConverter.GetBytes(Edges[Below(Edges.Length)])[..(2 + 2 * Below(2))];
        if (Below(4) == 0) Array.Reverse(bytes);
        return bytes;
    }

    private byte[] Block(ReadOnlySpan<byte> source)
    {
        if (source.IsEmpty) return [];
        var from = Below(source.Length);
        return source.Slice(from, 1 + Below(Math.Min(LongestBlock, source.Length - from))).ToArray();
    }

    private void Overwrite(ReadOnlySpan<byte> bytes)
    {
        var at = Below(length);
        bytes[..Math.Min(bytes.Length, length - at)].CopyTo(buffer.AsSpan(at));
    }

    private void Insert(ReadOnlySpan<byte> bytes)
    {
        if (length + bytes.Length > LongestInput) return;
        var at = Below(length + 1);
        buffer.AsSpan(at, length - at).CopyTo(buffer.AsSpan(at + bytes.Length));
        bytes.CopyTo(buffer.AsSpan(at));
        length += bytes.Length;
    }

    private void Remove()
    {
        var at = Below(length);
        var count = 1 + Below(Math.Min(Below(4) == 0 ? length : LongestBlock, length - at));
        buffer.AsSpan(at + count, length - at - count).CopyTo(buffer.AsSpan(at));
        length -= count;
    }

    private int Below(int count) => (int)((ulong)random.NextUInt32() * (ulong)count >> 32);
}
