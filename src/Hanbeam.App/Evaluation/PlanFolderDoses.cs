using Hanbeam.App.Commands;
using Hanbeam.App.Doses;
using Hanbeam.App.Output;
using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.Media;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Objectives;
using Hanbeam.Planning.Workflow;
using Hanbeam.Treatment.Evaluation.Goals;
using Hanbeam.Treatment.Imaging;

namespace Hanbeam.App.Evaluation;

/// <summary>The doses of a plan folder, calculated anew from its spots: one physical dose, its effect in any number of RBE models, their RBE, and LET.</summary>
internal static class PlanFolderDoses
{
    /// <summary>The name of no model at all.</summary>
    internal const string Physical = "physical";

    // What the same version makes again is the same to the bit; this is far below anything that matters and far above the rounding of another.
    private const double SameDose = 1e-3;

    /// <summary>Calculates the doses that were asked for: by default the one of the folder's own model; RBE and LET.</summary>
    /// <param name="path">The plan folder.</param>
    /// <param name="prefix">What the names of its doses begin with.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="work">Threads, progress, cancellation.</param>
    /// <param name="warnings">Receives what the user should know.</param>
    /// <param name="cases">Receives the case.</param>
    public static IReadOnlyList<EvaluatedDose> Calculate(string path, string prefix, EvaluationRequest request, WorkContext work, List<string> warnings, List<PatientCase> cases)
    {
        var folder = PlanFolder.Open(path, warnings);
        var models = (request.RbeModels.Count > 0 ? request.RbeModels : [folder.Manifest.RbeModel]).Distinct().Select(name => RbeModels.Get(name)).ToArray();
        var tissues = new TissueModels(request.Tissues, models.Select(rbe => rbe.Name));
        models = [.. models.Concat(TissueModels.Read(request.Tissues)).DistinctBy(rbe => rbe.Name)];
        var recipe = folder.ReadRecipe();
        work.Report("reading the machine", 0);
        var model = folder.ReadMachine(request.Machine);
        models = Array.ConvertAll(models, rbe => MachineRbe.For(rbe, model));
        work.Report("reading the case", 0);
        var patient = folder.ReadCase(request.Case);
        var plan = folder.ReadPlan(model.Machine, recipe?.Prescription, patient);
        foreach (var rbe in models.Where(rbe => rbe.Name != Physical)) PlanLoader.RefuseGroups(plan, path, rbe.Name);
        warnings.AddRange(patient.Warnings);
        cases.Add(patient);
        var settings = folder.SettingsFor(patient);
        var medium = PatientModelBuilder.Build(patient, Calibrations.Resolve(settings.Calibration, patient.Kind), settings.Overrides);
        var stored = folder.ReadStoredDose();
        var structures = PlanningStructures.Build(patient, stored.Geometry, recipe?.Structures ?? [], [], work);
        TissueModels.Check(request.Tissues, [.. patient.Structures.Select(structure => structure.Name).Concat(structures.All.Select(made => made.Name)).Distinct()], path);
        var columns = new PlanColumns(plan, patient, structures, path, request.Prescription, work) { Tissues = tissues };

        var (doses, ratios) = (new List<EvaluatedDose>(), new List<EvaluatedDose>());
        IReadOnlyList<DoseCubes>? cubes = null;
        TotalDose? total = null;
        foreach (var rbe in models)
        {
            work.Report($"dose, {rbe.Name}", (double)doses.Count / models.Length);

            // A model without alpha and beta takes any run of the engine: the physical dose is the same in all.
            if (cubes is null || rbe.NeedsEffect) cubes = ForwardDose.Calculate(plan, medium, model, rbe, structures.External, work);
            total = TotalDose.Of(plan, cubes, rbe.Name == Physical ? null : rbe, work);
            if (doses.Count == 0) CompareWithStored(path, stored, total.PhysicalGy, warnings);
            warnings.AddRange(RbeWarnings.Of(rbe, plan, total));
            doses.Add(columns.MainDose(prefix + rbe.Name, total, rbe.Name));
            if (rbe.NeedsEffect) ratios.Add(columns.Rbe(prefix + "RBE " + rbe.Name, total, rbe.Name));
        }

        return [.. doses, .. ratios, columns.Let(prefix + "LET", total!)];
    }

    private static void CompareWithStored(string path, Grid<float> stored, Grid<float> dose, List<string> warnings)
    {
        var most = stored.Values.Max();
        var difference = 0f;
        for (var n = 0; n < dose.Values.Length; n++) difference = Math.Max(difference, Math.Abs(dose.Values[n] - stored.Values[n]));
        if (difference <= SameDose * most) return;
        if (PlanFolderFacts.Of(Path.Combine(path, "dose-physical.mha")) is { IsMonteCarlo: true })
            warnings.Add(FormattableString.Invariant($"The dose in {path} is from Monte Carlo; what is evaluated is that of the pencil beam, which differs by up to {difference:0.###} Gy. Name {path}/dose-physical.mha or dose-rbe.mha to evaluate the doses themselves."));
        else
            warnings.Add(FormattableString.Invariant($"The physical dose calculated anew from {path} differs from its dose-physical.mha by up to {difference:0.###} Gy: the spots, the case, the machine or the version of Hanbeam are not those that it was made with."));
    }
}
