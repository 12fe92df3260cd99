using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Hanbeam.Treatment.Imaging;

/// <summary>Voxels of a MetaImage as bytes and back.</summary>
internal static class MetaElements
{
    /// <summary>Bytes of one voxel.</summary>
    public static int Size(MetaElementType type) => type switch
    {
        MetaElementType.Char or MetaElementType.UChar => 1,
        MetaElementType.Short or MetaElementType.UShort => 2,
        MetaElementType.Double => 8,
        _ => 4,
    };

    /// <summary>Voxels from bytes.</summary>
    /// <param name="bytes">The stored bytes, as many as the values need.</param>
    /// <param name="type">How a voxel is stored.</param>
    /// <param name="bigEndian">Whether the most significant byte comes first.</param>
    /// <param name="values">The voxels.</param>
    public static void Decode(ReadOnlySpan<byte> bytes, MetaElementType type, bool bigEndian, Span<float> values)
    {
        if (type == MetaElementType.Float && !bigEndian && BitConverter.IsLittleEndian)
        {
            MemoryMarshal.Cast<byte, float>(bytes[..(values.Length * sizeof(float))]).CopyTo(values);
            return;
        }

        var size = Size(type);
        Span<byte> element = stackalloc byte[size];
        for (var n = 0; n < values.Length; n++)
        {
            bytes.Slice(n * size, size).CopyTo(element);
            if (bigEndian) element.Reverse();
            values[n] = Decode(element, type);
        }
    }

    /// <summary>Bytes, little-endian, from voxels; integers are rounded to the nearest, halves to even.</summary>
    /// <param name="values">The voxels; each must lie within the type's range.</param>
    /// <param name="type">How a voxel is stored.</param>
    public static byte[] Encode(ReadOnlySpan<float> values, MetaElementType type)
    {
        var size = Size(type);
        if (type == MetaElementType.Float && BitConverter.IsLittleEndian) return MemoryMarshal.AsBytes(values).ToArray();
        var bytes = new byte[checked(values.Length * size)];
        for (var n = 0; n < values.Length; n++) Encode(values[n], type, bytes.AsSpan(n * size, size));
        return bytes;
    }

    private static float Decode(ReadOnlySpan<byte> element, MetaElementType type) => type switch
    {
        MetaElementType.Char => (sbyte)element[0],
        MetaElementType.UChar => element[0],
        MetaElementType.Short => BinaryPrimitives.ReadInt16LittleEndian(element),
        MetaElementType.UShort => BinaryPrimitives.ReadUInt16LittleEndian(element),
        MetaElementType.Int => BinaryPrimitives.ReadInt32LittleEndian(element),
        MetaElementType.UInt => BinaryPrimitives.ReadUInt32LittleEndian(element),
        MetaElementType.Float => BinaryPrimitives.ReadSingleLittleEndian(element),
        _ => (float)BinaryPrimitives.ReadDoubleLittleEndian(element),
    };

    private static void Encode(float value, MetaElementType type, Span<byte> element)
    {
        switch (type)
        {
            case MetaElementType.Char: element[0] = (byte)checked((sbyte)MathF.Round(value)); break;
            case MetaElementType.UChar: element[0] = checked((byte)MathF.Round(value)); break;
            case MetaElementType.Short: BinaryPrimitives.WriteInt16LittleEndian(element, checked((short)MathF.Round(value))); break;
            case MetaElementType.UShort: BinaryPrimitives.WriteUInt16LittleEndian(element, checked((ushort)MathF.Round(value))); break;
            case MetaElementType.Int: BinaryPrimitives.WriteInt32LittleEndian(element, checked((int)MathF.Round(value))); break;
            case MetaElementType.UInt: BinaryPrimitives.WriteUInt32LittleEndian(element, checked((uint)MathF.Round(value))); break;
            case MetaElementType.Float: BinaryPrimitives.WriteSingleLittleEndian(element, value); break;
            default: BinaryPrimitives.WriteDoubleLittleEndian(element, value); break;
        }
    }
}
