using System.CommandLine;
using System.Globalization;
using Hanbeam.App.Machines;
using Hanbeam.App.Terminal;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.App.Commands;

/// <summary><c>hanbeam machine build</c>: from the description of a machine to its beam model.</summary>
internal static class MachineBuildCommand
{
    private const string MonteCarlo = "monte-carlo", Deterministic = "deterministic";

    private static readonly Argument<string> Spec = new("SPEC.yaml") { Description = "A machine's description (docs/formats/machine-spec.md), or a name from data/machines." };
    private static readonly Option<bool> WithoutRippleFilter = new("--without-ripple-filter") { Description = "Leave the ripple filter out of the beam." };

    /// <summary>Uncertainty of simulated beams, of both.</summary>
    public static Option<string?> Uncertainty { get; } = new("--uncertainty") { HelpName = "%", Description = "Monte Carlo: standard uncertainty of the dose at the peak; default: 0.2." };
    /// <summary>Seed of simulated beams, of both.</summary>
    public static Option<int> Seed { get; } = new("--seed") { HelpName = "N", Description = "Monte Carlo: seed of the random numbers; default: 1.", DefaultValueFactory = _ => 1 };

    /// <summary>How beams are made, of this command and of <c>commission</c>.</summary>
    public static Option<string> Engine { get; } = new("--engine")
    {
        HelpName = "E", Description = "monte-carlo (minutes; default) or deterministic (seconds).", DefaultValueFactory = _ => MonteCarlo,
    };

    /// <summary>The machine file to write, of this command and of <c>commission</c>.</summary>
    public static Option<string> Out { get; } = new("--out") { HelpName = "M", Description = "The machine file to write.", Required = true };

    /// <summary>The command.</summary>
    public static Command Create(CommandConsole console)
    {
        var build = new HanbeamCommand("build", "Make a machine file from a description by transport in water.", "hanbeam machine build generic-synchrotron --out my.machine");
        build.Arguments.Add(Spec);
        build.Options.Add(Out);
        build.Options.Add(WithoutRippleFilter);
        build.Options.Add(Engine);
        build.Options.Add(Uncertainty);
        build.Options.Add(Seed);
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

    /// <summary>Whether beams are simulated.</summary>
    /// <exception cref="InputException">There is no such engine.</exception>
    public static bool UsesMonteCarlo(CommandRun run) => run.Parse.GetValue(Engine) switch
    {
        MonteCarlo => true,
        Deterministic => false,
        var other => throw new InputException($"--engine {other} is not one of {MonteCarlo}, {Deterministic}."),
    };

    /// <summary>The uncertainty asked for.</summary>
    public static double UncertaintyOf(CommandRun run)
    {
        if (run.Parse.GetValue(Uncertainty) is not { } text) return MonteCarloBeamModel.DefaultUncertainty;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) ? percent / 100 : throw new InputException($"--uncertainty: '{text}' is not a number.");
    }

    private static BeamModel Simulate(CommandRun run, Machine machine)
    {
        var (uncertainty, seed) = (UncertaintyOf(run), run.Parse.GetValue(Seed));
        return BeamModelOrigin.MonteCarlo(MonteCarloBeamModel.Generate(machine, uncertainty, (ulong)seed, run.Context), uncertainty, seed);
    }

    private static int Build(CommandRun run)
    {
        var machine = MachineSpecYaml.Read(MachineSpecYaml.Resolve(run.Parse.GetRequiredValue(Spec))).Create();
        var path = Target(run);
        if (run.Parse.GetValue(WithoutRippleFilter)) machine = machine with { RippleFilter = null };
        MachineFile.Write(path, UsesMonteCarlo(run) ? Simulate(run, machine) : BeamModelOrigin.Deterministic(BeamModelGenerator.Generate(machine, run.Context)));
        if (run.Json) run.WriteJson(new { path });
        else run.WriteLine(path);
        return ExitCodes.Done;
    }
}
