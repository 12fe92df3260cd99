using Hanbeam.App.Commands;
using Hanbeam.App.Output;

namespace Hanbeam.App.Centre;

/// <summary>manifest.json of a folder that tells of centres: their files, and the plans that beam times come from.</summary>
internal static class CentreManifest
{
    /// <summary>Makes it.</summary>
    public static InputManifest Of(CommandRun run, params IReadOnlyList<CentreFile> files) => InputManifest.Of(run.Arguments, run.Timestamp,
        [.. files.Select(file => HashedFile.Of(file.Path, file.Bytes)), .. files.SelectMany(file => file.Plans).Distinct().Select(PlanFile).Select(HashedFile.Of)]);

    private static string PlanFile(string plan) => Directory.Exists(plan) ? new[] { "plan.dcm", "spots.csv" }.Select(name => Path.Combine(plan, name)).First(File.Exists) : plan;
}
