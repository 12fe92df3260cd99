using Hanbeam.Dose.Influence;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.Dose.Influence;

public sealed class BeamInfluenceTests
{
    [Theory]
    [InlineData(InfluenceKind.Stored)]
    [InlineData(InfluenceKind.StoredWide)]
    [InlineData(InfluenceKind.Recomputed)]
    public void Forward_AgainstEngine_AgreesToOnePerCentOfTheMaximum(InfluenceKind kind)
    {
        var patient = WaterWorld.Box(75, 3);
        var beam = Beam();
        var grid = patient.RelativeStoppingPower.Geometry;
        var engine = PencilBeamEngine.Calculate(WaterWorld.Model, beam, patient, grid, WaterWorld.AllVoxels(grid), null, WorkContext.Default);
        var (influence, voxels) = Build(patient, beam, 2, kind);
        var result = new VoxelQuantities(influence.VoxelCount);
        influence.Forward(Weights(beam), result);
        var maximum = engine.Dose.Values.Max();

        // Windows end near three sigmas and the halo is on a coarse grid: the toy's halo is narrower at the entrance than its nodes are apart, a real one is not.
        for (var n = 0; n < voxels.Voxels.Length; n++)
            Assert.Equal(engine.Dose.Values[voxels.Voxels[n]], result.Dose[n], 0.01 * maximum);
    }

    [Theory]
    [InlineData(InfluenceKind.Stored)]
    [InlineData(InfluenceKind.StoredWide)]
    [InlineData(InfluenceKind.Recomputed)]
    public void Forward_SumOverAWideGrid_KeepsTheEngineEnergy(InfluenceKind kind)
    {
        var patient = WaterWorld.Box(120, 4);
        var beam = Beam();
        var grid = patient.RelativeStoppingPower.Geometry;
        var engine = PencilBeamEngine.Calculate(WaterWorld.Model, beam, patient, grid, WaterWorld.AllVoxels(grid), null, WorkContext.Default);
        var (influence, _) = Build(patient, beam, 2, kind);
        var result = new VoxelQuantities(influence.VoxelCount);
        influence.Forward(Weights(beam), result);

        // What is cut is 0.1 %, or given back; 4 mm voxels sample it.
        Assert.Equal(1, result.Dose.Sum() / engine.Dose.Values.Sum(v => (double)v), 2e-3);
    }

    [Theory]
    [InlineData(InfluenceKind.Stored)]
    [InlineData(InfluenceKind.StoredWide)]
    [InlineData(InfluenceKind.Recomputed)]
    public void Adjoint_RandomVectors_IsTheTransposedOfForward(InfluenceKind kind)
    {
        var patient = WaterWorld.Box(60, 4);
        var beam = Beam();
        var (influence, _) = Build(patient, beam, 2, kind);
        var w = Pseudo(influence.SpotCount, 1);
        var forward = new VoxelQuantities(influence.VoxelCount);
        influence.Forward(w, forward);
        var r = new VoxelQuantities(influence.VoxelCount);
        Pseudo(influence.VoxelCount, 2).CopyTo(r.Dose, 0);
        Pseudo(influence.VoxelCount, 3).CopyTo(r.LetDose, 0);
        var g = new double[influence.SpotCount];
        influence.Adjoint(r, g);
        var left = forward.Dose.Zip(r.Dose, (a, b) => a * b).Sum() + forward.LetDose.Zip(r.LetDose, (a, b) => a * b).Sum();
        var right = w.Zip(g, (a, b) => a * b).Sum();

        // Both sides are float products summed in another order.
        Assert.Equal(1, left / right, 1e-5);
    }

    [Theory]
    [InlineData(InfluenceKind.Stored)]
    [InlineData(InfluenceKind.StoredWide)]
    [InlineData(InfluenceKind.Recomputed)]
    public void ForwardAndAdjoint_AnyThreadCount_SameBits(InfluenceKind kind)
    {
        var patient = WaterWorld.Box(60, 4);
        var beam = Beam();
        var results = new[] { 1, 2, 4 }.Select(threads =>
        {
            var (influence, _) = Build(patient, beam, threads, kind);
            var forward = new VoxelQuantities(influence.VoxelCount);
            influence.Forward(Weights(beam), forward);
            var g = new double[influence.SpotCount];
            influence.Adjoint(forward, g);
            return (forward, g);
        }).ToArray();
        foreach (var (forward, g) in results.Skip(1))
        {
            Assert.Equal(results[0].forward.Dose, forward.Dose);
            Assert.Equal(results[0].g, g);
        }
    }

    [Fact]
    public void ForScenario_ShiftAndRange_IsTheInfluenceOnTheShiftedDenserPatient()
    {
        var patient = WaterWorld.Box(60, 4);
        var beam = Beam();
        var (influence, voxels) = Build(patient, beam, 2, InfluenceKind.Recomputed);
        var scenario = influence.ForScenario(new ErrorScenario("moved", new Vector3d(3, -2, 1.5), 1.035), WorkContext.Default);

        // The same error as a patient: its grid lies 3, −2, 1.5 mm further and every voxel stops 3.5 % more.
        var grid = patient.RelativeStoppingPower.Geometry;
        var moved = grid with { Origin = grid.Origin + new Vector3d(3, -2, 1.5) };
        var denser = new Grid<float>(moved);
        for (var n = 0; n < denser.Values.Length; n++) denser.Values[n] = 1.035f * patient.RelativeStoppingPower.Values[n];
        var shifted = BeamInfluence.Build(WaterWorld.Model, beam, patient with { RelativeStoppingPower = denser }, new InfluenceVoxels(moved, voxels.Voxels), null, WorkContext.Default, InfluenceKind.Recomputed);

        var (one, two) = (new VoxelQuantities(scenario.VoxelCount), new VoxelQuantities(scenario.VoxelCount));
        scenario.Forward(Weights(beam), one);
        shifted.Forward(Weights(beam), two);

        // Positions and depths are floats of some hundred millimetres: 1e-5 mm; a window may then begin one node further.
        for (var n = 0; n < one.Dose.Length; n++) Assert.Equal(two.Dose[n], one.Dose[n], 2e-3 * two.Dose.Max());
    }

    private static PlanBeam Beam() => WaterWorld.Beam(
        30, 0, [.. new[] { 210.0, 200.0 }.Select(e => WaterWorld.Layer(
            e, [.. from y in Enumerable.Range(-6, 13) from x in Enumerable.Range(-5, 11) where x * x + y * y < 34 select (4.0 * x, 4.0 * y, 1e6 * (3 + (x * 7 + y * 5) % 3))]))]);

    private static double[] Weights(PlanBeam beam) => [.. beam.Layers.SelectMany(layer => layer.Particles).Select(p => p * 1e-6)];

    private static (BeamInfluence Influence, InfluenceVoxels Voxels) Build(Hanbeam.Dose.Media.PatientModel patient, PlanBeam beam, int threads, InfluenceKind kind)
    {
        var grid = patient.RelativeStoppingPower.Geometry;
        var voxels = new InfluenceVoxels(grid, WaterWorld.AllVoxels(grid));
        return (BeamInfluence.Build(WaterWorld.Model, beam, patient, voxels, null, new WorkContext(threads), kind), voxels);
    }

    // Numbers in [0, 1) that look random and repeat.
    private static double[] Pseudo(int count, uint seed) =>
        [.. Enumerable.Range(0, count).Select(n => (((uint)n + seed * 977u) * 2654435761u >> 8) % 65536 / 65536.0)];
}
