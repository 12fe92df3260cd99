using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Xunit;

namespace Hanbeam.Tests.Dicom;

/// <summary>Reads uncompressed MetaImage files as plastimatch writes them, without Hanbeam's own reader.</summary>
internal static class PlainMetaImage
{
    internal static (GridGeometry Geometry, float[] Values) ReadFloats(string path)
    {
        var (header, data) = Split(path, "MET_FLOAT");
        return (Geometry(header), MemoryMarshal.Cast<byte, float>(data).ToArray());
    }

    internal static (GridGeometry Geometry, byte[] Values) ReadBytes(string path)
    {
        var (header, data) = Split(path, "MET_UCHAR");
        return (Geometry(header), data);
    }

    private static (Dictionary<string, string> Header, byte[] Data) Split(string path, string type)
    {
        var bytes = File.ReadAllBytes(path);
        var mark = "ElementDataFile = LOCAL\n"u8;
        var start = bytes.AsSpan().IndexOf(mark) + mark.Length;
        var header = Encoding.ASCII.GetString(bytes, 0, start).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(" = ", 2)).ToDictionary(pair => pair[0], pair => pair[1].Trim());
        Assert.Equal(type, header["ElementType"]);
        Assert.Equal("False", header["CompressedData"]);
        return (header, bytes[start..]);
    }

    private static GridGeometry Geometry(Dictionary<string, string> header)
    {
        Vector3d Vector(string key) => header[key].Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray() is [var x, var y, var z] ? new Vector3d(x, y, z) : default;
        var size = Vector("DimSize");
        return new GridGeometry(Vector("Offset"), Vector("ElementSpacing"), (int)size.X, (int)size.Y, (int)size.Z);
    }
}
