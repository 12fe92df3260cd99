using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Recipes;
using Hanbeam.Planning.Workflow;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Evaluation;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Plans;
using Hanbeam.Treatment.Structures;
using Xunit;

namespace Hanbeam.Tests.Planning.Workflow;

/// <summary>The whole way on a water box with the machine that ships.</summary>
public sealed class PlanningWorkflowTests
{
    private static readonly Lazy<BeamModel> Model = new(() => MachineFile.Read(MachineLibrary.Resolve("generic-synchrotron")));

    private static readonly Recipe Recipe = new()
    {
        Case = "water:96,96,96@4",
        Machine = "generic-synchrotron",
        Prescription = new Prescription([new TargetDose("CUBE", 57.6)], 16, "mmkm-qst"),
        Beams = [new RecipeBeam { GantryDeg = 0 }, new RecipeBeam { GantryDeg = 90 }],
        DoseGridMm = 4,
        Objectives =
        [
            new GoalTerm { Structure = "CUBE", Type = "uniform-dose", DoseGyRbe = 57.6, Weight = 100 },
            new GoalTerm { Structure = "BODY", Type = "dose-falloff", FromGyRbe = 57.6, ToGyRbe = 25, WithinMm = 20, Weight = 10 },
        ],
    };

    [Fact]
    public void Run_ACubeInWater_GivesItTheDose()
    {
        // Planning sees the dose at voxel centres, the histogram the whole cube: planned to half a voxel more, the faces are inside.
        var toTheFaces = Recipe with
        {
            Structures = [new MadeStructure("FACES", "CUBE + 2")],
            Objectives = [Recipe.Objectives[0] with { Structure = "FACES" }, .. Recipe.Objectives.Skip(1)],
        };
        var result = Run(toTheFaces, 2);
        var dvh = DoseVolumeHistogram.Create(result.Structures.Of("CUBE"), Volume(result, TotalDose(result)));
        Assert.InRange(dvh.D95, 0.94 * 57.6, 1.02 * 57.6);
        Assert.InRange(dvh.D50, 0.98 * 57.6, 1.02 * 57.6);
        Assert.All(result.Plan.Beams.SelectMany(beam => beam.Layers).SelectMany(layer => layer.Particles), ions => Assert.True(ions >= 1e4 && ions == Math.Round(ions)));
        Assert.Equal(2, result.Delivery.Count);
        Assert.True(result.InfluenceNonZeros > 0);
    }

    [Fact]
    public void Run_WithMoreThreads_GivesTheSameBits()
    {
        var (one, four) = (Run(Recipe, 1), Run(Recipe, 4));
        Assert.Equal(one.Plan.Beams.SelectMany(Ions), four.Plan.Beams.SelectMany(Ions));
        Assert.Equal(one.BeamDoses[0].Dose.Values, four.BeamDoses[0].Dose.Values);
        Assert.Equal(one.BeamDoses[1].AlphaDose.Values, four.BeamDoses[1].AlphaDose.Values);
    }

    [Fact]
    public void Run_StoppedBeforeTheFirstIteration_HasNoPlan()
    {
        using var stop = new CancellationTokenSource();
        var rbe = new StoppingRbe(RbeModels.Get("mmkm-qst"), stop);
        Assert.ThrowsAny<OperationCanceledException>(() => PlanningWorkflow.Run(Recipe, Box(), Model.Value, rbe, new WorkContext(2, null, stop.Token)));
        Assert.True(rbe.Asked);
    }

    [Fact]
    public void Run_OneBeamPerFraction_GivesEachFieldTheFractionDose()
    {
        var result = Run(Recipe with { Delivery = DeliveryScheme.OneBeamPerFraction, Optimise = OptimisationMode.Sfud }, 2);
        Assert.Equal([8, 8], result.Plan.Beams.Select(result.Plan.FractionsOf));
        var rbe = RbeModels.Get("mmkm-qst");
        foreach (var cubes in result.BeamDoses)
        {
            var field = new float[cubes.Dose.Values.Length];
            for (var n = 0; n < field.Length; n++)
                if (cubes.Dose.Values[n] > 0) field[n] = (float)rbe.Evaluate(cubes.Dose.Values[n], cubes.AlphaDose.Values[n], cubes.SqrtBetaDose.Values[n]).GyRbe;
            var dvh = DoseVolumeHistogram.Create(result.Structures.Of("CUBE"), Volume(result, field));
            Assert.InRange(dvh.D50, 0.98 * 3.6, 1.02 * 3.6); // 57.6 Gy(RBE) in 16 fractions
        }
    }

