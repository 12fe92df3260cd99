using System.Globalization;
using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Recipes;
using Hanbeam.Planning.Workflow;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Evaluation;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Plans;
using Hanbeam.Treatment.Structures;

// A carbon plan for a 40 mm cube in a box of water, from the libraries alone: all of Hanbeam on one page.

// The case: a water box whose upper face is at y = 0, and a cube 60 to 100 mm deep. Positions in mm, DICOM LPS.
var water = WaterCase.Parse("water:120,160,120@4");
var cube = new Structure { Name = "CUBE", Type = "PTV", Number = 2, Mask = CubeMask(water.Ct.Hounsfield.Geometry) };
var patientCase = water with { Structures = [.. water.Structures, cube] };

// The wish: 57.6 Gy(RBE) in 16 fractions to the cube and 3 mm around it, one beam from above.
var target = new MadeStructure("PTV", "CUBE + 3");
var recipe = new Recipe
{
    Case = water.Source,
    Machine = "generic-synchrotron",
    Prescription = new Prescription([new TargetDose(target.Name, 57.6)], 16, "mmkm-qst"),
    Structures = [target],
    Beams = [new RecipeBeam { GantryDeg = 0 }],
    DoseGridMm = 4,
    Objectives = [new GoalTerm { Structure = target.Name, Type = "uniform-dose", DoseGyRbe = 57.6, Weight = 100 }],
};

// The machine, the biology, the plan.
var machine = MachineFile.Read(MachineLibrary.Resolve(recipe.Machine));
var rbe = RbeModels.Get(recipe.Prescription.RbeModel);
var result = PlanningWorkflow.Run(recipe, patientCase, machine, rbe, WorkContext.Default);

// The dose of its one beam in one fraction, RBE-weighted there and then multiplied by the fractions.
var beam = result.BeamDoses[0];
var fractions = recipe.Prescription.Fractions;
var dose = new float[beam.Dose.Values.Length];
for (var voxel = 0; voxel < dose.Length; voxel++)
{
    var physicalGy = beam.Dose.Values[voxel];
    if (physicalGy > 0)
        dose[voxel] = (float)(fractions * rbe.Evaluate(physicalGy, beam.AlphaDose.Values[voxel], beam.SqrtBetaDose.Values[voxel]).GyRbe);
}

var total = new DoseVolume
{
    Values = new Grid<float>(beam.Dose.Geometry, dose),
    Quantity = DoseQuantity.RbeWeightedDose,
    RbeModel = rbe.Name,
    Fractions = fractions,
};
var histogram = DoseVolumeHistogram.Create(cube, total);
foreach (var planned in result.Plan.Beams)
    Write($"{planned.Layers.Count} layers, {planned.SpotCount} spots, gantry {planned.GantryDeg} degrees");
Write($"optimisation: {result.Optimization.Iterations} iterations, {result.Optimization.StopReason}");
Write($"CUBE: D95 {histogram.D95:F2}, D50 {histogram.D50:F2}, D2 {histogram.D2:F2} Gy(RBE) {rbe.Name}");
return;

static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

static Grid<float> CubeMask(GridGeometry geometry)
{
    var mask = new Grid<float>(geometry);
    for (var index = 0; index < geometry.Count; index++)
    {
        var (i, j, k) = geometry.Voxel(index);
        var center = geometry.Center(i, j, k);
        mask.Values[index] = Math.Abs(center.X) < 20 && Math.Abs(center.Z) < 20 && center.Y is > 60 and < 100 ? 1 : 0;
    }
    return mask;
}
