using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Hanbeam.Dose.BeamModels.MatRad;

/// <summary>
/// Reads MAT-files of level 5 (as Matlab and Octave write them with <c>-v7</c> or <c>-v6</c>), little endian, compressed or not: numbers, text, cells and structs.
/// Format: [MatFileFormat2024]. Memory stays within a small multiple of the unpacked data, whatever a length field claims.
/// </summary>
internal static class MatFile
{
    private const int HeaderLength = 128;
    private const int DeepestNesting = 32;

    // Largest unpacked variable; machine data are a few MB.
    private const int LargestUnpacked = 256 << 20;

    // Data types and array classes of [MatFileFormat2024, Tables 1-1 and 1-3].
    private const int MatrixType = 14;
    private const int CompressedType = 15;
    private const int CellClass = 1;
    private const int StructClass = 2;
    private const int CharClass = 4;
    private const int FirstNumericClass = 6;
    private const int LastNumericClass = 15;

    /// <summary>The variables of a file by name.</summary>
    /// <exception cref="FormatException">It is no such file, damaged, or holds what is not read; the message says what.</exception>
    public static IReadOnlyDictionary<string, MatArray> Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderLength || BinaryPrimitives.ReadUInt16LittleEndian(file[124..]) != 0x0100)
            throw new FormatException(file.StartsWith("\x89HDF"u8) || file.Length > 516 && file[512..].StartsWith("\x89HDF"u8)
                ? "is a MAT-file of version 7.3 (HDF5); save it with -v7" : "is no MAT-file of level 5");
        if (file[126] != 'I' || file[127] != 'M') throw new FormatException("is a big-endian MAT-file, which is not read; save it on a current machine");
        var variables = new Dictionary<string, MatArray>(StringComparer.Ordinal);
        var rest = file[HeaderLength..];
        while (rest.Length >= 8)
        {
            var element = Next(ref rest);
            var unpacked = element.Type == CompressedType ? Unpack(element.Data) : null;
            ReadOnlySpan<byte> inner = unpacked;
            var matrix = unpacked is null ? element : Next(ref inner);
            if (matrix.Type != MatrixType) continue;
            var (name, array) = Matrix(matrix.Data, 0);
            variables[name] = array;
        }

        return variables;
    }

    private static byte[] Unpack(ReadOnlySpan<byte> data)
    {
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(data.ToArray()), CompressionMode.Decompress);
            using var unpacked = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (int read; (read = zlib.Read(buffer)) > 0;)
            {
                unpacked.Write(buffer, 0, read);
                if (unpacked.Length > LargestUnpacked) throw new FormatException($"unpacks to more than {LargestUnpacked >> 20} MB");
            }

            return unpacked.ToArray();
        }
        catch (InvalidDataException)
        {
            throw new FormatException("has damaged compressed data");
        }
    }

    // A tag of 8 bytes and data padded to 8, or type, length and up to 4 bytes of data in 8 bytes [MatFileFormat2024, Figure 1-3]. Compressed elements are not padded.
    private static Element Next(ref ReadOnlySpan<byte> rest)
    {
        if (rest.Length < 8) throw new FormatException("ends within an element");
        var first = BinaryPrimitives.ReadUInt32LittleEndian(rest);
        if (first >> 16 is var shortLength and > 0)
        {
            if (shortLength > 4) throw new FormatException($"has a small element of {shortLength} bytes, at most 4 are possible");
            var small = new Element((int)(first & 0xFFFF), rest.Slice(4, (int)shortLength));
            rest = rest[8..];
            return small;
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
        if (length > rest.Length - 8) throw new FormatException($"ends within an element of {length} bytes");
        var element = new Element((int)first, rest.Slice(8, (int)length));
        var padded = first == CompressedType ? length : (length + 7) / 8 * 8;
        rest = rest[(int)Math.Min(rest.Length, 8 + padded)..];
        return element;
    }

    private static (string Name, MatArray Array) Matrix(ReadOnlySpan<byte> data, int depth)
    {
        if (depth > DeepestNesting) throw new FormatException($"nests arrays deeper than {DeepestNesting}");
        if (data.IsEmpty) return ("", MatArray.OfNumbers([0, 0], []));
        var flags = Next(ref data);
        if (flags.Data.Length < 8) throw new FormatException("has an array without flags");
        var kind = flags.Data[0];
        if ((flags.Data[1] & 8) != 0) throw new FormatException("holds complex numbers, which are not read");
        int[] dimensions = [.. Numbers(Next(ref data)).Select(size => size is >= 0 and <= int.MaxValue ? (int)size : throw new FormatException("has a negative size"))];
        var name = Encoding.ASCII.GetString(Next(ref data).Data);
        var count = dimensions.Aggregate(1L, (product, size) => Math.Min(product * size, int.MaxValue));
        return (name, kind switch
        {
            CellClass => MatArray.OfCells(dimensions, Arrays(ref data, count, depth)),
            StructClass => Struct(data, dimensions, count, depth),
            CharClass => MatArray.OfText(dimensions, string.Concat(Numbers(Next(ref data)).Select(code => (char)code))),
            >= FirstNumericClass and <= LastNumericClass => Numeric(dimensions, count, Numbers(Next(ref data))),
            _ => throw new FormatException($"holds an array of class {kind}, which is not read"),
        });
    }

    private static MatArray Numeric(int[] dimensions, long count, double[] values) =>
        values.Length == count ? MatArray.OfNumbers(dimensions, values) : throw new FormatException($"has an array of {values.Length} values where {count} are announced");

    private static MatArray[] Arrays(ref ReadOnlySpan<byte> data, long count, int depth)
    {
        if (count > data.Length / 8) throw new FormatException($"announces {count} arrays in {data.Length} bytes");
        var arrays = new MatArray[count];
        for (var n = 0; n < count; n++)
        {
            var element = Next(ref data);
            if (element.Type != MatrixType) throw new FormatException("has something else where an array should be");
            arrays[n] = Matrix(element.Data, depth + 1).Array;
        }

        return arrays;
    }

    private static MatArray Struct(ReadOnlySpan<byte> data, int[] dimensions, long count, int depth)
    {
        var width = (int)Numbers(Next(ref data)).FirstOrDefault();
        var block = Next(ref data).Data;
        if (width < 1 || block.Length % width != 0) throw new FormatException("has damaged field names");
        var names = new string[block.Length / width];
        for (var n = 0; n < names.Length; n++) names[n] = Encoding.ASCII.GetString(block.Slice(n * width, width)).TrimEnd('\0');
        if (names.Distinct().Count() < names.Length) throw new FormatException("has a field twice");
        var all = Arrays(ref data, count * names.Length, depth);
        var fields = new Dictionary<string, MatArray[]>(StringComparer.Ordinal);
        for (var f = 0; f < names.Length; f++) fields[names[f]] = [.. Enumerable.Range(0, (int)count).Select(n => all[n * names.Length + f])];
        return MatArray.OfFields(dimensions, fields);
    }

    private static double[] Numbers(Element element)
    {
        var data = element.Data;
        var size = element.Type switch { 1 or 2 or 16 => 1, 3 or 4 or 17 => 2, 5 or 6 or 7 => 4, 9 or 12 or 13 => 8, _ => throw new FormatException($"holds data of type {element.Type}, which is not read") };
        var values = new double[data.Length / size];
        for (var n = 0; n < values.Length; n++)
        {
            var item = data[(n * size)..];
            values[n] = element.Type switch
            {
                1 => (sbyte)item[0],
                2 or 16 => item[0],
                3 => BinaryPrimitives.ReadInt16LittleEndian(item),
                4 or 17 => BinaryPrimitives.ReadUInt16LittleEndian(item),
                5 => BinaryPrimitives.ReadInt32LittleEndian(item),
                6 => BinaryPrimitives.ReadUInt32LittleEndian(item),
                7 => BinaryPrimitives.ReadSingleLittleEndian(item),
                9 => BinaryPrimitives.ReadDoubleLittleEndian(item),
                12 => BinaryPrimitives.ReadInt64LittleEndian(item),
                _ => BinaryPrimitives.ReadUInt64LittleEndian(item),
            };
        }

        return values;
    }

    private readonly ref struct Element(int type, ReadOnlySpan<byte> data)
    {
        public int Type { get; } = type;

        public ReadOnlySpan<byte> Data { get; } = data;
    }
}
