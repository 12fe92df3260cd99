using CsCheck;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Treatment.Structures;
using Xunit;

namespace Hanbeam.Tests.Treatment.Structures;

public sealed class StructureAlgebraTests
{
    private static readonly GridGeometry Grid = new(new Vector3d(-40.2, -41.1, -39.7), new Vector3d(2, 2, 3), 42, 42, 28);

    private static VoxelMembership Ball(double radius)
    {
        const double step = 1;
        var contours = new List<Contour>();
        for (var z = -radius + 0.5 * step; z < radius; z += step)
            contours.Add(Polygons.Circle(z, 0.3, 0.1, Math.Sqrt(radius * radius - z * z - step * step / 12)));
        return StructureRasterizer.Rasterize(Polygons.Structure(contours), Grid);
    }

    private static double BallCc(double radius) => 4 / 3.0 * Math.PI * Math.Pow(radius, 3) / 1000;

    [Theory]
    [InlineData(20, 5)]
    [InlineData(20, -5)]
    [InlineData(12, 3)]
    [InlineData(12, 12)]
    [InlineData(25, -2.5)]
    public void Grow_OfABall_GivesTheBallOfTheOtherRadius(double radius, double marginMm)
    {
        var volume = StructureAlgebra.Grow("B", Ball(radius), marginMm).VolumeCc;

        // The surface is found to a fifteenth of the 2 x 2 x 3 mm voxels, measured over these balls.
        Assert.InRange(volume, BallCc(radius + marginMm - 0.15), BallCc(radius + marginMm + 0.15));
    }

    [Fact]
    public void Grow_ByNothing_IsTheSame()
    {
        var ball = Ball(20);
        Assert.Equal(ball.Fractions, StructureAlgebra.Grow("B", ball, 0).Fractions);
    }

    public static TheoryData<double, double, double, double, double, double> Margins => new()
    {
        { 5, 5, 5, 5, 5, 5 },
        { 3, 8, 5, 10, 6, 4 },
        { 0, 6, 0, 0, 9, 0 },
        { 7, 7, 0, 0, 7, 7 },
        { 12, 2, 2, 2, 2, 2 },
    };

    [Theory]
    [MemberData(nameof(Margins))]
    public void Expand_OfAPoint_IsTheEightEighthsOfEllipsoids(double l, double r, double a, double p, double h, double f)
    {
        // A ball of half a millimetre on a 1 mm grid is next to a point. Each face ends where its margin says, the volume is that of the eighths.
        var grid = new GridGeometry(new Vector3d(-20, -20, -20), new Vector3d(1, 1, 1), 41, 41, 41);
        var point = new VoxelMembership("P", grid, [grid.Index(20, 20, 20)], [1]);
        var grown = StructureAlgebra.Expand("G", point, new StructureMargin(l, r, a, p, h, f));
        var ends = Extent(grown);
        double[] expected = [-r, l, -a, p, -f, h];

        // The point is a voxel: it reaches half a voxel in every direction.
        for (var n = 0; n < 6; n++) Assert.Equal(expected[n] + (n % 2 == 0 ? -0.5 : 0.5), ends[n], 0.35);
        Assert.InRange(grown.VolumeCc, Math.PI / 6 * (l + r) * (a + p) * (h + f) / 1000, (l + r + 1) * (a + p + 1) * (h + f + 1) / 1000);
    }

    [Theory]
    [MemberData(nameof(Margins))]
    public void ExpandThenShrink_MovesEachFaceOfABoxByItsMargin(double l, double r, double a, double p, double h, double f)
    {
        // Faces off the voxels' borders, so that every one cuts through voxels.
        double[] faces = [-15.3, 14.2, -16.4, 17.7, -13.9, 16.1];
        var grid = new GridGeometry(new Vector3d(-32, -32, -32), new Vector3d(1.5, 1.5, 2), 43, 43, 33);
        Contour[] contours = [.. Enumerable.Range(0, 30).Select(n => Polygons.Rectangle(faces[4] + n + 0.5, faces[0], faces[1], faces[2], faces[3]))];
        var box = StructureRasterizer.Rasterize(Polygons.Structure(contours), grid);
        var margin = new StructureMargin(l, r, a, p, h, f);
        double[] outwards = [-r, l, -a, p, -f, h];

        // Flat faces are found to a fiftieth of a voxel where the margin is the same all round, and to a sixth where it goes from 12 to 2 mm or to none.
        var expanded = StructureAlgebra.Expand("E", box, margin);
        var shrunk = StructureAlgebra.Shrink("S", box, margin);
        for (var n = 0; n < 6; n++)
        {
            Assert.Equal(faces[n] + outwards[n], Extent(expanded)[n], margin.IsUniform ? 0.04 : 0.3);
            Assert.Equal(faces[n] - outwards[n], Extent(shrunk)[n], margin.IsUniform ? 0.04 : 0.3);
        }

        // Shrinking a box leaves a box: no corner is rounded. Where two faces meet in a voxel each is taken for itself, 4 % of these volumes.
        double Edge(int lower) => faces[lower + 1] - outwards[lower + 1] - faces[lower] + outwards[lower];
        Assert.Equal(Edge(0) * Edge(2) * Edge(4) / 1000, shrunk.VolumeCc, 0.04 * shrunk.VolumeCc);
    }

