using Hanbeam.Dose.Influence;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Dose.RayTracing;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.Dose.Influence;

/// <summary>The operators on one set of points against the sum over all spots, written down in double precision without windows, bricks or tables of lines.</summary>
public sealed class BrickOperatorTests
{
    private static readonly PlanBeam Beam = WaterWorld.Beam(
        30, 15, [.. new[] { 210.0, 200.0 }.Select(e => WaterWorld.Layer(e, [.. from y in Enumerable.Range(-6, 13) from x in Enumerable.Range(-5, 11) where x * x + y * y < 34 select (4.0 * x, 5.0 * y, 1e6)]))]);

    private static readonly LayerKernel[] Kernels = new LayerKernelFactory(WaterWorld.Model, null).CreateAll(Beam, WorkContext.Default);
    private static readonly GridGeometry Grid = WaterWorld.Box(60, 4).RelativeStoppingPower.Geometry;
    private static readonly BeamPoints Points = WaterEquivalentDepth.OfVoxels(WaterWorld.Box(60, 4), Grid, WaterWorld.AllVoxels(Grid), Beam.Frame, WaterWorld.Machine, WorkContext.Default);

    // The largest difference to the plain sum, as a share of the largest dose. Windows end at 3.2 sigmas: beside a field whose outermost row of spots, 4 mm apart and about as wide, is just
    // not seen any more e^(−3.2²/2)/√(2π) = 0.24 % are missing. Of stored cells those below 1.5 % of a block's largest are left out and shared out.
    [Theory]
    [InlineData(InfluenceKind.Recomputed, 3e-3)]
    [InlineData(InfluenceKind.StoredWide, 4e-3)]
    [InlineData(InfluenceKind.Stored, 5e-3)]
    public void Forward_AgainstThePlainSum_AgreesWithinItsCut(InfluenceKind kind, double tolerance)
    {
        double[] weights = [.. Enumerable.Range(0, Beam.SpotCount).Select(n => 1.0 + n % 5)];
        var result = new VoxelQuantities(Points.Count);
        Operator(kind).Forward(weights, result);
        var maximum = result.Dose.Max();
        var worst = 0.0;
        for (var point = 0; point < Points.Count; point += 7) worst = Math.Max(worst, Math.Abs(PlainDose(point, weights) - result.Dose[point]));
        Assert.InRange(worst / maximum, 0, tolerance);
    }

    [Theory]
    [InlineData(InfluenceKind.Recomputed)]
    [InlineData(InfluenceKind.Stored)]
    public void Forward_OfASumOfWeights_IsTheSumOfForwards(InfluenceKind kind)
    {
        var operators = Operator(kind);
        double[] a = [.. Enumerable.Range(0, Beam.SpotCount).Select(n => 0.5 + n % 3)];
        double[] b = [.. Enumerable.Range(0, Beam.SpotCount).Select(n => 2.0 - n % 2)];
        var (each, both) = (new VoxelQuantities(Points.Count), new VoxelQuantities(Points.Count));
        operators.Forward(a, each);
        operators.Forward(b, each);
        operators.Forward([.. a.Zip(b, (x, y) => x + y)], both);
        var maximum = both.Dose.Max();

        // Sums of some hundred floats.
        for (var n = 0; n < Points.Count; n++) Assert.Equal(each.Dose[n], both.Dose[n], 3e-6 * maximum);
    }

    [Fact]
    public void Estimate_OfMemory_IsWhatItTakesWithinATenth()
    {
        var beam = BrickBeamOfAll();
        var built = StoredOperator<ByteMantissa>.Build("test", beam, WorkContext.Default);
        Assert.Equal(1, StoredOperator<ByteMantissa>.Estimate(beam) / (double)built.Bytes, 0.1);
        Assert.True(built.NonZeros > 0 && built.Bytes < 2 * built.NonZeros);
    }

