using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Hanbeam.Dose.BeamModels;

/// <summary>An array of numbers in NumPy's .npy format: little-endian float16, float32 or float64, C order [NumpyFormat].</summary>
/// <param name="Shape">Length of each axis.</param>
/// <param name="Values">The numbers, last axis fastest.</param>
public sealed partial record NpyArray(IReadOnlyList<int> Shape, double[] Values)
{
    private const long LargestCount = 16_000_000;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>The bytes of an array.</summary>
    /// <param name="shape">Length of each axis.</param>
    /// <param name="values">The numbers, last axis fastest.</param>
    /// <param name="type"><c>&lt;f2</c>, <c>&lt;f4</c> or <c>&lt;f8</c>.</param>
    public static byte[] Encode(IReadOnlyList<int> shape, ReadOnlySpan<double> values, string type)
    {
        var size = SizeOf(type) ?? throw new ArgumentException("only <f2, <f4 and <f8 are known", nameof(type));
        var axes = string.Join(", ", shape.Select(n => n.ToString(CultureInfo.InvariantCulture))) + (shape.Count == 1 ? "," : "");
        var header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({axes}), }}";
        var length = (10 + header.Length + 1 + 63) / 64 * 64;
        var bytes = new byte[length + size * values.Length];
        Magic.CopyTo(bytes);
        bytes[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)(length - 10));
        Encoding.ASCII.GetBytes(header.PadRight(length - 11) + "\n", bytes.AsSpan(10));
        for (var i = 0; i < values.Length; i++)
        {
            var target = bytes.AsSpan(length + i * size);
            if (size == 2) BinaryPrimitives.WriteHalfLittleEndian(target, (Half)values[i]);
            else if (size == 4) BinaryPrimitives.WriteSingleLittleEndian(target, (float)values[i]);
            else BinaryPrimitives.WriteDoubleLittleEndian(target, values[i]);
        }

        return bytes;
    }

    /// <summary>Reads an array.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <exception cref="FormatException">It is not such an array; the message says what is wrong.</exception>
    public static NpyArray Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 12 || !bytes.StartsWith(Magic)) throw new FormatException("is not a .npy array");
        var wide = bytes[6] >= 2;
        var start = wide ? 12 : 10;
        long headerLength = wide ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]);
        if (start + headerLength > bytes.Length) throw new FormatException("has a header that is cut off");
        var header = Encoding.ASCII.GetString(bytes.Slice(start, (int)headerLength));
        var match = HeaderPattern().Match(header);
        if (!match.Success || SizeOf(match.Groups["type"].Value) is not { } size)
            throw new FormatException("is not a C-ordered array of little-endian float16, float32 or float64");
        var shape = ParseShape(match.Groups["shape"].Value);
        var count = shape.Aggregate(1L, (product, n) => Math.Min(product * n, LargestCount + 1));
        var data = bytes[(start + (int)headerLength)..];
        if (count > LargestCount || data.Length != count * size) throw new FormatException("has data that do not fit its shape");
        return new NpyArray(shape, DecodeValues(data, (int)count, size));
    }

    private static double[] DecodeValues(ReadOnlySpan<byte> data, int count, int size)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            var source = data[(i * size)..];
            values[i] = size switch
            {
                2 => (double)BinaryPrimitives.ReadHalfLittleEndian(source),
                4 => BinaryPrimitives.ReadSingleLittleEndian(source),
                _ => BinaryPrimitives.ReadDoubleLittleEndian(source),
            };
        }

        return values;
    }

    private static int[] ParseShape(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var shape = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out shape[i])) throw new FormatException("has a shape that cannot be read");
        }

        return shape;
    }

    private static int? SizeOf(string type) => type switch { "<f2" => 2, "<f4" => 4, "<f8" => 8, _ => null };

    [GeneratedRegex(@"^\{'descr': '(?<type>[^']+)', 'fortran_order': False, 'shape': \((?<shape>[0-9, ]*)\), \}\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex HeaderPattern();
}
