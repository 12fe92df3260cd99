using System.CommandLine;
using System.Globalization;
using Hanbeam.App.Output;
using Hanbeam.App.Terminal;
using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.Media;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Deliverability;
using Hanbeam.Planning.Objectives;
using Hanbeam.Planning.Workflow;
using Hanbeam.Treatment.Imaging;

namespace Hanbeam.App.Commands;

/// <summary><c>hanbeam dose</c>: the dose of a plan that exists.</summary>
internal static class DoseCommand
{
    // A grid finer than 0.1 mm or coarser than 50 mm is a slip of the unit.
    private const double FinestGridMm = 0.1;
    private const double CoarsestGridMm = 50;
    private const int MostFractions = 1000;

    private static readonly Argument<string> PlanPath = new("PLAN") { Description = "An RT Ion Plan (.dcm), a plan folder, or a spot list (.csv)." };
    private static readonly Option<string> CasePath = new("--case") { Required = true, HelpName = "CASE", Description = "A folder with CT and structures, or water:X,Y,Z@S." };
    private static readonly Option<string> MachinePath = new("--machine") { Required = true, HelpName = "M", Description = "A machine's name or file." };
    private static readonly Option<string> Out = new("--out") { Required = true, HelpName = "DIR", Description = "The folder to make." };
    private static readonly Option<string?> Grid = new("--grid") { HelpName = "MM", Description = "Edge of cubic dose voxels, mm; default: the CT's own grid." };
    private static readonly Option<string?> Rbe = new("--rbe") { HelpName = "MODEL", Description = "RBE model; default: physical dose only." };
    private static readonly Option<string?> Fractions = new("--fractions") { HelpName = "N", Description = "Number of fractions; default: the plan's own, 1 for a spot list." };
    private static readonly Option<string?> Calibration = new("--calibration") { HelpName = "C", Description = "stoichiometric, water-zero, or a CSV of HU,RSP." };
    private static readonly Option<string?> Points = new("--points") { HelpName = "P.csv", Description = "Also give the dose at these points (x, y, z in mm), for example chamber positions." };
    private static readonly Option<string?> Chamber = new("--chamber") { HelpName = "MM", Description = "With --points: mean dose of a sphere of this radius in place of the dose at the point." };

    /// <summary>The command.</summary>
    public static Command Create(CommandConsole console)
    {
        var command = new HanbeamCommand("dose", "Calculate the dose of a plan that exists.",
            "hanbeam dose spots.csv --case water:200,200,200@2 --machine generic-synchrotron --out out/water");
        command.Arguments.Add(PlanPath);
        foreach (var option in (Option[])
        [
            CasePath, MachinePath, Out, EngineOptions.Engine, EngineOptions.Histories, EngineOptions.Uncertainty, EngineOptions.Time, EngineOptions.Seed, EngineOptions.Medium,
            Grid, Rbe, Fractions, Calibration, Points, Chamber, .. CtOptions.All, ReportOptions.Language,
        ])
            command.Options.Add(option);
        command.SetAction(parse => CommandRun.Execute(parse, console, Run));
        return command;
    }

