using System.IO.Compression;
using System.Text;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Treatment.Imaging;

/// <summary>
/// Reads and writes 3D images in MetaImage format, header and voxels in one .mha file, in the patient frame (DICOM LPS, mm), compressed
/// (zlib) or not. See docs/formats/metaimage.md.
/// </summary>
public static class MetaImage
{
    // Deflate expands at most 1032-fold (258 bytes from 2 bits), so more voxels than that cannot be in the file.
    private const long LargestExpansion = 1032;

    /// <summary>Reads an image.</summary>
    /// <param name="path">An .mha file.</param>
    /// <returns>The voxels on a grid of ascending axes; axes that the file runs downwards are turned.</returns>
    /// <exception cref="InputException">The file cannot be read or is not a MetaImage of the kind described.</exception>
    public static Grid<float> Read(string path) => Read(path, out _);

    /// <summary>Reads an image and tells how its voxels were stored.</summary>
    /// <param name="path">An .mha file.</param>
    /// <param name="type">How the file stores a voxel.</param>
    /// <returns>The voxels on a grid of ascending axes; axes that the file runs downwards are turned.</returns>
    /// <exception cref="InputException">The file cannot be read or is not a MetaImage of the kind described.</exception>
    public static Grid<float> Read(string path, out MetaElementType type)
    {
        try
        {
            using var stream = new BufferedStream(File.OpenRead(path));
            var header = MetaHeader.Read(path, stream);
            type = header.Type;
            return new Grid<float>(header.Geometry, ReadValues(path, stream, header));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Writes an image beside its target and renames it into place; the same image gives the same bytes.</summary>
    /// <param name="path">The target; an existing file is replaced.</param>
    /// <param name="image">The voxels.</param>
    /// <param name="type">How to store a voxel; integers are rounded to the nearest, halves to even.</param>
    /// <param name="compress">Whether to compress the voxels.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    /// <exception cref="OverflowException">A value does not fit an integer type.</exception>
    public static void Write(string path, Grid<float> image, MetaElementType type = MetaElementType.Float, bool compress = false)
    {
        var bytes = MetaElements.Encode(image.Values, type);
        long? compressedBytes = null;
        if (compress)
        {
            bytes = Compressed(bytes);
            compressedBytes = bytes.Length;
        }

        var header = Encoding.ASCII.GetBytes(MetaHeader.Text(image.Geometry, type, compressedBytes));
        AtomicFile.Write(path, stream =>
        {
            stream.Write(header);
            stream.Write(bytes);
        });
    }

    private static byte[] Compressed(byte[] bytes)
    {
        var target = new MemoryStream();
        using (var zlib = new ZLibStream(target, CompressionLevel.Optimal)) zlib.Write(bytes);
        return target.ToArray();
    }

    private static float[] ReadValues(string path, Stream stream, MetaHeader header)
    {
        var expected = (long)header.Geometry.Count * MetaElements.Size(header.Type);
        var stored = stream.Length - stream.Position;
        if (expected > (header.Compressed ? stored * LargestExpansion : stored)) throw TooShort(path, header);
        var values = new float[header.Geometry.Count];
        using var source = header.Compressed ? new ZLibStream(stream, CompressionMode.Decompress) : stream;
        var row = new byte[header.Geometry.Nx * MetaElements.Size(header.Type)];
        try
        {
            for (var n = 0; n < values.Length; n += header.Geometry.Nx)
            {
                source.ReadExactly(row);
                MetaElements.Decode(row, header.Type, header.BigEndian, values.AsSpan(n, header.Geometry.Nx));
            }
        }
        catch (EndOfStreamException)
        {
            throw TooShort(path, header);
        }
        catch (InvalidDataException e)
        {
            throw new InputException($"{path}: the compressed voxels are damaged", e);
        }

        return header.Reversed.Contains(true) ? Turned(values, header) : values;
    }

    private static float[] Turned(float[] values, MetaHeader header)
    {
        var g = header.Geometry;
        var turned = new float[values.Length];
        for (var n = 0; n < values.Length; n++)
        {
            var (i, j, k) = g.Voxel(n);
            if (header.Reversed[0]) i = g.Nx - 1 - i;
            if (header.Reversed[1]) j = g.Ny - 1 - j;
            if (header.Reversed[2]) k = g.Nz - 1 - k;
            turned[g.Index(i, j, k)] = values[n];
        }

        return turned;
    }

    private static InputException TooShort(string path, MetaHeader header)
    {
        var g = header.Geometry;
        return new($"{path}: the file ends before the {g.Nx} x {g.Ny} x {g.Nz} voxels that its header promises");
    }
}
