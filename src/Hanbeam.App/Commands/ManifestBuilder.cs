using System.Runtime.InteropServices;
using Hanbeam.App.Checks;
using Hanbeam.App.Evaluation;
using Hanbeam.App.Output;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Commands;

/// <summary>Makes the part of a manifest that all commands share.</summary>
internal static class ManifestBuilder
{
    /// <summary>Builds it.</summary>
    /// <param name="run">The command's run.</param>
    /// <param name="results">The dose.</param>
    /// <param name="machineFile">The machine file.</param>
    /// <param name="calibration">The calibration asked for, or null.</param>
    public static Manifest Build(CommandRun run, DoseResults results, string machineFile, string? calibration) => new()
    {
        Hanbeam = AppVersion.Text,
        Runtime = RuntimeInformation.FrameworkDescription,
        Command = run.Arguments,
        Timestamp = AppVersion.Iso(run.Timestamp),
        Case = CaseFiles.Of(results.Patient),
        Machine = new HashedFile(Path.GetFullPath(machineFile), results.Model.ContentHash),
        Calibration = calibration,
        RbeModel = results.RbeModel,
        RbeTable = File.Exists(results.RbeModel) ? HashedFile.Of(results.RbeModel) : null,
        Data = HashedFile.OfFolder(DataFolder.Find()),
    };

    /// <summary>Builds that of a check.</summary>
    /// <param name="run">The command's run.</param>
    /// <param name="doses">The doses.</param>
    /// <param name="plan">The plan folder.</param>
    /// <param name="machineFile">The machine file.</param>
    public static Manifest OfCheck(CommandRun run, CheckedDoses doses, PlanFolder plan, string machineFile) => new()
    {
        Hanbeam = AppVersion.Text,
        Runtime = RuntimeInformation.FrameworkDescription,
        Command = run.Arguments,
        Timestamp = AppVersion.Iso(run.Timestamp),
        Plan = HashedFile.Of(Path.Combine(plan.Folder, "spots.csv")),
        Recipe = plan.Manifest.Recipe,
        Case = CaseFiles.Of(doses.Patient),
        Machine = new HashedFile(Path.GetFullPath(machineFile), doses.Model.ContentHash),
        Calibration = plan.Manifest.Calibration,
        RbeModel = doses.RbeModel,
        RbeTable = File.Exists(doses.RbeModel) ? HashedFile.Of(doses.RbeModel) : null,
        Data = HashedFile.OfFolder(DataFolder.Find()),
    };
}
