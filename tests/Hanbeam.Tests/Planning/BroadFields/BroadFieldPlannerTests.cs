using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Biology.Translation;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.Media;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.BroadFields;
using Hanbeam.Planning.Workflow;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Plans;
using Hanbeam.Treatment.Structures;
using Xunit;

namespace Hanbeam.Tests.Planning.BroadFields;

public sealed class BroadFieldPlannerTests
{
    private static readonly Lazy<BeamModel> Model = new(() => MachineFile.Read(MachineLibrary.Resolve("generic-synchrotron")));

    private static BroadFieldPlanner Planner => new(Model.Value, WorkContext.Default);

    [Theory]
    [InlineData("mmkm-qst", 1)]
    [InlineData("mmkm-qst", 2)]
    [InlineData("lem1:chordoma", 1)]
    [InlineData("smk:hsg-2018", 1)]
    [InlineData("kanai", 1)]
    [InlineData("physical", 1)]
    public void Plan_AnyModel_IsFlatInTheTarget(string name, int fields)
    {
        var plan = Planner.Plan(new BroadField(60, 100, fields), RbeModels.Get(name), 3.6);
        Assert.Equal(61, plan.Target.Length);

        // The machine's layers are 2 mm apart and its peaks, with the ripple filter, 3 mm wide: 1 % of ripple, more on the first and last 2 mm.
        foreach (var n in plan.Target) Assert.Equal(3.6, plan.GyRbe[n], plan.DepthMm[n] is > 72 and < 128 ? 0.05 : 0.2);
        if (fields == 2) Assert.Equal(plan.Quantities.Dose[80], plan.Quantities.Dose[120], 0.01 * plan.Quantities.Dose[80]);
    }

    [Fact]
    public void Plan_AsSpotsOnALattice_HasTheEnginesDoseOnTheAxis()
    {
        const double Spacing = 2.5;
        var rbe = RbeModels.Get("mmkm-qst");
        var field = new BroadField(50, 90, 1);
        var plan = Planner.Plan(field, rbe, 4);
        var energies = Model.Value.Machine.Energies.Where(energy => energy.RangeMm >= 65 && energy.RangeMm <= 118).Select(energy => energy.EnergyMeVPerU).OrderDescending().ToList();
        Assert.Equal(energies.Count, plan.LayerFluence[0].Length);

        // The cube's half width and its margin of 5 mm, as rows of spots that each stand for 2.5 mm: 60 mm.
        var rows = Enumerable.Range(0, 24).Select(n => (n - 11.5) * Spacing).ToArray();
        var layers = energies.Select((energy, n) => new EnergyLayer
        {
            EnergyMeVPerU = energy,
            XMm = [.. rows.SelectMany(_ => rows)],
            YMm = [.. rows.SelectMany(y => rows.Select(_ => y))],
            Particles = [.. Enumerable.Repeat(plan.LayerFluence[0][n] * Spacing * Spacing * 1e6, rows.Length * rows.Length)],
        });
        var spots = new Plan { Name = "cube", MachineName = "generic-synchrotron", Fractions = 1, Beams = [new PlanBeam { Number = 1, GantryDeg = 0, CouchDeg = 0, Isocenter = new PatientPoint(0, 90, 0), Layers = [.. layers] }] };
        var water = WaterCase.Parse("water:6,140,6@2");
        var medium = PatientModelBuilder.Build(water, Calibrations.Resolve(null, water.Kind), []);
        var grid = water.Ct.Hounsfield.Geometry;
        var external = StructureRasterizer.Rasterize(water.Structures[0], grid);
        var dose = ForwardDose.Calculate(spots, medium, Model.Value, rbe, external, WorkContext.Default)[0];
        for (var j = 10; j < 56; j++) // 21 to 111 mm deep, in front of the falloff
        {
            var depth = grid.Center(1, j, 1).Y;
            var voxel = grid.Index(1, j, 1);
            var n = (int)depth;
            var expected = plan.Quantities.Dose[n];

            // Divergence over 8 and 9 m: up to 1.7 % more fluence 70 mm in front of the isocentre; the rest is the ripple within a millimetre.
            Assert.Equal(expected, dose.Dose.Values[voxel], 0.02 * expected);
            Assert.Equal(plan.Quantities.AlphaDose[n] / expected, dose.AlphaDose.Values[voxel] / dose.Dose.Values[voxel], 0.01 * plan.Quantities.AlphaDose[n] / expected);
        }
    }

    [Fact]
    public void Quality_BehindAShallowCubeBetweenOpposedFields_EndsWithTheBox()
    {
        // Far side at 50 mm, box of 60 mm: 55 to 60 mm of the 55 to 70 mm that a single field has.
        var (from, to) = (RbeModels.Get("mmkm-qst"), RbeModels.Get("lem1:chordoma"));
        IReadOnlyList<RadiationQuality> Behind(int fields) => BroadFieldQuality.Of(Planner, new BroadField(40, 30, fields), FieldRegion.Behind, from, to, 3.6);
        Assert.Equal(16, Behind(1).Count);
        Assert.Equal(6, Behind(2).Count);
        Assert.Equal(1, Behind(2).Sum(point => point.Weight), 1e-12);
    }

    [Fact]
    public void Plan_TargetBeyondTheMachine_IsRefused()
    {
        Assert.Contains("lies from 270 to 330 mm, but machine 'generic-synchrotron' reaches from", Assert.Throws<InputException>(() => Planner.Plan(new BroadField(60, 300, 1), RbeModels.Get("physical"), 1)).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => Planner.Plan(new BroadField(60, 20, 1), RbeModels.Get("physical"), 1));
    }
}