    [Fact]
    public void Run_ATargetOutsideTheScanField_IsRefusedWithPerCent()
    {
        var aside = Recipe with { Beams = [new RecipeBeam { GantryDeg = 0, Isocenter = new PatientPoint(-95, 48, 0) }] };
        var error = Assert.Throws<InputException>(() => Run(aside, 2));
        Assert.Contains("can be reached by no beam: beam 1 reaches", error.Message, StringComparison.Ordinal);
        Assert.Contains("% outside the scan field", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_AStructureThatIsNotThere_SuggestsTheNearest()
    {
        var wrong = Recipe with { Prescription = new Prescription([new TargetDose("CUBES", 57.6)], 16, "mmkm-qst") };
        var error = Assert.Throws<InputException>(() => Run(wrong, 2));
        Assert.Contains("there is no CUBES; did you mean CUBE?", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<double> Ions(PlanBeam beam) => beam.Layers.SelectMany(layer => layer.Particles);

    private static PlanningResult Run(Recipe recipe, int threads) => PlanningWorkflow.Run(
        recipe, Box(), Model.Value, RbeModels.Get(recipe.Prescription.RbeModel), new WorkContext(threads, null, TestContext.Current.CancellationToken));

    private static DoseVolume Volume(PlanningResult result, float[] dose) =>
        new() { Values = new Grid<float>(result.Structures.Geometry, dose), Quantity = DoseQuantity.RbeWeightedDose, RbeModel = result.RbeModel };

    private static float[] TotalDose(PlanningResult result)
    {
        var rbe = RbeModels.Get(result.RbeModel);
        var total = new float[result.Structures.Geometry.Count];
        for (var n = 0; n < total.Length; n++)
        {
            double Sum(Func<Hanbeam.Dose.PencilBeam.DoseCubes, Grid<float>> cube) => result.BeamDoses.Sum(beam => (double)cube(beam).Values[n]);
            var dose = Sum(cubes => cubes.Dose);
            if (dose > 0) total[n] = (float)(result.Plan.Fractions * rbe.Evaluate(dose, Sum(cubes => cubes.AlphaDose), Sum(cubes => cubes.SqrtBetaDose)).GyRbe);
        }

        return total;
    }

    // The water box of the recipe with a cube of 24 mm in its middle.
    private static PatientCase Box()
    {
        var water = WaterCase.Parse(Recipe.Case);
        var mask = new Grid<float>(water.Ct.Hounsfield.Geometry);
        for (var n = 0; n < mask.Values.Length; n++)
        {
            var (i, j, k) = mask.Geometry.Voxel(n);
            var offset = mask.Geometry.Center(i, j, k) - new Vector3d(0, 48, 0);
            mask.Values[n] = Math.Max(Math.Abs(offset.X), Math.Max(Math.Abs(offset.Y), Math.Abs(offset.Z))) < 12 ? 1 : 0;
        }

        return water with { Structures = [.. water.Structures, new Structure { Name = "CUBE", Type = "PTV", Mask = mask }] };
    }

    // Presses Ctrl-C when the optimisation first asks for a dose.
    private sealed class StoppingRbe(IRbeModel inner, CancellationTokenSource stop) : IRbeModel
    {
        public bool Asked { get; private set; }

        public string Name => inner.Name;

        public bool NeedsEffect => inner.NeedsEffect;

        public double Alpha(int Z, int A, double E) => inner.Alpha(Z, A, E);

        public double SqrtBeta(int Z, int A, double E) => inner.SqrtBeta(Z, A, E);

        public RbeWeightedDose Evaluate(double doseGy, double alphaDose, double sqrtBetaDose)
        {
            Asked = true;
            stop.Cancel();
            return inner.Evaluate(doseGy, alphaDose, sqrtBetaDose);
        }
    }
}