    [Fact]
    public void Choose_ByTheCaseAlone_StoresOrRecomputesOrSaysWhatIsMissing()
    {
        const long gigabyte = 1_000_000_000;
        Assert.Equal(InfluenceKind.Stored, InfluenceMemory.Choose("influence of beam 1", InfluenceKind.Automatic, gigabyte, 3 * gigabyte));
        Assert.Equal(InfluenceKind.Recomputed, InfluenceMemory.Choose("influence of beam 1", InfluenceKind.Automatic, 3 * gigabyte, 100 * gigabyte));
        Assert.Throws<InputException>(() => InfluenceMemory.Choose("influence of beam 1", InfluenceKind.Automatic, gigabyte, gigabyte / 2)); // the same plan or none
        Assert.Equal(InfluenceKind.Recomputed, InfluenceMemory.Choose("influence of beam 1", InfluenceKind.Recomputed, 20 * gigabyte, gigabyte));
        Assert.Equal(InfluenceKind.StoredWide, InfluenceMemory.Choose("influence of beam 1", InfluenceKind.StoredWide, 2 * gigabyte, 3 * gigabyte));
        var refused = Assert.Throws<InputException>(() => InfluenceMemory.Choose("influence of beam 1", InfluenceKind.Stored, 20 * gigabyte, gigabyte));
        Assert.Contains("20.0 GB", refused.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(1000)]
    public void Bricks_OfAnyNumberOfPoints_HoldEachOnce(int count)
    {
        var bricks = new Bricks(count, n => Grid.Center(7 * n));
        Assert.Equal(Enumerable.Range(0, count), bricks.PointOfLane.Take(count).Order());
        Assert.Equal((count + 15) / 16, bricks.Count);
    }

    internal static int SpotCount => Beam.SpotCount;

    internal static int PointCount => Points.Count;

    internal static IBrickOperator Operator(InfluenceKind kind) => kind switch
    {
        InfluenceKind.Recomputed => new RecomputedOperator(BrickBeamOfAll(), WorkContext.Default),
        InfluenceKind.StoredWide => StoredOperator<UShortMantissa>.Build("test", BrickBeamOfAll(), WorkContext.Default),
        _ => StoredOperator<ByteMantissa>.Build("test", BrickBeamOfAll(), WorkContext.Default),
    };

    private static BrickBeam BrickBeamOfAll()
    {
        var bricks = new Bricks(Points.Count, n => Grid.Center(n));
        var layers = Kernels.Select((kernel, n) => new BrickLayer(kernel, [[0], [1]], new BrickLattice(SpotLattice.Find(Beam.Layers[n])!, 1), BrickCut.Optimisation)).ToArray();
        return new BrickBeam(layers, bricks, new BrickPoints(bricks, Points, 1, WaterWorld.Machine));
    }

    private static double PlainDose(int point, double[] weights)
    {
        var (sum, spot) = (0.0, 0);
        var (x, y, zg, depth) = (Points.XIsoMm[point], Points.YIsoMm[point], Points.ZgMm[point], Points.DepthMm[point]);
        var (shrinkX, shrinkY) = (1 - zg / WaterWorld.Machine.SourceAxisDistanceXMm, 1 - zg / WaterWorld.Machine.SourceAxisDistanceYMm);
        for (var layer = 0; layer < Kernels.Length; layer++)
        {
            var (kernel, spots) = (Kernels[layer], Beam.Layers[layer]);
            var lower = (int)(depth / LayerKernel.UsualDepthStepMm);
            double t = depth / LayerKernel.UsualDepthStepMm - lower;
            for (var n = 0; n < spots.Count; n++, spot++)
            {
                for (var c = 0; c < kernel.Components.Count; c++)
                {
                    var component = kernel.Components[c];
                    double At(float[] values) => values[lower] + t * (values[lower + 1] - values[lower]);
                    var (airX, airY) = kernel.SpotVariance(c, zg, depth);
                    var (varianceX, varianceY) = (airX + At(component.Variance), airY + At(component.Variance));
                    var (dx, dy) = ((x - spots.XMm[n]) * shrinkX, (y - spots.YMm[n]) * shrinkY);
                    sum += weights[spot] * At(component.Amplitude) / (2 * Math.PI * Math.Sqrt(varianceX * varianceY)) * Math.Exp(-dx * dx / (2 * varianceX) - dy * dy / (2 * varianceY));
                }
            }
        }

        return sum;
    }
}
