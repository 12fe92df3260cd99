using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Hanbeam.Tests.Dose.BeamModels;

/// <summary>Writes MAT-files of level 5, good ones and such as nobody should write.</summary>
internal static class MatBytes
{
    private const int MatrixType = 14;
    private const int CompressedType = 15;

    public static byte[] File(params byte[][] elements) => [.. Encoding.ASCII.GetBytes("MATLAB 5.0 MAT-file".PadRight(124)), 0, 1, .. "IM"u8, .. elements.SelectMany(element => element)];

    public static byte[] Element(uint type, byte[] data, uint? announced = null) => [.. Word(type), .. Word(announced ?? (uint)data.Length), .. data, .. new byte[type == CompressedType ? 0 : (8 - data.Length % 8) % 8]];

    public static byte[] Compressed(byte[] element)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest)) zlib.Write(element);
        return Element(CompressedType, packed.ToArray());
    }

    public static byte[] Numbers(string name, int rows, int columns, params double[] values) => Array(6, [rows, columns], name, Element(9, [.. values.SelectMany(BitConverter.GetBytes)]));

    public static byte[] Row(params double[] values) => Numbers("", 1, values.Length, values);

    public static byte[] Text(string text) => Array(4, [1, text.Length], "", Element(16, Encoding.ASCII.GetBytes(text)));

    /// <summary>A struct array: every element has the same fields in their order.</summary>
    public static byte[] Struct(string name, params (string Name, byte[] Value)[][] elements)
    {
        const int width = 32;
        var names = elements[0].Select(field => Encoding.ASCII.GetBytes(field.Name.PadRight(width, '\0'))).SelectMany(bytes => bytes).ToArray();
        return Array(2, [1, elements.Length], name, [.. Element(5, Word(width)), .. Element(1, names), .. elements.SelectMany(element => element.SelectMany(field => field.Value))]);
    }

    public static byte[] Array(byte kind, int[] dimensions, string name, byte[] data) =>
        Element(MatrixType, [.. Element(6, [kind, 0, 0, 0, 0, 0, 0, 0]), .. Element(5, [.. dimensions.SelectMany(size => Word((uint)size))]), .. Element(1, Encoding.ASCII.GetBytes(name)), .. data]);

    private static byte[] Word(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
