namespace Hanbeam.Dicom.Codec;

/// <summary>The bits of a JPEG scan, where 0xFF in the data is followed by a zero and other bytes behind it are markers [ISO10918, section B.1.1.5].</summary>
internal ref struct JpegBits
{
    private const byte FirstRestart = 0xD0;
    private const byte LastRestart = 0xD7;

    private readonly ReadOnlySpan<byte> bytes;
    private int position;
    private ulong window;
    private int count;

    internal JpegBits(ReadOnlySpan<byte> bytes)
    {
        this.bytes = bytes;
    }

    /// <summary>Reads one difference: a code for its number of bits, then those bits [ISO10918, section H.1.2.2]. False where the data have ended.</summary>
    internal bool TryReadDifference(JpegHuffmanTable codes, out int difference)
    {
        difference = 0;
        Fill();
        var (length, size) = codes[(int)(count >= JpegHuffmanTable.LongestCode
            ? window >> (count - JpegHuffmanTable.LongestCode) : window << (JpegHuffmanTable.LongestCode - count)) & 0xFFFF];
        if (length == 0 || length > count) return false;
        count -= length;
        if (size is 0 or 16)
        {
            difference = size == 0 ? 0 : 1 << 15;
            return true;
        }

        if (size > count) return false;
        count -= size;
        var bits = (int)(window >> count) & ((1 << size) - 1);
        // Values with a leading zero are negative [ISO10918, section F.2.2.1].
        difference = bits < 1 << (size - 1) ? bits - (1 << size) + 1 : bits;
        return true;
    }

    /// <summary>Goes on behind the next restart marker.</summary>
    internal void Restart()
    {
        (window, count) = (0, 0);
        for (; position + 1 < bytes.Length; position++)
        {
            if (bytes[position] != 0xFF || bytes[position + 1] is < FirstRestart or > LastRestart) continue;
            position += 2;
            return;
        }
    }

    // Up to 48 bits: a code and a difference take 31.
    private void Fill()
    {
        while (count <= 40 && position < bytes.Length)
        {
            var value = bytes[position];
            if (value == 0xFF)
            {
                if (position + 1 >= bytes.Length || bytes[position + 1] != 0) return;
                position++;
            }

            position++;
            window = window << 8 | value;
            count += 8;
        }
    }
}
