using Hanbeam.App.Evaluation;
using Hanbeam.App.Output;
using Hanbeam.App.Recipes;
using Hanbeam.App.Reports.Pictures;
using Hanbeam.App.Reports.Plans;
using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Numerics.Minimization;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Constraints;
using Hanbeam.Planning.Deliverability;
using Hanbeam.Planning.Recipes;
using Hanbeam.Planning.Workflow;
using Hanbeam.Treatment.Imaging;

namespace Hanbeam.App.Commands;

/// <summary>From a recipe's file to a plan folder: what <c>plan</c> and <c>demo</c> share.</summary>
internal static class PlanRunner
{
    private const string Physical = "physical";

    /// <summary>Runs a recipe.</summary>
    /// <param name="run">The command's run.</param>
    /// <param name="recipePath">The recipe.</param>
    /// <param name="folder">The folder to fill; it has its name when this returns.</param>
    /// <param name="picturePath">A PNG to write as well, or null.</param>
    /// <returns>The exit code: done, or cancelled with the best plan so far written.</returns>
    public static int Run(CommandRun run, string recipePath, OutputFolder folder, string? picturePath = null)
    {
        var clock = new StageClock();
        var language = ReportOptions.LanguageOf(run);
        var (recipe, bytes) = RecipeYaml.Read(recipePath);
        RecipeValidator.Validate(recipe);
        var rbe = RbeModels.Get(recipe.Prescription.RbeModel);
        var goals = PlanGoals.Read(recipe.Goals, rbe.Name);
        var machineFile = MachineLibrary.Resolve(recipe.Machine);
        var (model, patient) = ReadBoth(run.Context, recipe, machineFile);
        rbe = MachineRbe.For(rbe, model);
        var monitorUnit = recipe.InMonitorUnits ? LayerMapping.IonsPerMonitorUnit(model.Machine) ?? throw new InputException($"{recipePath}: meterset is monitor-units, but the machine {model.Machine.Name} does not say how many ions a monitor unit has; commission it, or leave meterset out.") : null;
        var importSeconds = clock.Lap();

        var startWarnings = new List<string>();
        var start = recipe.Start is null ? null : PlanLoader.ReadOnCase(recipe.Start, model.Machine, patient, startWarnings);
        var planned = PlanningWorkflow.Run(recipe, patient, model, rbe, run.Context, start: start);
        var stopped = planned.Optimization.StopReason == StopReason.Cancelled && run.Context.Cancellation.IsCancellationRequested ? new StoppedRun(planned.Optimization.Iterations) : null;
        clock.Lap();
        run.Context.Report("figures and files", 0);
        var weighting = rbe.Name == Physical ? null : rbe;
        var dose = TotalDose.Of(planned.Plan, planned.BeamDoses, weighting, run.Context);
        var results = new DoseResults
        {
            Threads = run.Context.Threads,
            Patient = patient, Plan = planned.Plan, Model = model, Structures = planned.Structures,
            Dose = dose, RbeModel = rbe.Name,
            Calibration = planned.Patient.CalibrationName, ShifterGapsMm = planned.ShifterGapsMm, IonsPerMonitorUnit = monitorUnit, Warnings = [.. startWarnings, .. planned.Warnings, .. RbeWarnings.Of(rbe, planned.Plan, dose)],
        };
        var toEnd = run.Context with { Cancellation = CancellationToken.None };
        if (recipe.Robustness is { } robustness) results = InScenarios(results, planned, robustness, weighting, run.Context);
        var verdicts = Judge(results, planned);
        results = results with { Warnings = [.. results.Warnings, .. PlanWarnings.OfConstraints(verdicts)] };
        var summary = Summarise(results, planned, verdicts) with { Goals = goals is null ? null : PlanGoals.Judge(goals, results, toEnd) };
        var seconds = new SecondsSummary
        {
            Import = importSeconds + planned.Seconds.Model, Influence = planned.Seconds.Influence, Optimise = planned.Seconds.Optimise,
            Evaluate = planned.Seconds.FinalDose + clock.Lap(),
        };
        var recorded = SteeringText.Record(bytes, recipe.Steering, planned.Optimization.Steering);
        var manifest = ManifestBuilder.Build(run, results, machineFile, recipe.Calibration) with
        {
            Recipe = HashedFile.Of(recipePath, recorded),
            Seed = recipe.Seed,
            Stopped = stopped,
        };
        PlanFolderWriter.WriteFiles(folder, results, summary, manifest, recorded, language, run.Timestamp, run.Context);
        if (picturePath is not null) WritePicture(picturePath, results);
        summary = summary with { Seconds = seconds with { Export = clock.Lap(), Total = clock.Total }, PeakMemoryBytes = SummaryBuilder.PeakMemoryBytes() };
        PlanFolderWriter.Finish(folder, summary);
        ResultPrinter.Print(run, folder.Target, summary);
        return stopped is null && (recipe.Robustness is null || results.Robust is not null) ? ExitCodes.Done : ExitCodes.Cancelled;
    }

    private static (BeamModel Model, PatientCase Patient) ReadBoth(WorkContext work, Recipe recipe, string machineFile)
    {
        work.Report("reading the machine", 0);
        work.Report("reading the case", 0);
        BeamModel? model = null;
        PatientCase? patient = null;
        SideBySide.Do(work, () => model = MachineFile.Read(machineFile), () => patient = CaseLocator.Read(recipe.Case, recipe.Ct, work));
        return (model!, patient!);
    }

    // A plan is worth having without its scenarios, but it has to say so.
    private static DoseResults InScenarios(DoseResults results, PlanningResult planned, RobustnessSettings settings, IRbeModel? rbe, WorkContext work)
    {
        try
        {
            return results with { Robust = RobustnessEvaluator.Of(results, planned, settings, rbe, work) };
        }
        catch (OperationCanceledException)
        {
            const string Said = "Stopped by the user before the error scenarios were calculated: there are no bands and no worst case, and constraints are judged in the nominal case alone.";
            return results with { Warnings = [.. results.Warnings, Said] };
        }
    }

    private static IReadOnlyList<ConstraintVerdict> Judge(DoseResults results, PlanningResult planned)
    {
        var nominal = (planned.Scenarios[0].Name, planned.Judge.Excesses(results.MainDose, results.Dose.LetKeVPerUm));
        return planned.Judge.Judge([nominal, .. results.Robust?.Excesses ?? []], planned.Optimization.Constraints);
    }

    private static PlanSummary Summarise(DoseResults results, PlanningResult planned, IReadOnlyList<ConstraintVerdict> verdicts) => SummaryBuilder.Build(results) with
    {
        Influence = new InfluenceSummary(planned.InfluenceNonZeros, planned.InfluenceBytes),
        Optimisation = OptimisationSummary.Of(planned.Optimization, verdicts),
        Robustness = results.Robust is { } robust ? RobustnessEvaluator.Summarise(robust, planned.Plan.Prescription!.Targets.Select(target => target.Structure).ToHashSet(), results.Dose.RbeGy is not null) : null,
    };

    private static void WritePicture(string path, DoseResults results)
    {
        var view = PlanReport.View(results);
        var caption = $"{results.Plan.Name}, {view.Reference} in {results.Plan.Fractions} fractions ({results.RbeModel}); {results.Model.Machine.Name}, {results.Plan.Beams.Count} beams. Research use only.";
        AtomicFile.Write(path, stream => DosePictureFile.Write(stream, view, caption));
    }
}
