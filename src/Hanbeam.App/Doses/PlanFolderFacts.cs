using System.Text.Json;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Doses;

/// <summary>What summary.json of a plan folder says about the doses beside it.</summary>
/// <param name="RbeModel">The RBE model's name; <c>physical</c> without one.</param>
/// <param name="Fractions">Number of fractions.</param>
internal sealed record PlanFolderFacts(string RbeModel, int Fractions)
{
    /// <summary>Whether its doses come from Monte Carlo.</summary>
    public bool IsMonteCarlo { get; init; }

    private const string MonteCarlo = "monte-carlo";
    private const string Schema = "hanbeam-plan-summary/1";

    /// <summary>Whether a folder is a plan folder.</summary>
    public static bool IsPlanFolder(string folder) => Read(folder) is not null;

    /// <summary>The facts of the plan folder that a file lies in, at its root or in <c>beams/N</c>; null where it lies in none.</summary>
    public static PlanFolderFacts? Of(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file));
        if (folder is null) return null;
        if (Read(folder) is { } facts) return facts;
        var beams = Path.GetDirectoryName(folder);
        return Path.GetFileName(beams) == "beams" && Path.GetDirectoryName(beams) is { } root ? Read(root) : null;
    }

    private static PlanFolderFacts? Read(string folder)
    {
        var path = Path.Combine(folder, "summary.json");
        if (!File.Exists(path)) return null;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("schema", out var schema) || schema.ValueKind != JsonValueKind.String || schema.GetString() != Schema) return null;
            return new PlanFolderFacts(root.GetProperty("rbeModel").GetString() ?? "", root.GetProperty("fractions").GetInt32())
            {
                IsMonteCarlo = root.TryGetProperty("engine", out var engine) && engine.GetProperty("name").GetString() == MonteCarlo,
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InputException($"{path} is damaged: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }
}
