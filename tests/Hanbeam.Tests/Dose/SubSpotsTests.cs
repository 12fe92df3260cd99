using Hanbeam.Dose.Media;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.Dose;

public sealed class SubSpotsTests
{
    [Fact]
    public void Nodes_Moments_AreThoseOfAGaussian()
    {
        var nodes = SubSpots.Nodes;
        Assert.Equal(SubSpots.Count, nodes.Length);
        double Mean(int x, int y) => nodes.Sum(n => n.Weight * Math.Pow(n.X, x) * Math.Pow(n.Y, y));

        // Float coordinates of up to 2.2 and weights: 1e-7 each, times up to 24.
        const double rounding = 5e-6;
        Assert.Equal(1, Mean(0, 0), rounding);
        Assert.All(new[] { (1, 0), (0, 1), (3, 0), (0, 3), (1, 1), (2, 1), (1, 2), (3, 1), (1, 3), (5, 0), (3, 2) }, m => Assert.Equal(0, Mean(m.Item1, m.Item2), rounding));
        Assert.All(new[] { (2, 0, 1.0), (0, 2, 1), (4, 0, 3), (0, 4, 3), (2, 2, 1) }, m => Assert.Equal(m.Item3, Mean(m.Item1, m.Item2), rounding));
    }

    // Scatter of carbon at the end of its range is a third of a spot of 3 mm at most; half of the spot's width is the worst that a machine file may bring.
    [Theory]
    [InlineData(0.33, 0.001)]
    [InlineData(0.5, 0.006)]
    public void SubSpots_InHomogeneousWater_AddUpToTheSpot(double nodeSigma, double tolerance)
    {
        // A spot of sigma 1 as sub-spots of variance 1 − nodeSigma²; the nodes' sixth moments are not a Gaussian's, which is worth nodeSigma⁶ times some per cent.
        var narrow = Math.Sqrt(1 - nodeSigma * nodeSigma);
        double Gauss(double x, double y, double sigma) => Math.Exp(-(x * x + y * y) / (2 * sigma * sigma)) / (2 * Math.PI * sigma * sigma);
        var (worst, m0, mxx) = (0.0, 0.0, 0.0);
        const double step = 0.125;
        for (var x = -6.0; x <= 6; x += step)
        {
            for (var y = -6.0; y <= 6; y += step)
            {
                var sum = SubSpots.Nodes.Sum(node => node.Weight * Gauss(x - nodeSigma * node.X, y - nodeSigma * node.Y, narrow));
                worst = Math.Max(worst, Math.Abs(sum - Gauss(x, y, 1)) / Gauss(0, 0, 1));
                (m0, mxx) = (m0 + sum * step * step, mxx + sum * x * x * step * step);
            }
        }

        Assert.InRange(worst, 0, tolerance);
        Assert.Equal(1, m0, 1e-6);
        Assert.Equal(1, mxx, 1e-5);
    }

    [Fact]
    public void Calculate_InWaterHeadOn_SameBitsWithoutSplitting()
    {
        var patient = WaterWorld.Box(60, 4);
        var (split, whole) = (Dose(patient, Field(), true), Dose(patient, Field(), false));
        Assert.Equal(whole.Dose.Values, split.Dose.Values);
        Assert.Equal(whole.LetDose.Values, split.LetDose.Values);
    }

