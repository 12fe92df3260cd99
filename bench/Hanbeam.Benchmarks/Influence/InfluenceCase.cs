using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dicom.Ct;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.Influence;
using Hanbeam.Dose.Media;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Objectives;
using Hanbeam.Planning.Recipes;
using Hanbeam.Planning.SpotPlacement;
using Hanbeam.Planning.Workflow;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Plans;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Benchmarks.Influence;

/// <summary>
/// What an influence is built from: the open case openkbp_pt_112 with its recipe's beams and objectives where its folder is given, else a ball of 60 mm in water under
/// the same beams. 4 mm spots, 3 mm voxels, generic-synchrotron, mmkm-qst.
/// </summary>
internal sealed class InfluenceCase
{
    private InfluenceCase(BeamModel model, IReadOnlyList<PlanBeam> beams, PatientModel patient, ObjectiveSet objectives, GridGeometry grid, IRbeModel rbe)
    {
        (Model, Beams, Patient, Objectives, Rbe) = (model, beams, patient, objectives, rbe);
        Voxels = new InfluenceVoxels(grid, objectives.Voxels);
    }

    public BeamModel Model { get; }

    public IReadOnlyList<PlanBeam> Beams { get; }

    public PatientModel Patient { get; }

    public ObjectiveSet Objectives { get; }

    public IRbeModel Rbe { get; }

    public InfluenceVoxels Voxels { get; }

    public EffectQuantities? Effect => ForwardDose.Effect(Rbe);

    public static InfluenceCase Read(string? folder, WorkContext work)
    {
        var patientCase = folder is null ? Ball() : DicomCaseReader.Read(folder);
        var target = folder is null ? "TARGET" : "PTV_7000";
        var recipe = new Recipe
        {
            Case = folder ?? "made",
            Machine = "generic-synchrotron",
            Prescription = new Prescription([new TargetDose(target, 57.6)], 16, "mmkm-qst"),
            Beams = [new RecipeBeam { GantryDeg = 270 }, new RecipeBeam { GantryDeg = 315 }],
            Objectives =
            [
                new GoalTerm { Structure = target, Type = "uniform-dose", DoseGyRbe = 57.6, Weight = 100 },
                .. patientCase.Structures.Where(structure => structure.Name is "SpinalCord" or "Brainstem")
                    .Select(structure => new GoalTerm { Structure = structure.Name, Type = "max-dose", DoseGyRbe = 28, Weight = 20 }),
                new GoalTerm { Structure = "BODY", Type = "dose-falloff", FromGyRbe = 57.6, ToGyRbe = 20, WithinMm = 15, Weight = 100 },
            ],
        };
        return Prepare(recipe, patientCase, work);
    }

    private static InfluenceCase Prepare(Recipe recipe, PatientCase patientCase, WorkContext work)
    {
        var model = MachineFile.Read(MachineLibrary.Resolve(recipe.Machine));
        var patient = PatientModelBuilder.Build(patientCase, Calibrations.Resolve(null, patientCase.Kind), []);
        var grid = patientCase.Ct.Hounsfield.Geometry.Resampled(recipe.DoseGridMm);
        var structures = PlanningStructures.Build(patientCase, grid, [], [.. recipe.Prescription.Targets.Select(target => target.Structure)], work);
        var targets = TargetVoxels.Of(patient, structures);
        var placer = new SpotPlacer(model.Machine, recipe.Spots);
        PlacedBeam[] placed =
        [
            .. recipe.Beams.Select((beam, n) => placer.Place(
                n + 1, beam, targets.Centroid, targets.SeenBy(new BeamFrame(beam.GantryDeg, beam.CouchDeg, targets.Centroid), model.Machine, work), null)),
        ];
        var reached = BeamReach.Of(patient, structures, placed, model.Machine, recipe.Spots.SpacingMm, work);
        var objectives = ObjectiveBuilder.Build(structures, recipe.Prescription.Targets, recipe.Objectives, reached);
        return new InfluenceCase(model, [.. placed.Select(beam => beam.Beam)], patient, objectives, grid, RbeModels.Get("mmkm-qst"));
    }

    private static PatientCase Ball()
    {
        var water = WaterCase.Parse("water:180,180,180@3");
        var grid = water.Ct.Hounsfield.Geometry;
        var mask = new Grid<float>(grid);
        for (var n = 0; n < grid.Count; n++)
        {
            var p = grid.Center(n);
            mask.Values[n] = p.X * p.X + (p.Y - 90) * (p.Y - 90) + p.Z * p.Z < 30 * 30 ? 1 : 0;
        }

        return water with { Structures = [.. water.Structures, new Structure { Name = "TARGET", Type = "PTV", Number = 2, Mask = mask }] };
    }
}
