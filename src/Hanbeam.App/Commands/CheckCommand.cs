using System.CommandLine;
using System.Globalization;
using Hanbeam.App.Checks;
using Hanbeam.App.Output;
using Hanbeam.App.Terminal;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Commands;

/// <summary><c>hanbeam check</c>: an independent Monte Carlo recalculation of a plan.</summary>
internal static class CheckCommand
{
    private const double MostPercent = 100;

    private static readonly Argument<string> PlanPath = new("PLANDIR") { Description = "A plan folder." };
    private static readonly Option<string> Out = new("--out") { Required = true, HelpName = "DIR", Description = "The folder to make." };
    private static readonly Option<string?> Case = Text("--case", "CASE", "The case to use in place of the one that the plan was made from.");
    private static readonly Option<string?> Machine = Text("--machine", "M", "The machine to use in place of the one that the plan was made with.");
    private static readonly Option<string?> GammaPass = Text("--gamma-pass", "PERCENT", "Least part of voxels with gamma ≤ 1 at 3 %/2 mm: of all, from 50 % dose on, in each target; default 95.");
    private static readonly Option<string?> MeanTolerance = Text("--mean-tolerance", "PERCENT", "Greatest difference of a target's mean dose; default 3.");
    private static readonly Option<string?> D95Tolerance = Text("--d95-tolerance", "PERCENT", "Greatest difference of a target's D95; default 3.");
    private static readonly Option<string?> D98Tolerance = Text("--d98-tolerance", "PERCENT", "Greatest difference of a target's D98; default 5.");
    private static readonly Option<string?> MostUncertainty = Text("--verdict-uncertainty", "PERCENT", "Greatest uncertainty with which a plan can pass; default 1.5.");

    /// <summary>The command.</summary>
    public static Command Create(CommandConsole console)
    {
        var command = new HanbeamCommand("check", "Recalculate a plan by Monte Carlo and compare: gamma, dose-volume figures, where they differ and why.", "hanbeam check demo/plan --out out/check");
        command.Arguments.Add(PlanPath);
        foreach (var option in new Option[]
        {
            Out, EngineOptions.Histories, EngineOptions.Uncertainty, EngineOptions.Time, EngineOptions.Seed, Case, Machine, GammaPass, MeanTolerance, D95Tolerance, D98Tolerance, MostUncertainty, ReportOptions.Language,
        })
            command.Options.Add(option);
        command.SetAction(parse => CommandRun.Execute(parse, console, Run));
        return command;
    }

    private static int Run(CommandRun run)
    {
        var language = ReportOptions.LanguageOf(run);
        var request = RequestOf(run);
        var clock = new StageClock();
        using var folder = OutputFolder.Create(run.Parse.GetRequiredValue(Out), run.Force);
        var (doses, plan, importSeconds, engineSeconds) = CheckReader.Read(request, run.Context, clock);
        var result = CheckBuilder.Build(doses, request, run.Context);
        var compareSeconds = clock.Lap();
        var machine = request.Machine is { } named ? MachineLibrary.Resolve(named) : plan.Manifest.Machine.Path;
        CheckWriter.Write(folder, result, ManifestBuilder.OfCheck(run, doses, plan, machine), language, run.Timestamp, run.Context);
        var document = result.Document with
        {
            Seconds = new CheckSeconds(importSeconds, engineSeconds, doses.MonteCarlo.ProcessorSeconds, compareSeconds, clock.Lap(), clock.Total),
            PeakMemoryBytes = SummaryBuilder.PeakMemoryBytes(),
        };
        CheckWriter.Finish(folder, document);
        foreach (var warning in document.Warnings) run.Warn(warning);
        if (run.Json) run.WriteJson(document);
        else CheckPrinter.Print(run, document);
        if (!run.Json) run.WriteLine($"written to {folder.Target}");
        return ExitCodes.Done;
    }

    private static CheckRequest RequestOf(CommandRun run)
    {
        var defaults = new CheckCriteria();
        return new CheckRequest
        {
            PlanFolder = run.Parse.GetRequiredValue(PlanPath),
            Case = run.Parse.GetValue(Case),
            Machine = run.Parse.GetValue(Machine),
            Engine = EngineOptions.MonteCarloOf(run),
            Criteria = new CheckCriteria
            {
                GammaPassPercent = Percent(run, GammaPass) ?? defaults.GammaPassPercent,
                MeanPercent = Percent(run, MeanTolerance) ?? defaults.MeanPercent,
                D95Percent = Percent(run, D95Tolerance) ?? defaults.D95Percent,
                D98Percent = Percent(run, D98Tolerance) ?? defaults.D98Percent,
                UncertaintyPercent = Percent(run, MostUncertainty) ?? defaults.UncertaintyPercent,
            },
        };
    }

    private static double? Percent(CommandRun run, Option<string?> option)
    {
        if (run.Parse.GetValue(option) is not { } text) return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= MostPercent
            ? value : throw new InputException($"{option.Name} {text} is not a number of per cent above 0 and up to {MostPercent}.");
    }

    private static Option<string?> Text(string name, string helpName, string description) => new(name) { HelpName = helpName, Description = description };
}
