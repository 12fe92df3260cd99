namespace Hanbeam.Dicom.Codec;

/// <summary>Values of big endian files, turned when they are read: data sets in memory are little endian.</summary>
internal static class ByteSwap
{
    /// <summary>A copy with the bytes of every word in the opposite order; what is left behind the last whole word stays.</summary>
    internal static ReadOnlyMemory<byte> ToLittleEndian(ReadOnlyMemory<byte> value, int wordBytes)
    {
        if (wordBytes == 1) return value;
        var turned = value.ToArray();
        for (var start = 0; start + wordBytes <= turned.Length; start += wordBytes) turned.AsSpan(start, wordBytes).Reverse();
        return turned;
    }
}
