using Hanbeam.App.Commands;
using Hanbeam.App.Evaluation;
using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Biology.Translation;
using Hanbeam.Dose.Media;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Objectives;
using Hanbeam.Planning.Workflow;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.App.Translation;

/// <summary>
/// The radiation quality of a plan folder's structures in two RBE models, calculated anew from its spots. With all beams in every fraction a voxel
/// is one point, with one beam per fraction it is a point for each beam, weighted with the beam's part of its dose.
/// </summary>
internal sealed class PlanRadiation
{
    // Quality means nothing where there is next to no dose: from 1 % of the highest dose on it counts.
    private const double LeastDose = 0.01;

    private readonly Plan plan;
    private readonly PlanningStructures structures;
    private readonly IReadOnlyList<DoseCubes> from;
    private readonly IReadOnlyList<DoseCubes> to;
    private readonly double leastGy;

    private PlanRadiation(Plan plan, PlanningStructures structures, IReadOnlyList<DoseCubes> from, IReadOnlyList<DoseCubes> to)
    {
        (this.plan, this.structures, this.from, this.to) = (plan, structures, from, to);
        leastGy = LeastDose * Enumerable.Range(0, from[0].Dose.Values.Length).Max(voxel => from.Sum(beam => (double)beam.Dose.Values[voxel]));
    }

    /// <summary>The two models as they are for the plan's machine.</summary>
    public required (IRbeModel From, IRbeModel To) Models { get; init; }

    /// <summary>Names of the plan's structures that have a voxel on its dose grid.</summary>
    public IReadOnlyList<string> Names => [.. structures.All.Where(structure => structure.Voxels.Length > 0).Select(structure => structure.Name)];

    /// <summary>The prescription's targets; empty without one.</summary>
    public IReadOnlyList<string> Targets => [.. plan.Prescription?.Targets.Select(target => target.Structure) ?? []];

    /// <summary>Opens a plan folder and calculates its dose in both models.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="machine">The machine to use in place of the folder's, or null.</param>
    /// <param name="models">The two models.</param>
    /// <param name="work">Threads, progress, cancellation.</param>
    /// <param name="warnings">Receives what the user should know.</param>
    public static PlanRadiation Of(string path, string? machine, (IRbeModel From, IRbeModel To) models, WorkContext work, List<string> warnings)
    {
        if (!PlanFolder.IsPlanFolder(path)) throw new InputException($"{path} is no plan folder: it lacks manifest.json or spots.csv.");
        var folder = PlanFolder.Open(path, warnings);
        var recipe = folder.ReadRecipe();
        work.Report("reading the machine", 0);
        var model = folder.ReadMachine(machine);
        work.Report("reading the case", 0);
        var patient = folder.ReadCase(null);
        var plan = folder.ReadPlan(model.Machine, recipe?.Prescription, patient);
        PlanLoader.RefuseGroups(plan, path, models.To.Name);
        var settings = folder.SettingsFor(patient);
        var medium = PatientModelBuilder.Build(patient, Calibrations.Resolve(settings.Calibration, patient.Kind), settings.Overrides);
        var geometry = MetaImage.Read(Path.Combine(path, "dose-physical.mha")).Geometry;
        var structures = PlanningStructures.Build(patient, geometry, recipe?.Structures ?? [], [], work);
        IReadOnlyList<DoseCubes> Dose(IRbeModel rbe)
        {
            work.Report($"dose, {rbe.Name}", rbe == models.From ? 0 : 0.5);
            return ForwardDose.Calculate(plan, medium, model, rbe, structures.External, work);
        }

        models = (MachineRbe.For(models.From, model), MachineRbe.For(models.To, model));
        return new PlanRadiation(plan, structures, Dose(models.From), Dose(models.To)) { Models = models };
    }

    /// <summary>The points of a structure.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InputException">There is none of that name, or it gets no dose.</exception>
    public IReadOnlyList<RadiationQuality> Points(string name)
    {
        var structure = structures.All.FirstOrDefault(one => one.Name == name && one.Voxels.Length > 0)
            ?? throw new InputException($"the plan has no structure {name} on its dose grid; {NearestName.Suggestion(name, [.. Names])}");
        int[][] groups = plan.Delivery == DeliveryScheme.OneBeamPerFraction ? [.. Enumerable.Range(0, from.Count).Select(beam => new[] { beam })] : [[.. Enumerable.Range(0, from.Count)]];
        var points = new List<RadiationQuality>();
        for (var n = 0; n < structure.Voxels.Length; n++)
        {
            var voxel = structure.Voxels[n];
            var all = from.Sum(beam => (double)beam.Dose.Values[voxel]);
            if (all < leastGy) continue;
            points.AddRange(groups.Select(group => At(group, voxel, structure.Fractions[n] / all)).Where(point => point.Weight > 0));
        }

        return points.Count > 0 ? points : throw new InputException($"the structure {name} gets less than {100 * LeastDose:0} % of the plan's highest dose everywhere, so there is no radiation to translate with");
    }

    private RadiationQuality At(int[] group, int voxel, double weightPerGy)
    {
        double Sum(IReadOnlyList<DoseCubes> cubes, Func<DoseCubes, float[]> values) => group.Sum(beam => (double)values(cubes[beam])[voxel]);
        var dose = Sum(from, cubes => cubes.Dose.Values);
        if (!(dose > 0)) return default;
        return new RadiationQuality(
            Sum(from, cubes => cubes.AlphaDose.Values) / dose, Sum(from, cubes => cubes.SqrtBetaDose.Values) / dose,
            Sum(to, cubes => cubes.AlphaDose.Values) / dose, Sum(to, cubes => cubes.SqrtBetaDose.Values) / dose,
            Sum(from, cubes => cubes.LetDose.Values) / dose, weightPerGy * dose);
    }
}
