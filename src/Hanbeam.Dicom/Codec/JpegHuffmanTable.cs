namespace Hanbeam.Dicom.Codec;

/// <summary>A Huffman table of JPEG [ISO10918, annex C]: codes of up to 16 bits for the number of bits of a difference.</summary>
internal sealed class JpegHuffmanTable
{
    internal const int LongestCode = 16;
    private const int MostValue = 16;

    // By the next 16 bits: length of the code that they begin with (0: none) and its value.
    private readonly (byte Length, byte Value)[] entries = new (byte, byte)[1 << LongestCode];

    private JpegHuffmanTable()
    {
    }

    /// <summary>The code that 16 bits begin with.</summary>
    internal (byte Length, byte Value) this[int bits] => entries[bits];

    /// <summary>Makes the table; null where there are more codes than bits can tell apart or values that are no number of bits.</summary>
    /// <param name="counts">Codes of 1 to 16 bits.</param>
    /// <param name="values">What they stand for.</param>
    internal static JpegHuffmanTable? From(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> values)
    {
        var table = new JpegHuffmanTable();
        var (next, index) = (0, 0);
        for (var length = 1; length <= LongestCode; length++)
        {
            var share = 1 << (LongestCode - length);
            for (var n = 0; n < counts[length - 1]; n++, index++, next += share)
            {
                if (next + share > table.entries.Length || values[index] > MostValue) return null;
                table.entries.AsSpan(next, share).Fill(((byte)length, values[index]));
            }
        }

        return table;
    }
}
