using System.Globalization;
using System.Text;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Treatment.Imaging;

/// <summary>The text header of a MetaImage file with everything in it checked.</summary>
internal sealed class MetaHeader
{
    // A header is a dozen short lines; whoever needs more than this is no MetaImage.
    private const int LongestHeaderBytes = 65536;

    // The most voxels that one .NET array of floats holds, and by far more than a CT has.
    private const long MostVoxels = 1L << 30;

    private static readonly Dictionary<string, MetaElementType> Types = Enum.GetValues<MetaElementType>()
        .ToDictionary(type => "MET_" + type.ToString().ToUpperInvariant());

    private readonly Dictionary<string, string> keys = new(StringComparer.OrdinalIgnoreCase);
    private readonly string path;

    private MetaHeader(string path) => this.path = path;

    /// <summary>The grid; axes that the file runs downwards are already turned up.</summary>
    public required GridGeometry Geometry { get; init; }

    /// <summary>Which axes the file runs downwards.</summary>
    public required bool[] Reversed { get; init; }

    /// <summary>How a voxel is stored.</summary>
    public required MetaElementType Type { get; init; }

    /// <summary>Whether the voxels are compressed (zlib).</summary>
    public required bool Compressed { get; init; }

    /// <summary>Whether the most significant byte comes first.</summary>
    public required bool BigEndian { get; init; }

    /// <summary>Reads the header and leaves the stream at the first byte of the voxels.</summary>
    /// <param name="path">The file's name, for messages.</param>
    /// <param name="stream">The file at its start.</param>
    /// <exception cref="InputException">What the header says is not a MetaImage that Hanbeam reads.</exception>
    public static MetaHeader Read(string path, Stream stream)
    {
        var raw = new MetaHeader(path) { Geometry = null!, Reversed = [], Type = default, Compressed = false, BigEndian = false };
        raw.ReadKeys(stream);
        return raw.Checked();
    }

