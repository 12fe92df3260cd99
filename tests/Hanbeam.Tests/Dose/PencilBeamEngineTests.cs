using Hanbeam.Dose.PencilBeam;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.Dose;

public sealed class PencilBeamEngineTests
{
    // Cutting at four sigmas is given back on average; sampling Gaussians of ≥ 3 mm on 2 mm voxels integrates to 1e-6, floats to 1e-6 each.
    private const double PlaneIntegralTolerance = 2e-4;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(90, 0)]
    [InlineData(270, 90)]
    public void Calculate_OneSpot_PlaneIntegralIsTheIntegralDepthDose(double gantry, double couch)
    {
        var patient = WaterWorld.Box(120);
        var beam = WaterWorld.Beam(gantry, couch, WaterWorld.Layer(200, (0, 0, 1e6)));
        foreach (var depth in new[] { 21.0, 61.0, 79.0, 111.0 })
        {
            var sum = Plane(patient, beam, depth - 120).Sum() * 4;
            Assert.Equal(WaterWorld.Integral(depth, 80), sum, PlaneIntegralTolerance * WaterWorld.Integral(depth, 80) + 1e-9);
        }
    }

    [Fact]
    public void Calculate_FieldHalfAsWide_GivesHalfTheEnergy()
    {
        var patient = WaterWorld.Box(120, 4);
        var wide = Energy(Field(10), patient);
        var half = Energy(Field(5), patient);

        // The same spots, so the same sums but for float rounding and the 4-sigma cut.
        Assert.Equal(0.5, half / wide, 1e-4);
    }

    [Fact]
    public void Calculate_AnyThreadCount_SameBits()
    {
        var patient = WaterWorld.Box(60, 4);
        var beam = WaterWorld.Beam(20, 10, Field(6));
        var one = Calculate(patient, beam, 1);
        var four = Calculate(patient, beam, 4);
        Assert.Equal(one.Dose.Values, four.Dose.Values);
        Assert.Equal(one.LetDose.Values, four.LetDose.Values);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fold_ScalarTwin_SameSum(bool roundCutoff)
    {
        var layer = WaterWorld.Layer(200, [.. from c in Enumerable.Range(0, 30) from r in Enumerable.Range(0, 17) where (7 * c + r) % 5 > 0 select (3.0 * c - 41, 2.5 * r - 20, 1e6 * (1 + (c * r) % 3))]);
        var fluence = new ScatteredFluence(layer, [.. layer.Particles.Select(p => p * 1e-6)], roundCutoff);
        var reached = 0;
        foreach (var (sigmaX, sigmaY) in new[] { (2.1f, 3.2f), (6.7f, 5.3f), (31.3f, 44.1f) })
        {
            for (var x = -90f; x < 90; x += 3.71f)
            {
                var (y, expected) = (0.613f * x, fluence.FoldScalar(x, 0.613f * x, sigmaX, sigmaY));
                if (expected > 0) reached++;

                // Float coordinates (1e-6 of 50 mm at slopes of 1/sigma) and exponentials of 2e-7: within 3e-6 of the largest sum, weight 3 times at most 2π·sigmaX·sigmaY/7.5 mm² of 500 nodes.
                var tolerance = 3e-6 * 3 * Math.Min(500, 1 + sigmaX * sigmaY);
                Assert.Equal(expected, fluence.Fold(x, y, sigmaX, sigmaY), tolerance);
            }
        }

        Assert.True(reached > 50);
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, true)]
    [InlineData(true, false, true)]
    public void Calculate_ScalarTwinInDoublePrecision_SameDoseWithinAHundredThousandthOfTheMaximum(bool scattered, bool shifter, bool roundCutoff)
    {
        var model = roundCutoff ? WaterWorld.Model with { Machine = WaterWorld.Machine with { Options = new Dictionary<string, bool> { [MachineOptions.CutoffCompensation] = true } } } : WaterWorld.Model;
        var layer = Field(9);
        if (scattered) layer.XMm[3] += 0.777;
        var beam = WaterWorld.Beam(20, 10, layer, layer with { EnergyMeVPerU = 207 }) with
        {
            RangeShifter = shifter ? new RangeShifter("RS", "PMMA", 21, 18, 260) : null,
        };
        var patient = WaterWorld.Box(60, 4);
        var grid = patient.RelativeStoppingPower.Geometry;
        var voxels = WaterWorld.AllVoxels(grid);
        var fast = PencilBeamEngine.Calculate(model, beam, patient, grid, voxels, null, WorkContext.Default, splitSpots: false);
        var scalar = PencilBeamEngine.CalculateScalar(model, beam, patient, grid, voxels, null, WorkContext.Default, splitSpots: false);
        foreach (var (a, b) in new[] { (fast.Dose, scalar.Dose), (fast.LetDose, scalar.LetDose) })
        {
            var maximum = b.Values.Max();
            Assert.True(maximum > 0);
            Assert.True(a.Values.Zip(b.Values, (x, y) => Math.Abs(x - y)).Max() <= 1e-5 * maximum);
        }
    }

    [Fact]
    public void Calculate_SpotSizeAndDivergence_FollowHeight()
    {
        var patient = WaterWorld.Box(120);
        var beam = WaterWorld.Beam(0, 0, WaterWorld.Layer(200, (40, 0, 1e6)));
        double m0 = 0, m1 = 0, m2 = 0;
        foreach (var (voxel, d) in PlaneVoxels(patient, beam, -71))
        {
            var x = patient.External.Geometry.Center(voxel).X;
            (m0, m1, m2) = (m0 + d, m1 + x * d, m2 + x * x * d);
        }

        // Zg = 71 mm: magnification 1 − 71/8000; spot sigma 3 + 2·(500 − 71)/1000; core 0.01·49, halo 3 + 0.1·49.
        var spot = Math.Pow(3 + 2 * (500 - 71) / 1000.0, 2);
        var share = WaterWorld.HaloShare(49, 80);
        var variance = spot + (1 - share) * Math.Pow(0.49, 2) + share * Math.Pow(7.9, 2);
        Assert.Equal(40 * (1 - 71.0 / 8000), m1 / m0, 2e-3);

        // Four sigmas hold all but 0.1 % of a Gaussian's second moment.
        Assert.Equal(variance, m2 / m0 - m1 / m0 * (m1 / m0), 3e-3 * variance);
    }

    [Fact]
    public void Calculate_EnergyBetweenTwo_InterpolatesInRange()
    {
        var patient = WaterWorld.Box(100);
        var grid = patient.External.Geometry;
        int[] axis = [.. Enumerable.Range(0, grid.Ny).Select(j => grid.Index(50, j, 50))];
        double Peak(double energy)
        {
            var beam = WaterWorld.Beam(0, 0, Field(10) with { EnergyMeVPerU = energy });
            var dose = PencilBeamEngine.Calculate(WaterWorld.Model, beam, patient, grid, axis, null, WorkContext.Default).Dose;
            return 2 * axis.Index().MaxBy(voxel => dose.Values[voxel.Item]).Index;
        }

        Assert.InRange(Peak(205), Peak(200) + 2, Peak(210) - 2);
    }

    private static DoseCubes Calculate(Hanbeam.Dose.Media.PatientModel patient, PlanBeam beam, int threads = 2)
    {
        var grid = patient.RelativeStoppingPower.Geometry;
        return PencilBeamEngine.Calculate(WaterWorld.Model, beam, patient, grid, WaterWorld.AllVoxels(grid), null, new WorkContext(threads));
    }

    private static double Energy(EnergyLayer layer, Hanbeam.Dose.Media.PatientModel patient) =>
        Calculate(patient, WaterWorld.Beam(0, 0, layer)).Dose.Values.Sum(value => (double)value);

    private static EnergyLayer Field(int columns) => WaterWorld.Layer(
        200, [.. from x in Enumerable.Range(0, columns) from y in Enumerable.Range(0, 10) select (4.0 * x - 2 * columns, 4.0 * y - 20, 1e6)]);

    private static IEnumerable<double> Plane(Hanbeam.Dose.Media.PatientModel patient, PlanBeam beam, double along) =>
        PlaneVoxels(patient, beam, along).Select(voxel => voxel.Dose);

    // The voxels of the plane at −Zg = along, for beams along an axis.
    private static IEnumerable<(int Voxel, double Dose)> PlaneVoxels(Hanbeam.Dose.Media.PatientModel patient, PlanBeam beam, double along)
    {
        var grid = patient.External.Geometry;
        int[] voxels = [.. WaterWorld.AllVoxels(grid).Where(n => Math.Abs(-beam.Frame.ToBeam(PatientPoint.From(grid.Center(n))).Zg - along) < 0.5)];
        var dose = PencilBeamEngine.Calculate(WaterWorld.Model, beam, patient, grid, voxels, null, WorkContext.Default).Dose;
        return voxels.Select(voxel => (voxel, (double)dose.Values[voxel]));
    }
}
