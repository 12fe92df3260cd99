using System.CommandLine;
using Hanbeam.App.Centre;
using Hanbeam.App.Centre.Power;
using Hanbeam.App.Output;
using Hanbeam.App.Reports.Centres;
using Hanbeam.App.Reports.Layout;
using Hanbeam.App.Terminal;
using Hanbeam.Centre.Power;
using Hanbeam.Centre.Simulation;

namespace Hanbeam.App.Commands;

/// <summary><c>hanbeam centre run</c>: simulates a centre.</summary>
internal static class CentreRunCommand
{
    private static readonly Argument<string> File = new("CENTRE.yaml") { Description = "The centre (docs/formats/centre.md)." };
    private static readonly Option<string> Out = new("--out") { Required = true, HelpName = "DIR", Description = "The folder to make." };

    /// <summary>The command.</summary>
    public static Command Create(CommandConsole console)
    {
        var command = new HanbeamCommand("run", "Simulate a centre: patients and fractions, waiting, overtime, use of rooms, beam and people.",
            "hanbeam centre run cases/centre-two-or-three-rooms/three-rooms.yaml --out out/three-rooms");
        command.Arguments.Add(File);
        foreach (var option in new Option[] { Out, CentreOptions.Replications, CentreOptions.Seed, ReportOptions.Language }) command.Options.Add(option);
        command.SetAction(parse => CommandRun.Execute(parse, console, Run));
        return command;
    }

    private static int Run(CommandRun run)
    {
        var language = ReportOptions.LanguageOf(run);
        using var folder = OutputFolder.Create(run.Parse.GetRequiredValue(Out), run.Force);
        var file = CentreFile.Read(run.Parse.GetRequiredValue(File));
        foreach (var warning in file.Warnings) run.Warn(warning);
        var result = CentreSimulator.Run(CentreOptions.Apply(file.Centre, run.Parse), run.Context);
        var power = file.Power is null ? null : Power(file.Path, run);
        var summary = CentreRunSummary.Of(result);
        CentreRunFolder.Write(folder, file, result, summary, CentreManifest.Of(run, [file]));
        folder.Write(() => ReportPdf.WriteFile(folder.PathOf("report.pdf"), CentreReport.Compose(result, power, language), run.Timestamp));
        folder.Commit();
        if (run.Json) run.WriteJson(summary);
        else foreach (var line in CentreRunText.Lines(result)) run.WriteLine(line);
        if (!run.Json) run.WriteLine($"written to {folder.Target}");
        return ExitCodes.Done;
    }

    private static PowerStudy Power(string path, CommandRun run)
    {
        var input = PowerFile.Read(path).Input;
        var year = PowerYear.Of(path, input, run.Context);

        // Sizing of storage takes longer than the simulation and has a command of its own; a study without it says so.
        var study = PowerStudy.Of(input with { Calendar = year.Calendar, Storage = null }, year.Days, year.Fractions, run.Context);
        return study with { Input = input };
    }
}