    /// <summary>The header's text for a grid.</summary>
    public static string Text(GridGeometry geometry, MetaElementType type, long? compressedBytes)
    {
        static string Numbers(Vector3d v) => string.Create(CultureInfo.InvariantCulture, $"{v.X} {v.Y} {v.Z}");
        var size = compressedBytes is { } bytes ? string.Create(CultureInfo.InvariantCulture, $"CompressedDataSize = {bytes}\n") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            ObjectType = Image
            NDims = 3
            BinaryData = True
            BinaryDataByteOrderMSB = False
            CompressedData = {compressedBytes is not null}
            {size}TransformMatrix = 1 0 0 0 1 0 0 0 1
            Offset = {Numbers(geometry.Origin)}
            CenterOfRotation = 0 0 0
            AnatomicalOrientation = RAI
            ElementSpacing = {Numbers(geometry.Spacing)}
            DimSize = {geometry.Nx} {geometry.Ny} {geometry.Nz}
            ElementType = MET_{type.ToString().ToUpperInvariant()}
            ElementDataFile = LOCAL

            """).ReplaceLineEndings("\n");
    }

    private void ReadKeys(Stream stream)
    {
        var line = new StringBuilder();
        for (var count = 0; count < LongestHeaderBytes; count++)
        {
            var next = stream.ReadByte();
            if (next < 0) break;
            if (next != '\n')
            {
                line.Append((char)next);
                continue;
            }

            var (key, value) = Split(line.ToString());
            keys[key] = value;
            if (key.Equals("ElementDataFile", StringComparison.OrdinalIgnoreCase)) return;
            line.Clear();
        }

        throw new InputException($"{path} is no MetaImage: its header has no line 'ElementDataFile = LOCAL'");
    }

    private (string Key, string Value) Split(string line)
    {
        var at = line.IndexOf('=', StringComparison.Ordinal);
        if (at < 0) throw new InputException($"{path} is no MetaImage: a header line without '=' (\"{Shown(line)}\")");
        return (line[..at].Trim(), line[(at + 1)..].Trim());
    }

    private MetaHeader Checked()
    {
        Require("ObjectType", "Image");
        Require("NDims", "3");
        if (keys.ContainsKey("BinaryData")) Require("BinaryData", "True");
        if (keys.ContainsKey("ElementNumberOfChannels")) Require("ElementNumberOfChannels", "1");
        if (keys.ContainsKey("HeaderSize")) Require("HeaderSize", "0");
        Require("ElementDataFile", "LOCAL");
        if (!Types.TryGetValue(Value("ElementType").ToUpperInvariant(), out var type))
            throw Bad("ElementType", "one of " + string.Join(", ", Types.Keys));
        var (geometry, reversed) = ReadGeometry();
        return new MetaHeader(path)
        {
            Geometry = geometry,
            Reversed = reversed,
            Type = type,
            Compressed = Flag("CompressedData"),
            BigEndian = Flag("BinaryDataByteOrderMSB", "ElementByteOrderMSB"),
        };
    }

    private (GridGeometry Geometry, bool[] Reversed) ReadGeometry()
    {
        var size = Numbers("DimSize", null, 3);
        if (size.Any(n => n < 1 || n > MostVoxels || n != Math.Floor(n)) || size[0] * size[1] * size[2] > MostVoxels)
            throw Bad("DimSize", $"three whole numbers from 1 with a product up to {MostVoxels}");
        var spacing = Numbers(keys.ContainsKey("ElementSpacing") ? "ElementSpacing" : "ElementSize", null, 3);
        if (spacing.Any(s => s <= 0)) throw Bad("ElementSpacing", "three numbers of mm above 0");
        var offset = Numbers(new[] { "Offset", "Position", "Origin" }.FirstOrDefault(keys.ContainsKey) ?? "Offset", [0, 0, 0], 3);
        var name = new[] { "TransformMatrix", "Orientation", "Rotation" }.FirstOrDefault(keys.ContainsKey) ?? "TransformMatrix";
        var matrix = Numbers(name, [1, 0, 0, 0, 1, 0, 0, 0, 1], 9);
        for (var n = 0; n < 9; n++)
            if (Math.Abs(Math.Abs(matrix[n]) - (n % 4 == 0 ? 1 : 0)) > 1e-6) // direction cosines as text carry some 1e-9
                throw Bad(name, "axes along the patient's (1 or -1 on the diagonal, 0 elsewhere)");
        bool[] reversed = [matrix[0] < 0, matrix[4] < 0, matrix[8] < 0];
        for (var a = 0; a < 3; a++)
            if (reversed[a]) offset[a] -= (size[a] - 1) * spacing[a];
        var geometry = new GridGeometry(
            new Vector3d(offset[0], offset[1], offset[2]),
            new Vector3d(spacing[0], spacing[1], spacing[2]),
            (int)size[0],
            (int)size[1],
            (int)size[2]);
        return (geometry, reversed);
    }

    private double[] Numbers(string key, double[]? otherwise, int count)
    {
        if (otherwise is not null && !keys.ContainsKey(key)) return otherwise;
        var parts = Value(key).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var numbers = new double[count];
        if (parts.Length != count) throw Bad(key, $"{count} numbers");
        for (var n = 0; n < count; n++)
            if (!double.TryParse(parts[n], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[n]) || !double.IsFinite(numbers[n]))
                throw Bad(key, $"{count} numbers");
        return numbers;
    }

    private bool Flag(params string[] names)
    {
        if (names.FirstOrDefault(keys.ContainsKey) is not { } key) return false;
        return Value(key).ToUpperInvariant() switch
        {
            "TRUE" or "1" => true,
            "FALSE" or "0" => false,
            _ => throw Bad(key, "True or False"),
        };
    }

    private void Require(string key, string expected)
    {
        if (!Value(key).Equals(expected, StringComparison.OrdinalIgnoreCase)) throw Bad(key, expected);
    }

    private string Value(string key) =>
        keys.TryGetValue(key, out var value) ? value : throw new InputException($"{path}: the header lacks {key}");

    private InputException Bad(string key, string allowed) =>
        new($"{path}: header line {key} = \"{Shown(Value(key))}\" must be {allowed}");

    private static string Shown(string value)
    {
        var printable = new string([.. value.Take(60).Select(c => c is < ' ' or > '~' ? '?' : c)]);
        return value.Length > 60 ? printable + "…" : printable;
    }
}
