namespace Hanbeam.Treatment.Imaging;

/// <summary>How a MetaImage file stores a voxel (its key <c>ElementType</c>).</summary>
public enum MetaElementType
{
    /// <summary>MET_CHAR: 8 bits, signed.</summary>
    Char,

    /// <summary>MET_UCHAR: 8 bits, unsigned.</summary>
    UChar,

    /// <summary>MET_SHORT: 16 bits, signed.</summary>
    Short,

    /// <summary>MET_USHORT: 16 bits, unsigned.</summary>
    UShort,

    /// <summary>MET_INT: 32 bits, signed.</summary>
    Int,

    /// <summary>MET_UINT: 32 bits, unsigned.</summary>
    UInt,

    /// <summary>MET_FLOAT: 32 bits, IEEE 754.</summary>
    Float,

    /// <summary>MET_DOUBLE: 64 bits, IEEE 754.</summary>
    Double,
}