    [Fact]
    public void Calculate_WhereEverySpotIsSplit_KeepsTheDoseOfASlope()
    {
        // Where stopping power rises evenly across the beam and the depth dose is straight, here up to 80 mm, what comes from the deeper side is as much more as what comes from the other side is less:
        // splitting must leave the dose as it is.
        var patient = Patient((x, _) => (float)(1 + 0.02 * Math.Clamp(x, -25, 25)), 2);
        var beam = WaterWorld.Beam(0, 0, WaterWorld.Layer(200, [.. Spots()]));
        var (split, whole) = (Dose(patient, beam, true), Dose(patient, beam, false));
        var maximum = whole.Dose.Values.Max();
        var grid = whole.Dose.Geometry;
        int[] rising = [.. Enumerable.Range(0, grid.Count).Where(n => grid.Center(n) is var c && c.Y < 0 && Math.Abs(c.X) < 12 && Math.Abs(c.Z) < 12)];
        Assert.Contains(rising, n => split.Dose.Values[n] != whole.Dose.Values[n]);
        Assert.All(rising, n => Assert.Equal(whole.Dose.Values[n], split.Dose.Values[n], 0.005 * maximum));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Calculate_BehindAnEdge_ScalarTwinHasTheSameDose(bool scattered)
    {
        var patient = Edge();
        var field = Field();
        if (scattered) field.Layers[0].XMm[3] += 0.777;
        var grid = patient.RelativeStoppingPower.Geometry;
        var scalar = PencilBeamEngine.CalculateScalar(WaterWorld.Model, field, patient, grid, WaterWorld.AllVoxels(grid), null, WorkContext.Default);
        var fast = Dose(patient, field, true);
        var maximum = scalar.Dose.Values.Max();

        // Scattered spots take the same way; lattices take sub-spots as one where the layer differs by less than a share of its peak.
        Assert.InRange(fast.Dose.Values.Zip(scalar.Dose.Values, (a, b) => Math.Abs(a - b)).Max(), 0, (scattered ? 1e-5 : DepthSlopes.FlatShare) * maximum);
    }

    [Fact]
    public void Calculate_BehindAnEdge_IsSmearedAndKeepsItsEnergy()
    {
        var patient = Edge();
        var (split, whole) = (Dose(patient, Field(), true).Dose, Dose(patient, Field(), false).Dose);
        var grid = whole.Geometry;
        double Plane(Grid<float> dose, int j) => (from i in Enumerable.Range(0, grid.Nx) from k in Enumerable.Range(0, grid.Nz) select (double)dose.Values[grid.Index(i, j, k)]).Sum();
        for (var j = 0; j < grid.Ny; j++)
        {
            // Scatter moves dose sideways only; where the deep side's ions have stopped those of the shallow side have not, so planes may differ by what one voxel at the edge holds.
            Assert.Equal(Plane(whole, j), Plane(split, j), 0.03 * Plane(whole, j) + 1e-9);
        }

        double Jump(Grid<float> dose) => Enumerable.Range(0, grid.Ny).Max(j => Math.Abs(dose.Values[grid.Index(grid.Nx / 2, j, grid.Nz / 2)] - dose.Values[grid.Index(grid.Nx / 2 - 1, j, grid.Nz / 2)]));
        Assert.True(Jump(split) < 0.9 * Jump(whole));
    }

    [Fact]
    public void Calculate_SomeOfTheVoxels_HaveTheDoseTheyHaveAmongAll()
    {
        var patient = Edge();
        var grid = patient.RelativeStoppingPower.Geometry;
        var (whole, unsplit) = (Dose(patient, Field(), true).Dose, Dose(patient, Field(), false).Dose);
        var maximum = whole.Values.Max();
        int[] some = [.. WaterWorld.AllVoxels(grid).Where(n => grid.Voxel(n) is var (i, j, k) && (i + 2 * j + 3 * k) % 5 == 0)];
        var part = PencilBeamEngine.Calculate(WaterWorld.Model, Field(), patient, grid, some, null, WorkContext.Default).Dose;

        // Bricks have other voxels then; what is left is the rounding of sixteen and components below 10⁻⁷ of the peak.
        Assert.Contains(some, n => whole.Values[n] != unsplit.Values[n]);
        Assert.All(some, n => Assert.Equal(whole.Values[n], part.Values[n], 1e-6 * maximum));
    }

    [Fact]
    public void Calculate_BehindAnEdge_SameBitsForAnyNumberOfThreads()
    {
        var patient = Edge();
        Assert.Equal(Dose(patient, Field(), true, 1).Dose.Values, Dose(patient, Field(), true, 4).Dose.Values);
    }

    private static PatientModel Edge() => Patient((x, y) => y is > -60 and < -40 ? x < 0 ? 1.7f : 0.001f : 1, 2);

    private static PatientModel Patient(Func<double, double, float> stoppingPower, double spacingMm)
    {
        var box = WaterWorld.Box(60, spacingMm);
        var rsp = new Grid<float>(box.RelativeStoppingPower.Geometry);
        for (var n = 0; n < rsp.Values.Length; n++) rsp.Values[n] = rsp.Geometry.Center(n) is Vector3d c ? stoppingPower(c.X, c.Y) : 0;
        return box with { RelativeStoppingPower = rsp };
    }

    private static IEnumerable<(double X, double Y, double Particles)> Spots() => from x in Enumerable.Range(-5, 11) from y in Enumerable.Range(-5, 11) select (4.0 * x, 4.0 * y, 1e6);

    private static PlanBeam Field() => WaterWorld.Beam(0, 0, WaterWorld.Layer(200, [.. Spots()]));

    private static DoseCubes Dose(PatientModel patient, PlanBeam beam, bool split, int threads = 2)
    {
        var grid = patient.RelativeStoppingPower.Geometry;
        return PencilBeamEngine.Calculate(WaterWorld.Model, beam, patient, grid, WaterWorld.AllVoxels(grid), null, new WorkContext(threads), split);
    }
}