    [Fact]
    public void Expand_OfEverythingMoreThanItHas_LosesNothing()
    {
        var ball = Ball(20);
        var grown = StructureAlgebra.Expand("G", ball, new StructureMargin(0, 0, 0, 0, 6, 0));
        var fractions = ball.Voxels.Zip(ball.Fractions).ToDictionary();
        var kept = grown.Voxels.Zip(grown.Fractions).ToDictionary();
        Assert.All(fractions, voxel => Assert.True(kept[voxel.Key] >= voxel.Value));
        Assert.Equal(BallCc(20) + Math.PI * 20 * 20 * 6 / 1000, grown.VolumeCc, 0.02 * grown.VolumeCc); // a ball drawn out to the head by 6 mm
        Assert.Throws<ArgumentOutOfRangeException>(() => StructureAlgebra.Expand("G", ball, new StructureMargin(-1, 0, 0, 0, 0, 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => StructureAlgebra.Shrink("G", ball, StructureMargin.Uniform(double.NaN)));
    }

    [Fact]
    public void Ring_IsTheShellBetweenTwoBalls()
    {
        Assert.Equal(BallCc(20) - BallCc(15), StructureAlgebra.Ring("R", Ball(12), 3, 8).VolumeCc, BallCc(20.15) - BallCc(20) + BallCc(15.15) - BallCc(15));
        Assert.Throws<ArgumentOutOfRangeException>(() => StructureAlgebra.Ring("R", Ball(12), 8, 3));
    }

    // Where a structure's profile through the grid's middle ends, mm: each end by the covered length on its side.
    private static double[] Extent(VoxelMembership structure)
    {
        var g = structure.Geometry;
        var dense = new float[g.Count];
        for (var n = 0; n < structure.Voxels.Length; n++) dense[structure.Voxels[n]] = structure.Fractions[n];
        var (ci, cj, ck) = (g.Nx / 2, g.Ny / 2, g.Nz / 2);
        var ends = new double[6];
        for (var axis = 0; axis < 3; axis++)
        {
            var (count, spacing, origin, middle) = axis switch { 0 => (g.Nx, g.Spacing.X, g.Origin.X, ci), 1 => (g.Ny, g.Spacing.Y, g.Origin.Y, cj), _ => (g.Nz, g.Spacing.Z, g.Origin.Z, ck) };
            double At(int n) => dense[axis switch { 0 => g.Index(n, cj, ck), 1 => g.Index(ci, n, ck), _ => g.Index(ci, cj, n) }];
            var (below, above) = (Enumerable.Range(0, middle).Sum(At), Enumerable.Range(middle, count - middle).Sum(At));
            var border = origin + (middle - 0.5) * spacing;
            (ends[2 * axis], ends[2 * axis + 1]) = (border - spacing * below, border + spacing * above);
        }

        return ends;
    }

    [Fact]
    public void UnionAndDifference_OfAnyFractions_StayFractionsAndAddUp()
    {
        var fractions = Gen.Float[0, 1].Array[Grid.Nx];
        var line = new GridGeometry(default, new Vector3d(1, 1, 1), Grid.Nx, 1, 1);
        Gen.Select(fractions, fractions).Sample(
            (x, y) =>
            {
                var (a, b) = (StructureAlgebra.FromDense("A", line, x), StructureAlgebra.FromDense("B", line, y));
                var (union, difference) = (StructureAlgebra.Union("U", a, b), StructureAlgebra.Difference("D", a, b));
                Assert.All(union.Fractions.Concat(difference.Fractions), f => Assert.InRange(f, float.Epsilon, 1f));
                Assert.True(union.Voxels.Zip(union.Voxels.Skip(1)).All(p => p.First < p.Second));

                // max(a, b) = b + max(0, a − b), in every voxel and so for the volumes; sums of 42 floats.
                Assert.Equal(union.VolumeCc, b.VolumeCc + difference.VolumeCc, 1e-8);

                // And min(a, b) = a − max(0, a − b); |a − b| = max − min.
                var (both, one) = (StructureAlgebra.Intersection("I", a, b), StructureAlgebra.SymmetricDifference("X", a, b));
                Assert.Equal(a.VolumeCc - difference.VolumeCc, both.VolumeCc, 1e-8);
                Assert.Equal(union.VolumeCc - both.VolumeCc, one.VolumeCc, 1e-8);
            },
            iter: 100,
            threads: 1);
    }
}
