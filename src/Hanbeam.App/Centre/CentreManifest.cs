using System.Runtime.InteropServices;
using Hanbeam.App.Commands;
using Hanbeam.App.Output;

namespace Hanbeam.App.Centre;

/// <summary>manifest.json of a folder that tells of centres.</summary>
/// <param name="Hanbeam">The version of Hanbeam.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="Command">The words typed after <c>hanbeam</c>.</param>
/// <param name="Timestamp">When, UTC.</param>
/// <param name="Centres">The centres' files.</param>
/// <param name="Plans">Files of the plans that beam times come from.</param>
internal sealed record CentreManifest(string Hanbeam, string Runtime, IReadOnlyList<string> Command, string Timestamp, IReadOnlyList<HashedFile> Centres, IReadOnlyList<HashedFile> Plans)
{
    public string Schema { get; } = "hanbeam-manifest/1";

    /// <summary>Makes it.</summary>
    public static CentreManifest Of(CommandRun run, IReadOnlyList<CentreFile> files) => new(
        AppVersion.Text, RuntimeInformation.FrameworkDescription, run.Arguments, AppVersion.Iso(run.Timestamp),
        [.. files.Select(file => HashedFile.Of(file.Path, file.Bytes))],
        [.. files.SelectMany(file => file.Plans).Distinct().Select(PlanFile).Select(HashedFile.Of)]);

    private static string PlanFile(string plan) => Directory.Exists(plan) ? new[] { "plan.dcm", "spots.csv" }.Select(name => Path.Combine(plan, name)).First(File.Exists) : plan;
}
