using System.CommandLine;
using Hanbeam.App.Dicom;
using Hanbeam.App.Terminal;
using Hanbeam.Dicom.Check;

namespace Hanbeam.App.Commands;

/// <summary><c>hanbeam dicom check</c>: a verdict for every file.</summary>
internal static class DicomCheckCommand
{
    private static readonly Argument<string> Source = new("PATH") { Description = "A DICOM file, or a folder that is searched through." };

    /// <summary>The command.</summary>
    public static Command Create(CommandConsole console)
    {
        var command = new HanbeamCommand("check", "Say of every file what it is, what it belongs to, what is wrong and what will be ignored.", "hanbeam dicom check cases/patient");
        command.Arguments.Add(Source);
        command.SetAction(parse => CommandRun.Execute(parse, console, Run));
        return command;
    }

    private static int Run(CommandRun run)
    {
        var report = DicomChecker.Run(run.Parse.GetRequiredValue(Source), run.Context);
        if (run.Json) run.WriteJson(DicomCheckDocument.Of(report));
        else foreach (var line in DicomCheckText.Lines(report)) run.WriteLine(line);
        return report.HasErrors ? ExitCodes.InputFault : ExitCodes.Done;
    }
}
