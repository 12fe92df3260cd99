using Hanbeam.App.Evaluation;
using Hanbeam.Treatment.Evaluation.Goals;

namespace Hanbeam.App.Reports.Plans;

/// <summary>
/// Which structures are serial organs, where the hottest point counts and not the mean: spinal cord and canal, cauda equina, brainstem, optic
/// chiasm and nerves, brachial plexus, by the names of AAPM TG-263 [Mayo2018] and their common variants. Planning margins (PRV) are left out.
/// </summary>
internal static class SerialOrgans
{
    private static readonly string[] Names =
    [
        "spinalcord", "spinalcanal", "myelon", "caudaequina", "brainstem", "opticchiasm", "chiasm", "opticnrv", "opticnerve", "brachialplex", "plexusbrachial",
    ];

    /// <summary>Whether a structure is shown through its hottest voxel: a serial organ, or one with a goal for its highest dose.</summary>
    /// <param name="structure">Its name.</param>
    /// <param name="goals">The goals with their verdicts, or null.</param>
    public static bool IsShown(string structure, GoalsEntry? goals) => Contains(structure) ||
        goals?.Verdicts.Any(verdict => verdict.Structure == structure && Metric.Parse(verdict.Goal.Split(' ')[0]).Kind == MetricKind.Max) == true;

    /// <summary>Whether a structure's name is that of a serial organ.</summary>
    public static bool Contains(string structure)
    {
        var letters = string.Concat(structure.Where(char.IsAsciiLetter)).ToLowerInvariant();
        return Names.Any(name => letters.StartsWith(name, StringComparison.Ordinal)) && !letters.Contains("prv", StringComparison.Ordinal);
    }
}
