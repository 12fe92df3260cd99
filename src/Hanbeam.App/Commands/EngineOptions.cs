using System.CommandLine;
using System.Globalization;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Workflow;

namespace Hanbeam.App.Commands;

/// <summary>The options that choose an engine of forward dose and say when Monte Carlo stops.</summary>
internal static class EngineOptions
{
    private const string PencilBeam = "pencil-beam";
    private const string MonteCarlo = "monte-carlo";

    /// <summary>The engine.</summary>
    public static Option<string?> Engine { get; } = Text("--engine", "E", "pencil-beam (default) or monte-carlo.");

    /// <summary>Number of primary ions.</summary>
    public static Option<string?> Histories { get; } = Text("--histories", "N", "Monte Carlo: stop after this many primary ions of all beams together, such as 1e7.");

    /// <summary>Uncertainty to reach.</summary>
    public static Option<string?> Uncertainty { get; } = Text("--uncertainty", "PERCENT", "Monte Carlo: stop at this relative standard uncertainty, root mean square over the target's voxels; default 1 where no other end is given.");

    /// <summary>Wall time.</summary>
    public static Option<string?> Time { get; } = Text("--time", "S", "Monte Carlo: stop after so many seconds; such a run is not reproducible.");

    /// <summary>Seed of the random streams.</summary>
    public static Option<string?> Seed { get; } = Text("--seed", "N", "Monte Carlo: seed of the random streams; default 1.");

    /// <summary>Whether dose to the medium is wanted.</summary>
    public static Option<bool> Medium { get; } = new("--medium") { Description = "Monte Carlo: also write dose-medium.mha, the dose to the tissue itself instead of to water." };

    private static IReadOnlyList<Option<string?>> OfMonteCarlo { get; } = [Histories, Uncertainty, Time, Seed];

    /// <summary>The engine asked for; what belongs to the other one is refused.</summary>
    public static IForwardDose EngineOf(CommandRun run)
    {
        var engine = run.Parse.GetValue(Engine) ?? PencilBeam;
        if (engine == MonteCarlo) return MonteCarloOf(run, run.Parse.GetValue(Medium));
        if (engine != PencilBeam) throw new InputException($"--engine {engine} is unknown; {NearestName.Suggestion(engine, [PencilBeam, MonteCarlo])}.");
        foreach (var option in OfMonteCarlo)
            if (run.Parse.GetValue(option) is { } value) throw new InputException($"{option.Name} {value} belongs to --engine {MonteCarlo}.");
        if (run.Parse.GetValue(Medium)) throw new InputException($"{Medium.Name} belongs to --engine {MonteCarlo}.");
        return new PencilBeamForwardDose();
    }

    /// <summary>The Monte Carlo engine with the end asked for.</summary>
    public static MonteCarloForwardDose MonteCarloOf(CommandRun run, bool toMedium = false) => new(StopOf(run), SeedOf(run), toMedium);

    /// <summary>When Monte Carlo is to stop.</summary>
    public static MonteCarloStop StopOf(CommandRun run)
    {
        var stop = new MonteCarloStop { Histories = HistoriesOf(run), UncertaintyPercent = Number(run, Uncertainty), Seconds = Number(run, Time) };
        if (stop == new MonteCarloStop()) return MonteCarloStop.Default;
        stop.Validate();
        return stop;
    }

    private static ulong SeedOf(CommandRun run)
    {
        if (run.Parse.GetValue(Seed) is not { } text) return 1;
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : throw new InputException($"--seed {text} is not a whole number from 0 to {ulong.MaxValue}.");
    }

    private static long? HistoriesOf(CommandRun run)
    {
        if (Number(run, Histories) is not { } number) return null;
        return number == Math.Floor(number) && Math.Abs(number) < long.MaxValue
            ? (long)number : throw new InputException($"--histories {run.Parse.GetValue(Histories)} is not a whole number.");
    }

    private static double? Number(CommandRun run, Option<string?> option)
    {
        if (run.Parse.GetValue(option) is not { } text) return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value : throw new InputException($"{option.Name} {text} is not a number.");
    }

    private static Option<string?> Text(string name, string helpName, string description) => new(name) { HelpName = helpName, Description = description };
}
