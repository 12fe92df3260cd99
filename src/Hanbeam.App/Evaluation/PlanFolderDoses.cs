using Hanbeam.App.Commands;
using Hanbeam.App.Output;
using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.Media;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Objectives;
using Hanbeam.Planning.Workflow;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Evaluation;
using Hanbeam.Treatment.Evaluation.Goals;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Plans;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.App.Evaluation;

/// <summary>The doses of a plan folder, calculated anew from its spots: one physical dose, its effect in any number of RBE models, and LET.</summary>
internal sealed class PlanFolderDoses
{
    private const string Physical = "physical";

    // What the same version makes again is the same to the bit; this is far below anything that matters and far above the rounding of another.
    private const double SameDose = 1e-3;

    // LET means nothing where there is next to no dose: from 1 % of the highest dose on it counts.
    private const double LeastDoseForLet = 0.01;

    private readonly PlanFolder folder;
    private readonly EvaluationRequest request;
    private readonly WorkContext work;
    private readonly List<string> warnings;
    private readonly PatientCase patient;
    private readonly PlanningStructures structures;
    private readonly Plan plan;
    private readonly Func<IRbeModel?, IReadOnlyList<DoseCubes>> engine;
    private readonly Grid<float> stored;

    private PlanFolderDoses(string path, EvaluationRequest request, WorkContext work, List<string> warnings)
    {
        (this.request, this.work, this.warnings) = (request, work, warnings);
        folder = PlanFolder.Open(path, warnings);
        var recipe = folder.ReadRecipe();
        work.Report("reading the machine", 0);
        var model = folder.ReadMachine(request.Machine);
        work.Report("reading the case", 0);
        patient = folder.ReadCase(request.Case);
        warnings.AddRange(patient.Warnings);
        plan = folder.ReadPlan(model.Machine, recipe?.Prescription);
        var settings = folder.SettingsFor(patient);
        var medium = PatientModelBuilder.Build(patient, Calibrations.Resolve(settings.Calibration, patient.Kind), settings.Overrides);
        stored = MetaImage.Read(Path.Combine(path, "dose-physical.mha"));
        structures = PlanningStructures.Build(patient, stored.Geometry, recipe?.Structures ?? [], [], work);
        engine = rbe => ForwardDose.Calculate(plan, medium, model, rbe, structures.External, work);
    }

    /// <summary>Calculates the doses that were asked for: by default the one of the folder's own model, and LET.</summary>
    /// <param name="path">The plan folder.</param>
    /// <param name="prefix">What the names of its doses begin with.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="work">Threads, progress, cancellation.</param>
    /// <param name="warnings">Receives what the user should know.</param>
    /// <param name="cases">Receives the case.</param>
    public static IReadOnlyList<EvaluatedDose> Calculate(string path, string prefix, EvaluationRequest request, WorkContext work, List<string> warnings, List<PatientCase> cases)
    {
        var doses = new PlanFolderDoses(path, request, work, warnings);
        cases.Add(doses.patient);
        return doses.All(prefix);
    }

    private List<EvaluatedDose> All(string prefix)
    {
        var names = request.RbeModels.Count > 0 ? request.RbeModels : [folder.Manifest.RbeModel];
        var models = names.Distinct().Select(name => RbeModels.Get(name)).ToArray();
        foreach (var rbe in models.Where(rbe => rbe.Name != Physical)) PlanLoader.RefuseGroups(plan, folder.Folder, rbe.Name);
        var doses = new List<EvaluatedDose>();
        IReadOnlyList<DoseCubes>? cubes = null;
        TotalDose? total = null;
        foreach (var rbe in models)
        {
            work.Report($"dose, {rbe.Name}", (double)doses.Count / models.Length);

            // A model without alpha and beta takes any run of the engine: the physical dose is the same in all.
            if (cubes is null || rbe.NeedsEffect) cubes = engine(rbe);
            total = TotalDose.Of(plan, cubes, rbe.Name == Physical ? null : rbe);
            if (doses.Count == 0) CompareWithStored(total.PhysicalGy);
            warnings.AddRange(RbeWarnings.Of(rbe, plan, total));
            var weighted = total.RbeGy is { } gyRbe ? Volume(gyRbe, DoseQuantity.RbeWeightedDose, rbe.Name) : Volume(total.PhysicalGy, DoseQuantity.PhysicalDose);
            doses.Add(Column(prefix + rbe.Name, weighted));
        }

        doses.Add(LetColumn(prefix + "LET", total!));
        return doses;
    }

    private DoseVolume Volume(Grid<float> values, DoseQuantity quantity, string? model = null) => new()
    {
        Values = values, Quantity = quantity, RbeModel = model, Fractions = plan.Fractions, FrameOfReferenceUid = patient.Identity.FrameOfReferenceUid, Source = folder.Folder,
    };

    private EvaluatedDose Column(string name, DoseVolume dose)
    {
        var prescribed = Prescribed(dose);
        return new EvaluatedDose(name, dose, [.. Bodies(body => DoseVolumeHistogram.Create(body, dose, work), dose, prescribed)], [.. prescribed.Keys]);
    }

    private EvaluatedDose LetColumn(string name, TotalDose total)
    {
        var (let, physical) = (Volume(total.LetKeVPerUm, DoseQuantity.Let), Volume(total.PhysicalGy, DoseQuantity.PhysicalDose));
        var leastGy = LeastDoseForLet * total.PhysicalGy.Values.Max();
        return new EvaluatedDose(name, let, [.. Bodies(body => DoseVolumeHistogram.CreateLet(body, let, physical, leastGy, work), let, [])], []);
    }

    // As drawn where it was drawn; what a recipe makes exists on the dose grid only.
    private IEnumerable<StructureDose> Bodies(Func<StructureBody, DoseVolumeHistogram> histogram, DoseVolume dose, Dictionary<string, double> prescribed)
    {
        var first = prescribed.Count > 0 ? prescribed.First().Value : (double?)null;
        var thicknessMm = patient.Ct.Hounsfield.Geometry.Spacing.Z;
        foreach (var drawn in patient.Structures.DistinctBy(structure => structure.Name))
            yield return new StructureDose(drawn.Name, dose, () => histogram(StructureBody.Of(drawn, thicknessMm)), prescribed.TryGetValue(drawn.Name, out var own) ? own : first);
        foreach (var made in structures.All.Where(made => patient.Structures.All(drawn => drawn.Name != made.Name)))
            yield return new StructureDose(made.Name, dose, () => histogram(StructureBody.Of(made)), prescribed.TryGetValue(made.Name, out var own) ? own : first);
    }

    // A prescription in another model than the dose says nothing about it.
    private Dictionary<string, double> Prescribed(DoseVolume dose)
    {
        if (request.Prescription.Count > 0) return request.Prescription.ToDictionary(target => target.Structure, target => target.DoseGyRbe);
        if (plan.Prescription is not { } prescription || prescription.RbeModel != (dose.RbeModel ?? Physical)) return [];
        return prescription.Targets.ToDictionary(target => target.Structure, target => target.DoseGyRbe);
    }

    private void CompareWithStored(Grid<float> dose)
    {
        var most = stored.Values.Max();
        var difference = 0f;
        for (var n = 0; n < dose.Values.Length; n++) difference = Math.Max(difference, Math.Abs(dose.Values[n] - stored.Values[n]));
        if (difference > SameDose * most)
            warnings.Add(FormattableString.Invariant($"The physical dose calculated anew from {folder.Folder} differs from its dose-physical.mha by up to {difference:0.###} Gy: the spots, the case, the machine or the version of Hanbeam are not those that it was made with."));
    }
}
