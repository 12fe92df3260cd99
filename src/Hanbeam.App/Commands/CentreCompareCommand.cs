using System.CommandLine;
using Hanbeam.App.Centre;
using Hanbeam.App.Output;
using Hanbeam.App.Reports.Centres;
using Hanbeam.App.Reports.Layout;
using Hanbeam.App.Terminal;
using Hanbeam.Centre.Simulation;

namespace Hanbeam.App.Commands;

/// <summary><c>hanbeam centre compare</c>: what a third room, a second shift, another machine would change.</summary>
internal static class CentreCompareCommand
{
    private static readonly Argument<string[]> Files = new("CENTRE.yaml") { Description = "Two centres or more; the others are compared with the first.", Arity = new ArgumentArity(2, 20) };
    private static readonly Option<string?> Out = new("--out") { HelpName = "DIR", Description = "A folder to make, with tables and plots." };

    /// <summary>The command.</summary>
    public static Command Create(CommandConsole console)
    {
        var command = new HanbeamCommand("compare", "Simulate centres with the same patients and say how they differ.",
            "hanbeam centre compare cases/centre-two-or-three-rooms/two-rooms.yaml cases/centre-two-or-three-rooms/three-rooms.yaml");
        command.Arguments.Add(Files);
        foreach (var option in new Option[] { Out, CentreOptions.Replications, CentreOptions.Seed, ReportOptions.Language }) command.Options.Add(option);
        command.SetAction(parse => CommandRun.Execute(parse, console, Run));
        return command;
    }

    private static int Run(CommandRun run)
    {
        var language = ReportOptions.LanguageOf(run);
        using var folder = run.Parse.GetValue(Out) is { } path ? OutputFolder.Create(path, run.Force) : null;
        var files = run.Parse.GetRequiredValue(Files).Select(CentreFile.Read).ToList();
        foreach (var warning in files.SelectMany(file => file.Warnings)) run.Warn(warning);
        var comparison = CentreComparison.Run([.. files.Select(file => CentreOptions.Apply(file.Centre, run.Parse))], run.Context);
        if (folder is not null)
        {
            CentreCompareFolder.Write(folder, comparison, CentreManifest.Of(run, files));
            folder.Write(() => ReportPdf.WriteFile(folder.PathOf("report.pdf"), CentreCompareReport.Compose(comparison, language), run.Timestamp));
            folder.Commit();
        }

        if (run.Json) run.WriteJson(CentreCompareSummary.Of(comparison));
        else foreach (var line in CentreCompareText.Lines(comparison)) run.WriteLine(line);
        if (!run.Json && folder is not null) run.WriteLine($"written to {folder.Target}");
        return ExitCodes.Done;
    }
}
