using System.CommandLine;
using System.Globalization;
using Hanbeam.App.Terminal;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.BeamModels.MatRad;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Commands;

/// <summary><c>hanbeam machine import-matrad</c>: a machine of matRad as a machine file.</summary>
internal static class MachineImportCommand
{
    private static readonly Argument<string> MatFile = new("FILE.mat") { Description = "A machine file of matRad, for example carbon_Generic.mat." };
    private static readonly Option<string> Out = new("--out") { HelpName = "M", Description = "The machine file to write.", Required = true };
    private static readonly Option<string?> Focus = new("--focus") { HelpName = "N", Description = "Which focus of the spot size, from 1 (default)." };

    /// <summary>The command.</summary>
    public static Command Create(CommandConsole console)
    {
        var command = new HanbeamCommand("import-matrad", "Read a machine of matRad into a machine file.", "hanbeam machine import-matrad carbon_Generic.mat --out carbon.machine");
        command.Arguments.Add(MatFile);
        command.Options.Add(Out);
        command.Options.Add(Focus);
        command.SetAction(parse => CommandRun.Execute(parse, console, Run));
        return command;
    }

    private static int Run(CommandRun run)
    {
        var path = run.Parse.GetRequiredValue(Out);
        if (File.Exists(path) && !run.Force) throw new InputException($"{path} exists; give --force to replace it.");
        var focus = run.Parse.GetValue(Focus) is not { } text ? 1
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 ? number
            : throw new InputException($"--focus {text} is not a whole number from 1.");
        MachineFile.Write(path, MatRadMachine.Read(run.Parse.GetRequiredValue(MatFile), focus));
        if (run.Json) run.WriteJson(new { path });
        else run.WriteLine(path);
        return ExitCodes.Done;
    }
}
