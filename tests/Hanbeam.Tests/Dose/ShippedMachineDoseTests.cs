using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Workflow;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.Dose;

/// <summary>All four quantities of the final dose with the machine that ships, its ripple filter and its range shifter.</summary>
public sealed class ShippedMachineDoseTests
{
    private static readonly Lazy<BeamModel> Model = new(() => MachineFile.Read(MachineLibrary.Resolve("generic-synchrotron")));
    private static readonly EffectQuantities Effect = ForwardDose.Effect(RbeModels.Get("mmkm-qst"))!;

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Calculate_FourQuantities_AreThoseOfTheScalarTwin(bool shifter, bool edge)
    {
        var patient = WaterWorld.Box(48, 4);
        if (edge)
            for (var n = 0; n < patient.RelativeStoppingPower.Values.Length; n++)
                if (patient.RelativeStoppingPower.Geometry.Center(n) is { Y: < -30 } c) patient.RelativeStoppingPower.Values[n] = c.X < 0 ? 1.7f : 0.001f;
        var grid = patient.RelativeStoppingPower.Geometry;
        var beam = Beam(shifter);
        var fast = PencilBeamEngine.Calculate(Model.Value, beam, patient, grid, WaterWorld.AllVoxels(grid), Effect, new WorkContext(2));
        var scalar = PencilBeamEngine.CalculateScalar(Model.Value, beam, patient, grid, WaterWorld.AllVoxels(grid), Effect, new WorkContext(2));
        foreach (var (a, b) in new[] { (fast.Dose, scalar.Dose), (fast.AlphaDose, scalar.AlphaDose), (fast.SqrtBetaDose, scalar.SqrtBetaDose), (fast.LetDose, scalar.LetDose) })
        {
            var maximum = b.Values.Max();
            Assert.True(maximum > 0);

            // Floats; behind the edge sub-spots that differ by less than a share of the layer's peak are taken as one.
            Assert.InRange(a.Values.Zip(b.Values, (x, y) => Math.Abs(x - y)).Max(), 0, (edge ? DepthSlopes.FlatShare : 2e-5) * maximum);
        }
    }

    [Fact]
    public void Calculate_BehindARangeShifter_PlanesHoldWhatTheyHoldSoMuchDeeperWithout()
    {
        // Planes a tenth of the shifter apart, so that none lies between two.
        const int planesOfShifter = 10;
        var spacing = Model.Value.Machine.RangeShifters[0].WaterEquivalentMm / planesOfShifter;
        var patient = WaterWorld.Box(30 * spacing, spacing);
        var grid = patient.RelativeStoppingPower.Geometry;
        var (without, with) = (Calculate(Beam(false)), Calculate(Beam(true)));
        var quantities = new[] { (with.Dose, without.Dose), (with.AlphaDose, without.AlphaDose), (with.SqrtBetaDose, without.SqrtBetaDose), (with.LetDose, without.LetDose) };
        foreach (var (behind, deeper) in quantities)
        {
            double[] planes = [.. Enumerable.Range(0, grid.Ny).Select(j => Plane(deeper, j))];

            // The wide halo loses a few thousandths beside the box, more behind the shifter's gap.
            for (var j = 0; j + planesOfShifter < grid.Ny; j++) Assert.Equal(planes[j + planesOfShifter], Plane(behind, j), 0.01 * planes.Max());
        }

        DoseCubes Calculate(PlanBeam beam) => PencilBeamEngine.Calculate(Model.Value, beam, patient, grid, WaterWorld.AllVoxels(grid), Effect, new WorkContext(2));
        double Plane(Grid<float> dose, int j) => (from i in Enumerable.Range(0, grid.Nx) from k in Enumerable.Range(0, grid.Nz) select (double)dose.Values[grid.Index(i, j, k)]).Sum();
    }

    private static PlanBeam Beam(bool shifter)
    {
        var energies = Model.Value.Machine.Energies.Where(energy => energy.RangeMm is > 70 and < 90).TakeLast(2);
        (double X, double Y, double Particles)[] spots = [.. from x in Enumerable.Range(-2, 5) from y in Enumerable.Range(-2, 5) select (4.0 * x, 4.0 * y, 1e6)];
        return WaterWorld.Beam(0, 0, [.. energies.Select(energy => WaterWorld.Layer(energy.EnergyMeVPerU, spots))]) with { RangeShifter = shifter ? Model.Value.Machine.RangeShifters[0] : null };
    }
}
