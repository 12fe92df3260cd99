using Hanbeam.App.Doses;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Evaluation.Goals;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.App.Evaluation;

/// <summary>Doses from files of any system, with the structures that the user names.</summary>
internal static class FileDoses
{
    private const string Physical = "physical";

    // Families of models that a dose from elsewhere may be of, whether or not this version can calculate them.
    private static readonly string[] Families = ["constant", "mmkm-qst", "mkm", "smk", "kanai", "lem1", "kernels"];

    /// <summary>Reads a dose, with what the user says about it and the file does not; a dose of one fraction is multiplied to that of all.</summary>
    /// <param name="path">An RT Dose or .mha.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="warnings">Receives what the user should know.</param>
    public static DoseVolume Read(string path, EvaluationRequest request, List<string> warnings)
    {
        var dose = Named(DoseFileReader.Read(path), request);
        warnings.AddRange(dose.Warnings);
        if (request.Fractions is { } fractions)
        {
            if (dose.Fractions is { } own && own != fractions) throw new InputException($"{path} is the dose of {own} fractions, and --fractions says {fractions}.");
            dose = dose with { Fractions = fractions };
        }

        return Whole(dose, warnings);
    }

    /// <summary>Puts structures into a dose.</summary>
    /// <param name="name">What the dose is called in tables.</param>
    /// <param name="dose">The dose.</param>
    /// <param name="structures">The structures.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="work">Threads and cancellation.</param>
    public static EvaluatedDose With(string name, DoseVolume dose, IReadOnlyList<Structure> structures, EvaluationRequest request, WorkContext work)
    {
        var isDose = dose.Quantity is DoseQuantity.PhysicalDose or DoseQuantity.RbeWeightedDose;
        var prescribed = isDose ? request.Prescription.ToDictionary(target => target.Structure, target => target.DoseGyRbe) : [];
        foreach (var target in prescribed.Keys.Where(target => structures.All(structure => structure.Name != target)))
            throw new InputException($"--prescription: the target {target} is not there; {NearestName.Suggestion(target, [.. structures.Select(structure => structure.Name)])}.");
        var first = request.Prescription.Count > 0 && isDose ? request.Prescription[0].DoseGyRbe : (double?)null;
        return new EvaluatedDose(name, dose, [.. structures.Select(structure => new StructureDose(structure, dose, prescribed.TryGetValue(structure.Name, out var own) ? own : first, work))], [.. prescribed.Keys]);
    }

    // --rbe names the model of a weighted dose whose file does not, and the quantity of an image whose file says nothing at all.
    private static DoseVolume Named(DoseVolume dose, EvaluationRequest request)
    {
        if (request.RbeModels.Count == 0) return dose;
        if (request.RbeModels.Count > 1) throw new InputException($"{dose.Source} is one dose of one RBE model, and --rbe names {request.RbeModels.Count}; only a plan folder can be evaluated in several.");
        var model = request.RbeModels[0];
        if (dose.IsQuantityAssumed && model != Physical)
            return dose with { Quantity = DoseQuantity.RbeWeightedDose, RbeModel = Checked(model), IsQuantityAssumed = false, Warnings = [] };
        if (dose.IsQuantityAssumed) return dose with { IsQuantityAssumed = false, Warnings = [] };
        return dose.Quantity switch
        {
            DoseQuantity.RbeWeightedDose when dose.RbeModel is null && model != Physical => dose with { RbeModel = Checked(model) },
            DoseQuantity.RbeWeightedDose when dose.RbeModel == model => dose,
            DoseQuantity.PhysicalDose when model == Physical => dose,
            DoseQuantity.Let => dose,
            _ => throw new InputException($"{dose.Source} is in {dose.Unit}{(dose.RbeModel is null ? "" : $" of {dose.RbeModel}")}, and --rbe says {model}; the effect in another model needs the plan folder."),
        };
    }

    // A model that this version cannot calculate still names a dose that can be judged; a slip of the pen does not.
    private static string Checked(string model) =>
        Families.Contains(model.Split(':')[0]) ? model : throw new InputException($"--rbe: unknown RBE model {model}; {NearestName.Suggestion(model, Families)}.");

    private static DoseVolume Whole(DoseVolume dose, List<string> warnings)
    {
        if (dose.Extent == DoseExtent.Total || dose.Quantity is DoseQuantity.Let or DoseQuantity.Rbe) return dose;
        if (dose.Fractions is not { } fractions) throw new InputException($"{dose.Source} is the dose of one fraction and does not say of how many; name their number with --fractions.");
        warnings.Add($"{dose.Source} is the dose of one fraction; it is multiplied by {fractions}.");
        return dose with { Values = new Grid<float>(dose.Values.Geometry, Array.ConvertAll(dose.Values.Values, value => fractions * value)), Extent = DoseExtent.Total };
    }
}
