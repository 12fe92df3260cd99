using System.Text.Json;
using System.Text.Json.Serialization;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Treatment.Plans;

/// <summary>The published protocols of data/protocols, by name: one file per centre, schema hanbeam-protocols/1.</summary>
public static class TreatmentProtocols
{
    private const string Schema = "hanbeam-protocols/1";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    private static readonly Lazy<IReadOnlyList<TreatmentProtocol>> Read = new(() =>
        [.. Directory.EnumerateFiles(Folder, "*.json").Where(file => !file.EndsWith(".provenance.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal).SelectMany(ReadFile)]);

    /// <summary>All protocols, centre by centre, in their order.</summary>
    /// <exception cref="InputException">A file cannot be read.</exception>
    public static IReadOnlyList<TreatmentProtocol> All => Read.Value;

    /// <summary>The protocol of a name.</summary>
    /// <param name="name">For example <c>qst/prostate-51.6-12</c>.</param>
    /// <exception cref="InputException">There is none; the nearest is suggested.</exception>
    public static TreatmentProtocol Get(string name) => All.FirstOrDefault(protocol => protocol.Name == name)
        ?? throw new InputException($"unknown protocol {name}; {NearestName.Suggestion(name, [.. All.Select(protocol => protocol.Name)])}");

    private static string Folder => Path.Combine(DataFolder.Find(), "protocols");

    private static IEnumerable<TreatmentProtocol> ReadFile(string path)
    {
        try
        {
            var file = JsonSerializer.Deserialize<ProtocolFile>(File.ReadAllText(path), Options);
            if (file?.Schema != Schema) throw new InputException($"{path} is not of the schema {Schema}.");
            if (file.Protocols.FirstOrDefault(entry => entry.RbeModel is null) is { } lacking) throw new InputException($"{path}: the protocol {lacking.Name} lacks rbeModel, the scale of its dose.");
            return file.Protocols.Select(entry => entry with { Name = $"{Path.GetFileNameWithoutExtension(path)}/{entry.Name}", Centre = file.Centre });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new InputException($"{path} cannot be read: {error.Message}", error);
        }
    }

    private sealed record ProtocolFile(string Schema, string Centre, IReadOnlyList<TreatmentProtocol> Protocols);
}