    private static int Run(CommandRun run)
    {
        var engine = EngineOptions.EngineOf(run);
        var language = ReportOptions.LanguageOf(run);
        var clock = new StageClock();
        using var folder = OutputFolder.Create(run.Parse.GetRequiredValue(Out), run.Force);
        var points = ChamberPositions(run);
        var machineFile = MachineLibrary.Resolve(run.Parse.GetRequiredValue(MachinePath));
        var model = MachineFile.Read(machineFile);
        var rbe = run.Parse.GetValue(Rbe) is { } name and not "physical" ? MachineRbe.For(RbeModels.Get(name), model) : null;
        var warnings = new List<string>();
        var (plan, planFile) = PlanLoader.Read(run.Parse.GetRequiredValue(PlanPath), model.Machine, FractionsOf(run), warnings);
        if (rbe is not null) PlanLoader.RefuseGroups(plan, planFile, rbe.Name);
        var patient = CaseLocator.Read(run.Parse.GetRequiredValue(CasePath), CtOptions.Of(run), run.Context);
        plan = PlanLoader.OnCase(plan, planFile, patient, warnings);
        var settings = PlanSettings.Of(run.Parse.GetRequiredValue(PlanPath), patient, run.Parse.GetValue(Calibration), warnings);
        var medium = PatientModelBuilder.Build(patient, Calibrations.Resolve(settings.Calibration, patient.Kind), settings.Overrides);
        var seconds = new SecondsSummary { Import = clock.Lap() };

        var structures = PlanningStructures.Build(patient, GridOf(run, patient), [], [], run.Context);
        var calculated = engine.Calculate(new PlanDoseTask(plan, medium, model, rbe, structures.External), run.Context);
        seconds = seconds with { Influence = clock.Lap() };

        var dose = TotalDose.Of(plan, calculated.Beams, rbe, run.Context);
        var paths = BeamPaths.Of(plan, medium, model.Machine, dose.BeamsGy);
        var results = new DoseResults
        {
            Threads = run.Context.Threads,
            Patient = patient, Plan = plan, Model = model, Structures = structures, Dose = dose, RbeModel = rbe?.Name ?? "physical",
            Calibration = medium.CalibrationName,
            MonteCarlo = calculated.MonteCarlo,
            ShifterGapsMm = [.. paths.Select(path => path.ShifterGapMm)],
            Warnings = [.. patient.Warnings, .. medium.Warnings, .. warnings, .. calculated.MonteCarlo?.Warnings ?? [], .. plan.Beams.SelectMany(beam => PlanWarnings.OfIsocenter(beam, patient.Ct.Hounsfield.Geometry)),
                .. plan.Beams.Zip(paths).SelectMany(beam => PlanWarnings.OfPath(beam.First, beam.Second)), .. RbeWarnings.Of(rbe, plan, dose)],
        };
        var summary = SummaryBuilder.Build(results) with { Engine = EngineSummary.Of(engine.Engine, calculated.MonteCarlo), Points = points?.Evaluate(results.Dose, calculated.MonteCarlo?.StandardUncertaintyGy) };
        seconds = seconds with { Evaluate = clock.Lap() };

        var manifest = ManifestBuilder.Build(run, results, machineFile, settings.Calibration) with
        {
            Plan = HashedFile.Of(planFile),
            Recipe = settings.Recipe,
        };
        PlanFolderWriter.WriteFiles(folder, results, summary, manifest, recipe: null, language, run.Timestamp, run.Context);
        summary = summary with { Seconds = seconds with { Export = clock.Lap(), Total = clock.Total }, PeakMemoryBytes = SummaryBuilder.PeakMemoryBytes() };
        PlanFolderWriter.Finish(folder, summary);
        ResultPrinter.Print(run, folder.Target, summary);
        return ExitCodes.Done;
    }

    private static DosePoints? ChamberPositions(CommandRun run)
    {
        var radius = run.Parse.GetValue(Chamber);
        if (run.Parse.GetValue(Points) is { } file) return DosePoints.Read(file, radius);
        return radius is null ? null : throw new InputException($"--chamber {radius} needs --points, the positions of the chambers.");
    }

    private static int? FractionsOf(CommandRun run)
    {
        if (run.Parse.GetValue(Fractions) is not { } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var fractions) && fractions is >= 1 and <= MostFractions
            ? fractions : throw new InputException($"--fractions {text} is not a whole number from 1 to {MostFractions}.");
    }

    private static GridGeometry GridOf(CommandRun run, PatientCase patient)
    {
        var image = patient.Ct.Hounsfield.Geometry;
        if (run.Parse.GetValue(Grid) is not { } text) return image;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var edgeMm) && edgeMm is >= FinestGridMm and <= CoarsestGridMm
            ? image.Resampled(edgeMm) : throw new InputException(string.Create(CultureInfo.InvariantCulture, $"--grid {text} is not a number of mm from {FinestGridMm} to {CoarsestGridMm}."));
    }
}
