using Hanbeam.App.Output;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Objectives;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Evaluation;
using Hanbeam.Treatment.Evaluation.Goals;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Plans;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.App.Evaluation;

/// <summary>Makes columns of an evaluation from the doses of a plan: structures as they are drawn, and those that its recipe makes.</summary>
internal sealed class PlanColumns
{
    private const string Physical = "physical";

    // LET and RBE mean nothing where there is next to no dose: from 1 % of the highest dose on they count.
    private const double LeastDose = 0.01;

    private readonly PatientCase patient;
    private readonly PlanningStructures structures;
    private readonly Plan plan;
    private readonly string source;
    private readonly IReadOnlyList<TargetDose> prescribed;
    private readonly WorkContext work;

    /// <summary>For a plan.</summary>
    /// <param name="plan">The plan; its prescription counts for doses of its own model.</param>
    /// <param name="patient">The case.</param>
    /// <param name="structures">Its structures on the dose grid.</param>
    /// <param name="source">What messages call the plan.</param>
    /// <param name="prescribed">Prescribed doses in place of the plan's, in its model; empty for the plan's.</param>
    /// <param name="work">Threads and cancellation.</param>
    public PlanColumns(Plan plan, PatientCase patient, PlanningStructures structures, string source, IReadOnlyList<TargetDose> prescribed, WorkContext work) =>
        (this.plan, this.patient, this.structures, this.source, this.prescribed, this.work) = (plan, patient, structures, source, prescribed, work);

    /// <summary>Structures with tissue parameters of their own; none where left out.</summary>
    public TissueModels? Tissues { get; init; }

    /// <summary>A column of physical dose.</summary>
    public EvaluatedDose PhysicalDose(string name, TotalDose total) => Column(name, Volume(total.PhysicalGy, DoseQuantity.PhysicalDose));

    /// <summary>A column of RBE-weighted dose, or of physical dose where there is no model.</summary>
    public EvaluatedDose MainDose(string name, TotalDose total, string rbeModel) =>
        total.RbeGy is { } weighted ? Column(name, Volume(weighted, DoseQuantity.RbeWeightedDose, rbeModel)) : PhysicalDose(name, total);

    /// <summary>A column of dose-averaged LET.</summary>
    public EvaluatedDose Let(string name, TotalDose total)
    {
        var (let, physical) = (Volume(total.LetKeVPerUm, DoseQuantity.Let), Volume(total.PhysicalGy, DoseQuantity.PhysicalDose));
        var leastGy = LeastDose * total.PhysicalGy.Values.Max();
        return new EvaluatedDose(name, let, [.. Bodies(body => DoseVolumeHistogram.CreateLet(body, let, physical, leastGy, work), let, [])], []);
    }

    /// <summary>A column of RBE: RBE-weighted over physical dose.</summary>
    public EvaluatedDose Rbe(string name, TotalDose total, string rbeModel)
    {
        var (weighted, physical) = (Volume(total.RbeGy!, DoseQuantity.RbeWeightedDose, rbeModel), Volume(total.PhysicalGy, DoseQuantity.PhysicalDose));
        var leastGy = LeastDose * total.PhysicalGy.Values.Max();
        var ratio = new Grid<float>(physical.Values.Geometry);
        for (var n = 0; n < ratio.Values.Length; n++)
            if (physical.Values.Values[n] >= leastGy) ratio.Values[n] = weighted.Values.Values[n] / physical.Values.Values[n];
        var rbe = Volume(ratio, DoseQuantity.Rbe, rbeModel);
        return Shown(name, rbe, Bodies(body => DoseVolumeHistogram.CreateRbe(body, weighted, physical, leastGy, work), rbe, []), []);
    }

    private DoseVolume Volume(Grid<float> values, DoseQuantity quantity, string? model = null) => new()
    {
        Values = values, Quantity = quantity, RbeModel = model, Fractions = plan.Fractions, FrameOfReferenceUid = patient.Identity.FrameOfReferenceUid, Source = source,
    };

    private EvaluatedDose Column(string name, DoseVolume dose)
    {
        var targets = Prescribed(dose);
        return Shown(name, dose, Bodies(body => DoseVolumeHistogram.Create(body, dose, work), dose, targets), targets.Keys);
    }

    // A structure with tissue parameters of its own stands in the dose of these.
    private EvaluatedDose Shown(string name, DoseVolume dose, IEnumerable<StructureDose> bodies, IEnumerable<string> targets)
    {
        var model = dose.RbeModel ?? Physical;
        return Tissues is null ? new EvaluatedDose(name, dose, [.. bodies], [.. targets])
            : new EvaluatedDose(name, dose, [.. bodies.Where(body => Tissues.Shows(body.Name, model))], [.. targets.Where(target => Tissues.Shows(target, model))]) { IsPartial = Tissues.IsPartial(model) };
    }

    // As drawn where it was drawn; what a recipe makes as it was made on its fine grid.
    private IEnumerable<StructureDose> Bodies(Func<StructureBody, DoseVolumeHistogram> histogram, DoseVolume dose, Dictionary<string, double> targets)
    {
        var first = targets.Count > 0 ? targets.First().Value : (double?)null;
        var thicknessMm = patient.Ct.Hounsfield.Geometry.Spacing.Z;
        foreach (var drawn in patient.Structures.DistinctBy(structure => structure.Name))
            yield return new StructureDose(drawn.Name, dose, () => histogram(StructureBody.Of(drawn, thicknessMm)), targets.TryGetValue(drawn.Name, out var own) ? own : first);
        foreach (var made in structures.All.Where(made => patient.Structures.All(drawn => drawn.Name != made.Name)))
            yield return new StructureDose(made.Name, dose, () => histogram(structures.Body(made.Name)), targets.TryGetValue(made.Name, out var own) ? own : first);
    }

    // A prescription in another model than the dose says nothing about it.
    private Dictionary<string, double> Prescribed(DoseVolume dose)
    {
        if (plan.Prescription is { } own && own.RbeModel != (dose.RbeModel ?? Physical)) return [];
        return (prescribed.Count > 0 ? prescribed : plan.Prescription?.Targets ?? []).ToDictionary(target => target.Structure, target => target.DoseGyRbe);
    }
}
