using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Hanbeam.Verification.Treatment;

/// <summary>What the reference data need of the NRRD format: a text header, then gzipped voxels of float or unsigned char.</summary>
internal sealed class NrrdFile
{
    private readonly Dictionary<string, string> keys = [];

    public NrrdFile(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var headerEnd = bytes.AsSpan().IndexOf("\n\n"u8);
        foreach (var line in Encoding.ASCII.GetString(bytes, 0, headerEnd).Split('\n'))
            if (line.IndexOf(':', StringComparison.Ordinal) is var at and > 0) keys.TryAdd(line[..at], line[(at + 1)..].TrimStart('=', ' '));
        using var voxels = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(bytes, headerEnd + 2, bytes.Length - headerEnd - 2), CompressionMode.Decompress)) gzip.CopyTo(voxels);
        var raw = voxels.ToArray();
        Values = keys["type"] == "float"
            ? [.. Enumerable.Range(0, raw.Length / 4).Select(n => BitConverter.ToSingle(raw, 4 * n))]
            : [.. raw.Select(b => (float)b)];
    }

    public float[] Values { get; }

    public double[] Numbers(string key) =>
        [.. keys[key].Split([' ', ',', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
}
