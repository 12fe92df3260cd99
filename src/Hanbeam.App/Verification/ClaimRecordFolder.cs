using System.Text.Json;
using Hanbeam.App.Output;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Verification;

/// <summary>A folder of claim records: one JSON file a verification method.</summary>
internal static class ClaimRecordFolder
{
    /// <summary>Reads every record; an empty list where there is no folder.</summary>
    public static IReadOnlyList<ClaimRecord> Read(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(ReadRecord)] : [];

    /// <summary>Writes one record under its name.</summary>
    public static void Write(string folder, ClaimRecord record) =>
        AtomicFile.Write(Path.Combine(folder, FileName(record)), JsonSerializer.Serialize(record, JsonText.Options) + "\n");

    /// <summary>Removes one record.</summary>
    public static void Remove(string folder, ClaimRecord record) => File.Delete(Path.Combine(folder, FileName(record)));

    private static string FileName(ClaimRecord record) => $"{record.Claim}.{record.Method}.json";

    private static ClaimRecord ReadRecord(string path)
    {
        try
        {
            var record = JsonSerializer.Deserialize<ClaimRecord>(File.ReadAllText(path), JsonText.Options);
            return record is { Schema: ClaimRecord.CurrentSchema }
                ? record
                : throw new InputException($"{path} is not of the schema {ClaimRecord.CurrentSchema}.");
        }
        catch (JsonException error)
        {
            throw new InputException($"{path} is not a claim record: {error.Message}", error);
        }
    }
}
