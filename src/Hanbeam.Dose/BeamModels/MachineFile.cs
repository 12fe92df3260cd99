using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dose.BeamModels;

/// <summary>The machine file <c>hanbeam-machine/1</c>: a zip of machine.json and .npy arrays (docs/formats/machine.md).</summary>
public static class MachineFile
{
    private const long LargestFileBytes = 512L << 20;
    private const long LargestEntryBytes = 128L << 20;
    private const long LargestContentBytes = 1L << 30;

    internal static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Writes a machine file beside its target and renames it into place. The same model gives the same bytes on the same runtime.</summary>
    /// <param name="path">Exactly this path.</param>
    /// <param name="model">The model.</param>
    public static void Write(string path, BeamModel model)
    {
        // A zip is made in memory: 4 MB for a full machine.
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in MachineFileEntries.Of(model))
            {
                var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize);
                entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero); // zip's earliest time: the file must not depend on when
                using var target = entry.Open();
                target.Write(content);
            }
        }

        AtomicFile.Write(path, stream => bytes.WriteTo(stream));
    }

    /// <summary>Reads and checks a machine file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The model with the file's SHA-256.</returns>
    /// <exception cref="InputException">The file is missing, is not a machine file, or holds values outside their range.</exception>
    public static BeamModel Read(string path)
    {
        if (!File.Exists(path)) throw new InputException($"There is no machine file {path}.");
        try
        {
            var size = new FileInfo(path).Length;
            if (size > LargestFileBytes) throw new FormatException(FormattableString.Invariant($"has {size} bytes, more than {LargestFileBytes}"));
            var bytes = File.ReadAllBytes(path);
            using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            var content = zip.Entries.Sum(entry => entry.Length);
            if (content > LargestContentBytes) throw new FormatException(FormattableString.Invariant($"holds {content} bytes unpacked, more than {LargestContentBytes}"));
            var document = JsonSerializer.Deserialize<MachineDocument>(Bytes(zip, "machine.json"), Json) ?? throw new FormatException("machine.json is empty");
            if (document.Schema != MachineDocument.CurrentSchema)
                throw new FormatException($"has schema {document.Schema}, not {MachineDocument.CurrentSchema}");
            BeamModelChecks.CheckDocument(document);
            var beams = ReadBeams(zip, document);
            var model = new BeamModel(document.Machine, beams, Convert.ToHexStringLower(SHA256.HashData(bytes)));
            BeamModelChecks.Check(model);
            return model;
        }
        catch (Exception e) when (e is InvalidDataException or FormatException or JsonException or NotSupportedException or EndOfStreamException or IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} is not a usable machine file: {OneLine(e.Message)}.", e);
        }
    }

    private static EnergyBeamData[] ReadBeams(ZipArchive zip, MachineDocument document)
    {
        if (document.Beams.Count != document.Machine.Energies.Count)
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"has {document.Beams.Count} beams for {document.Machine.Energies.Count} energies"));
        return [.. document.Beams.Select((beam, i) =>
            MachineFileEntries.Beam(beam, document.Machine.Energies[i].EnergyMeVPerU, name => Array(zip, $"{beam.Folder}/{name}.npy")))];
    }

    private static NpyArray Array(ZipArchive zip, string name)
    {
        try
        {
            return NpyArray.Decode(Bytes(zip, name));
        }
        catch (FormatException e)
        {
            throw new FormatException($"{name} {e.Message}", e);
        }
    }

    private static byte[] Bytes(ZipArchive zip, string name)
    {
        var entry = zip.GetEntry(name) ?? throw new FormatException($"{name} is missing");
        if (entry.Length > LargestEntryBytes) throw new FormatException(FormattableString.Invariant($"{name} has {entry.Length} bytes, more than {LargestEntryBytes}"));
        var bytes = new byte[entry.Length];
        using var stream = entry.Open();
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").TrimEnd('.');
}
