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
    public void Grow_ByNothing_KeepsTheVolume()
    {
        Assert.InRange(StructureAlgebra.Grow("B", Ball(20), 0).VolumeCc, BallCc(19.7), BallCc(20.3));
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
            },
            iter: 100,
            threads: 1);
    }
}
