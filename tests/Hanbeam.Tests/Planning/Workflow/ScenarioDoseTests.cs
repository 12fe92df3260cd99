using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.Influence;
using Hanbeam.Dose.Media;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Workflow;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Plans;
using Hanbeam.Treatment.Structures;
using Xunit;

namespace Hanbeam.Tests.Planning.Workflow;

/// <summary>The dose of a scenario is that of another patient: one who lies elsewhere, or stops ions sooner.</summary>
public sealed class ScenarioDoseTests
{
    private const double VoxelMm = 4;

    // A patient of water with a slab of bone beside an air gap: nothing about it is the same one voxel further.
    private static readonly GridGeometry Grid = new(new Vector3d(-50, -50, -50), new Vector3d(VoxelMm, VoxelMm, VoxelMm), 26, 26, 26);
    private static readonly Lazy<BeamModel> Model = new(() => MachineFile.Read(MachineLibrary.Resolve("generic-synchrotron")));
    private static readonly WorkContext Work = new(2);

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(0, -1, 0)]
    [InlineData(0, 0, 2)]
    public void Calculate_APatientDisplacedByWholeVoxels_IsTheDoseInThePatientMovedThere(int i, int j, int k)
    {
        var scenario = new ErrorScenario("", VoxelMm * new Vector3d(i, j, k), 1);
        var here = Run(Patient(0, 0, 0), scenario);
        var there = Run(Patient(i, j, k), ErrorScenario.Nominal);
        Compare(here, there, (x, y, z) => (x + i, y + j, z + k));
    }

    [Fact]
    public void Calculate_AStoppingPowerFactor_IsTheDoseInAPatientOfThatStoppingPower()
    {
        var here = Run(Patient(0, 0, 0), new ErrorScenario("", default, 1.035));
        var patient = Patient(0, 0, 0);
        var denser = patient with { RelativeStoppingPower = new Grid<float>(Grid, [.. patient.RelativeStoppingPower.Values.Select(rsp => 1.035f * rsp)]) };
        Compare(here, Run(denser, ErrorScenario.Nominal), (x, y, z) => (x, y, z));
    }

    [Fact]
    public void Influence_OfAScenario_IsThatOfTheDisplacedBeam()
    {
        var scenario = new ErrorScenario("", new Vector3d(3, -2, 1), 0.97);
        var patient = Patient(0, 0, 0);
        var voxels = new InfluenceVoxels(Grid, [.. Enumerable.Range(0, Grid.Count)]);
        var effect = ForwardDose.Effect(RbeModels.Get("mmkm-qst"));
        var shared = BeamInfluence.Build(Model.Value, Beam, patient, voxels, effect, Work).ForScenario(scenario, Work);
        var own = BeamInfluence.Build(Model.Value, scenario.Displace(Beam), patient.WithStoppingPower(scenario.StoppingPowerFactor), voxels, effect, Work, InfluenceKind.Recomputed);
        double[] weights = [.. Enumerable.Range(0, Beam.SpotCount).Select(n => 1 + 0.3 * Math.Sin(n))];
        var (a, b) = (new VoxelQuantities(Grid.Count), new VoxelQuantities(Grid.Count));
        shared.Forward(weights, a);
        own.Forward(weights, b);
        var most = a.Dose.Max();

        // Both without a matrix, whose numbers are rounded to bytes. Depths are single precision on the way: a factor on a sum is not the sum of products.
        for (var n = 0; n < Grid.Count; n++) Assert.Equal(b.Dose[n], a.Dose[n], 1e-4 * most);
    }

    private static PlanBeam Beam => new()
    {
        Number = 1, GantryDeg = 0, CouchDeg = 0, Isocenter = new PatientPoint(0, 0, 0),
        Layers = [.. new[] { 60, 50, 45 }.Select(depth => Model.Value.Machine.Energies.MinBy(energy => Math.Abs(energy.RangeMm - depth))!).Select(energy => new EnergyLayer
        {
            EnergyMeVPerU = energy.EnergyMeVPerU, XMm = [-6, 0, 6, -6, 0, 6], YMm = [-6, -6, -6, 0, 0, 0], Particles = [1e7, 2e7, 3e7, 2e7, 1e7, 2e7],
        })],
    };

    private static DoseCubes Run(PatientModel patient, ErrorScenario scenario)
    {
        var plan = new Plan { Name = "", MachineName = "", IonZ = 6, IonA = 12, Fractions = 1, Beams = [Beam] };
        return ForwardDose.Calculate(scenario, plan, patient, Model.Value, RbeModels.Get("mmkm-qst"), Whole, Work)[0];
    }

    private static VoxelMembership Whole => new("EXTERNAL", Grid, [.. Enumerable.Range(0, Grid.Count)], [.. Enumerable.Repeat(1f, Grid.Count)]);

    private static void Compare(DoseCubes here, DoseCubes there, Func<int, int, int, (int X, int Y, int Z)> moved)
    {
        var most = here.Dose.Values.Max();
        Assert.True(most > 0);
        var compared = 0;
        for (var n = 0; n < Grid.Count; n++)
        {
            var (x, y, z) = Grid.Voxel(n);
            var (a, b, c) = moved(x, y, z);
            if (Math.Min(a, Math.Min(b, c)) < 0 || a >= Grid.Nx || b >= Grid.Ny || c >= Grid.Nz) continue;
            var other = Grid.Index(a, b, c);

            // Places in the beam differ by rounding in single precision, which the Bragg peak's slope turns into some 10⁻⁵ of the dose.
            Assert.Equal(there.Dose.Values[other], here.Dose.Values[n], 1e-4f * most);
            Assert.Equal(there.AlphaDose.Values[other], here.AlphaDose.Values[n], 1e-4f * here.AlphaDose.Values.Max());
            compared++;
        }

        Assert.True(compared > Grid.Count / 2);
    }

    // Everything moved by whole voxels; the image's edge is far from the beam and empty.
    private static PatientModel Patient(int di, int dj, int dk)
    {
        var hounsfield = new Grid<float>(Grid);
        for (var n = 0; n < Grid.Count; n++)
        {
            var (i, j, k) = Grid.Voxel(n);
            hounsfield.Values[n] = At(i - di, j - dj, k - dk);
        }

        var patient = new PatientCase { Source = "slabs", Kind = CaseKind.Masks, Ct = new CtImage(hounsfield, PatientPosition.HFS), Identity = new StudyIdentity(), Structures = [] };
        return PatientModelBuilder.Build(patient, new HounsfieldCalibration("straight", [-1000, 0, 3000], [0, 1, 2]), []);
    }

    private static float At(int i, int j, int k)
    {
        if (i < 3 || i > 22 || j < 3 || j > 22 || k < 3 || k > 22) return -1000;
        if (j is 6 or 7 && i > 12) return 900;
        return j == 9 && k < 13 ? -800 : 0;
    }
}
