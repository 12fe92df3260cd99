using System.CommandLine;
using Hanbeam.App.Machines;
using Hanbeam.App.Terminal;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Commands;

/// <summary><c>hanbeam machine build</c>: from the description of a machine to its beam model.</summary>
internal static class MachineBuildCommand
{
    private static readonly Argument<string> Spec = new("SPEC.yaml") { Description = "A machine's description (docs/formats/machine-spec.md), or a name from data/machines." };
    private static readonly Option<bool> WithoutRippleFilter = new("--without-ripple-filter") { Description = "Leave the ripple filter out of the beam." };

    /// <summary>The machine file to write, of this command and of <c>commission</c>.</summary>
    public static Option<string> Out { get; } = new("--out") { HelpName = "M", Description = "The machine file to write.", Required = true };

    /// <summary>The command.</summary>
    public static Command Create(CommandConsole console)
    {
        var build = new HanbeamCommand("build", "Make a machine file from a description by transport in water.", "hanbeam machine build generic-synchrotron --out my.machine");
        build.Arguments.Add(Spec);
        build.Options.Add(Out);
        build.Options.Add(WithoutRippleFilter);
        build.SetAction(parse => CommandRun.Execute(parse, console, Build));
        return build;
    }

    /// <summary>Refuses a file that is there, before the work begins.</summary>
    public static string Target(CommandRun run)
    {
        var path = run.Parse.GetRequiredValue(Out);
        if (File.Exists(path) && !run.Force) throw new InputException($"{path} exists; give --force to replace it.");
        return path;
    }

    private static int Build(CommandRun run)
    {
        var machine = MachineSpecYaml.Read(MachineSpecYaml.Resolve(run.Parse.GetRequiredValue(Spec))).Create();
        var path = Target(run);
        if (run.Parse.GetValue(WithoutRippleFilter)) machine = machine with { RippleFilter = null };
        var model = BeamModelGenerator.Generate(machine, run.Context);
        MachineFile.Write(path, BeamModelOrigin.Deterministic(model));
        if (run.Json) run.WriteJson(new { path });
        else run.WriteLine(path);
        return ExitCodes.Done;
    }
}
