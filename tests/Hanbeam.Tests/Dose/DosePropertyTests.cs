using Hanbeam.Dose.Influence;
using Hanbeam.Dose.Media;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.Dose;

/// <summary>What has to be true of any dose, whatever its numbers; turning together, the energy of a spot and the transposed operator are in the tests beside.</summary>
public sealed class DosePropertyTests
{
    [Theory]
    [InlineData(InfluenceKind.Stored)]
    [InlineData(InfluenceKind.StoredWide)]
    [InlineData(InfluenceKind.Recomputed)]
    public void Forward_IsLinearInTheWeights(InfluenceKind kind)
    {
        var patient = WaterWorld.Box(60, 4);
        var beam = Beam();
        var grid = patient.RelativeStoppingPower.Geometry;
        var influence = BeamInfluence.Build(WaterWorld.Model, beam, patient, new InfluenceVoxels(grid, WaterWorld.AllVoxels(grid)), null, WorkContext.Default, kind);
        double[] a = [.. Enumerable.Range(0, beam.SpotCount).Select(n => 1 + Math.Sin(n))];
        double[] b = [.. Enumerable.Range(0, beam.SpotCount).Select(n => 2 + Math.Cos(3 * n))];
        var (one, other, both) = (Forward(a), Forward(b), Forward([.. a.Zip(b, (x, y) => 0.7 * x + 2.5 * y)]));
        var most = both.Dose.Max();

        // Sums of some hundred single-precision products, each good to 6·10⁻⁸.
        for (var n = 0; n < both.Dose.Length; n++)
        {
            Assert.Equal(0.7 * one.Dose[n] + 2.5 * other.Dose[n], both.Dose[n], 1e-5 * most);
            Assert.Equal(0.7 * one.LetDose[n] + 2.5 * other.LetDose[n], both.LetDose[n], 1e-5 * both.LetDose.Max());
        }

        VoxelQuantities Forward(double[] weights)
        {
            var result = new VoxelQuantities(influence.VoxelCount);
            influence.Forward(weights, result);
            return result;
        }
    }

    [Fact]
    public void Engine_IsLinearInTheIons()
    {
        var patient = WaterWorld.Box(60, 4);
        var (once, thrice) = (Calculate(patient, Beam(), ErrorScenario.Nominal), Calculate(patient, Scaled(Beam(), 3), ErrorScenario.Nominal));
        for (var n = 0; n < once.Length; n++) Assert.Equal(3 * once[n], thrice[n], 1e-5f * thrice.Max()); // single precision
    }

    [Theory]
    [InlineData(13.7, -41.3, 250)]
    [InlineData(-1000, 0.1, 7)]
    public void Engine_EverythingMovedTogether_SameDose(double x, double y, double z)
    {
        var (patient, by) = (WaterWorld.Box(60, 4), new Vector3d(x, y, z));
        var geometry = patient.RelativeStoppingPower.Geometry;
        var there = geometry with { Origin = geometry.Origin + by };
        var water = new Grid<float>(there, patient.RelativeStoppingPower.Values);
        var moved = patient with { RelativeStoppingPower = water, External = water };
        var beam = Beam();
        var here = Calculate(patient, beam, ErrorScenario.Nominal);
        var elsewhere = Calculate(moved, beam with { Isocenter = PatientPoint.From(beam.Isocenter.Vector + by) }, ErrorScenario.Nominal);

        // Places in single precision, a metre away to some 10⁻⁴ mm, on the slope of a peak of some millimetres.
        for (var n = 0; n < here.Length; n++) Assert.Equal(here[n], elsewhere[n], 1e-4f * here.Max());
    }

    [Fact]
    public void Engine_OppositeScenariosOfASymmetricPlan_AreMirrorImages()
    {
        // Box, spots and isocentre are symmetric in x; what 5 mm to one side do to the left, 5 mm to the other do to the right.
        var patient = WaterWorld.Box(60, 4);
        var grid = patient.RelativeStoppingPower.Geometry;
        var right = Calculate(patient, Beam(), new ErrorScenario("x +5 mm", new Vector3d(5, 0, 0), 1));
        var left = Calculate(patient, Beam(), new ErrorScenario("x -5 mm", new Vector3d(-5, 0, 0), 1));
        var most = right.Max();
        var differ = 0;
        for (var n = 0; n < grid.Count; n++)
        {
            var (i, j, k) = grid.Voxel(n);
            var mirror = grid.Index(grid.Nx - 1 - i, j, k);
            Assert.Equal(right[n], left[mirror], 1e-4f * most); // rounding of places in single precision on steep slopes
            if (Math.Abs(right[n] - left[n]) > 0.1 * most) differ++;
        }

        Assert.True(differ > 0, "the scenarios do something");
    }

    [Theory]
    [InlineData(9)]
    [InlineData(21)]
    public void Scenarios_HaveTheirOpposites(int count)
    {
        var scenarios = ErrorScenarios.Make(3, 3.5, count);
        Assert.Equal(count, scenarios.Distinct().Count());
        foreach (var one in scenarios)
            Assert.Contains(scenarios, other => other.ShiftMm == -1 * one.ShiftMm && Math.Abs(other.StoppingPowerFactor + one.StoppingPowerFactor - 2) < 1e-12);
    }

    private static PlanBeam Beam() => WaterWorld.Beam(0, 0,
        WaterWorld.Layer(210, [.. from x in Enumerable.Range(-3, 7) from z in Enumerable.Range(-3, 7) select (5.0 * x, 5.0 * z, 1e6 * (10 + x * x + z))]),
        WaterWorld.Layer(200, [.. from x in Enumerable.Range(-3, 7) from z in Enumerable.Range(-3, 7) select (5.0 * x, 5.0 * z, 1e6 * (5 + x * x))]));

    private static PlanBeam Scaled(PlanBeam beam, double factor) => beam with { Layers = [.. beam.Layers.Select(layer => layer with { Particles = [.. layer.Particles.Select(ions => factor * ions)] })] };

    private static float[] Calculate(PatientModel patient, PlanBeam beam, ErrorScenario scenario)
    {
        var grid = patient.RelativeStoppingPower.Geometry;
        return PencilBeamEngine.Calculate(WaterWorld.Model, scenario.Displace(beam), patient.WithStoppingPower(scenario.StoppingPowerFactor), grid, WaterWorld.AllVoxels(grid), null, WorkContext.Default).Dose.Values;
    }
}
