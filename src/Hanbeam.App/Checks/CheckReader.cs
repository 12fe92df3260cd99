using Hanbeam.App.Commands;
using Hanbeam.App.Doses;
using Hanbeam.App.Evaluation;
using Hanbeam.App.Output;
using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dicom.RtIonPlan;
using Hanbeam.Dose.Media;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Objectives;
using Hanbeam.Planning.Workflow;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.App.Checks;

/// <summary>Opens a plan folder for a check: what it was made from, each against its hash, its doses, and the dose calculated anew by another engine.</summary>
internal static class CheckReader
{
    // Numbers of ions are written with 16 characters into DICOM, and added up in doubles.
    private const double SameIons = 1e-6;

    /// <summary>Reads and calculates.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="work">Threads, progress, cancellation.</param>
    /// <param name="clock">Takes the times of reading and of transport.</param>
    public static (CheckedDoses Doses, PlanFolder Folder, double ImportSeconds, double EngineSeconds) Read(CheckRequest request, WorkContext work, StageClock clock)
    {
        var path = request.PlanFolder;
        if (!PlanFolder.IsPlanFolder(path)) throw new InputException($"{path} is no plan folder of Hanbeam: it holds no manifest.json with spots.csv.");
        var warnings = new List<string>();
        var folder = PlanFolder.Open(path, warnings);
        var recipe = folder.ReadRecipe();
        work.Report("reading the machine", 0);
        var model = folder.ReadMachine(request.Machine);
        RequireRecipe(folder);
        work.Report("reading the case", 0);
        var patient = folder.ReadCase(request.Case);
        var plan = folder.ReadPlan(model.Machine, recipe?.Prescription, patient);
        RequireSameSpots(folder, plan);
        var rbe = Rbe(folder, plan, model, warnings);
        var settings = folder.SettingsFor(patient);
        var medium = PatientModelBuilder.Build(patient, Calibrations.Resolve(settings.Calibration, patient.Kind), settings.Overrides);
        var planned = folder.ReadStoredDose();
        if (!planned.Values.Any(gy => gy > 0)) throw new InputException($"The physical dose of {path} is 0 Gy everywhere; a check needs a plan with a dose above 0 Gy.");
        if (PlanFolderFacts.Of(Path.Combine(path, "dose-physical.mha")) is { IsMonteCarlo: true }) warnings.Add($"The dose in {path} is itself from Monte Carlo, so the check compares the engine with itself.");
        var structures = PlanningStructures.Build(patient, planned.Geometry, recipe?.Structures ?? [], [.. plan.Prescription?.Targets.Select(target => target.Structure) ?? []], work);
        var import = clock.Lap();
        var task = new PlanDoseTask(plan, medium, model, rbe, structures.External)
        {
            Targets = structures.Targets,
            EachTarget = [.. (plan.Prescription?.Targets ?? []).Select(target => structures.All.First(structure => structure.Name == target.Structure))],
        };
        var calculated = request.Engine.Calculate(task, work);
        var doses = new CheckedDoses
        {
            Plan = plan, Patient = patient, Medium = medium, Model = model, Structures = structures, RbeModel = rbe?.Name ?? "physical",
            PlannedGy = planned,
            PlannedGyRbe = rbe is null ? null : Stored(path, "dose-rbe.mha", planned.Geometry),
            PlannedLet = Stored(path, "let.mha", planned.Geometry),
            Dose = TotalDose.Of(plan, calculated.Beams, rbe, work),
            MonteCarlo = calculated.MonteCarlo ?? throw new ArgumentException("a check needs an engine with statistics", nameof(request)),
            Warnings = [.. patient.Warnings, .. medium.Warnings, .. warnings, .. calculated.MonteCarlo.Warnings],
        };
        return (doses, folder, import, clock.Lap());
    }

    // The recipe carries calibration and overrides, so it is part of what is checked.
    private static void RequireRecipe(PlanFolder folder)
    {
        var file = Path.Combine(folder.Folder, "recipe.yaml");
        if (folder.Manifest.Recipe is { } recipe && File.Exists(file) && HashedFile.HashOf(file) != recipe.Sha256)
            throw new InputException($"{file} is not the recipe that {folder.Folder} was made with (its SHA-256 differs from the manifest's).");
    }

    // What is delivered is plan.dcm, what is recalculated are the spots: the two must be one plan.
    private static void RequireSameSpots(PlanFolder folder, Plan plan)
    {
        var file = Path.Combine(folder.Folder, "plan.dcm");
        var delivered = RtIonPlanReader.Read(file).Beams.ToDictionary(beam => beam.Number);
        if (delivered.Count != plan.Beams.Count) throw new InputException($"{folder.Folder}: plan.dcm has {delivered.Count} beams and spots.csv {plan.Beams.Count}.");
        foreach (var beam in plan.Beams)
        {
            var other = delivered[beam.Number];
            if (other.SpotCount == beam.SpotCount && Math.Abs(other.Particles - beam.Particles) <= SameIons * beam.Particles && other.GantryDeg == beam.GantryDeg && other.CouchDeg == beam.CouchDeg) continue;
            throw new InputException(FormattableString.Invariant($"{folder.Folder}: beam {beam.Number} has {other.SpotCount} spots with {other.Particles:0} ions at gantry {other.GantryDeg}° in plan.dcm, and {beam.SpotCount} with {beam.Particles:0} at {beam.GantryDeg}° in spots.csv."));
        }
    }

    private static IRbeModel? Rbe(PlanFolder folder, Plan plan, Dose.BeamModels.BeamModel model, List<string> warnings)
    {
        if (folder.Manifest.RbeModel == "physical") return null;
        var rbe = MachineRbe.For(RbeModels.Get(folder.Manifest.RbeModel), model);
        PlanLoader.RefuseGroups(plan, folder.Folder, rbe.Name);
        if (rbe is not KernelRbe) return rbe;
        warnings.Add($"The RBE model {rbe.Name} is made of the machine file's pencil beams, so only the physical dose is checked.");
        return null;
    }

    private static Grid<float> Stored(string folder, string name, GridGeometry geometry)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path)) throw new InputException($"The plan folder {folder} holds no {name}, which the check compares.");
        var image = MetaImage.Read(path);
        return image.Geometry == geometry ? image : throw new InputException($"{path} lies on another grid than dose-physical.mha beside it.");
    }
}
