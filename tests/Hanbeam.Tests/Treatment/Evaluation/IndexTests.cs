using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Tests.Treatment.Structures;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Evaluation;
using Hanbeam.Treatment.Structures;
using Xunit;

namespace Hanbeam.Tests.Treatment.Evaluation;

public sealed class IndexTests
{
    // Dose 60 − r Gy around an odd centre: every isodose is a ball.
    private static DoseVolume Balls(double spacing) =>
        Doses.Of(Doses.Around(45, spacing, 0.3), place => Math.Max(0, 60 - (place - new Vector3d(0.4, -0.7, 1.1)).Length));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void IsodoseVolume_OfABall_IsTheBalls(double spacing)
    {
        // Between voxel centres the interpolated r exceeds the true one by up to 2·h²/(8r) in the plane across, so the radius is that much too small at most.
        foreach (var radius in new[] { 10.0, 20, 30 })
        {
            var cc = BallCc(radius);
            Assert.InRange(IsodoseVolume.Cc(Balls(spacing), 60 - radius), BallCc(radius - spacing * spacing / (4 * radius)), 1.0005 * cc);
        }
    }

    [Fact]
    public void IsodoseVolume_ReachesTheGridsEnds_AndNoFurther()
    {
        var geometry = new GridGeometry(default, new Vector3d(1, 2, 3), 4, 3, 2);
        Assert.Equal(geometry.Count * 6 / 1000.0, IsodoseVolume.Cc(Doses.Of(geometry, _ => 5), 5), 1e-12);
        Assert.Equal(0, IsodoseVolume.Cc(Doses.Of(geometry, _ => 5), 5.01));
        Assert.Equal(12 * 6 / 1000.0, IsodoseVolume.Cc(Doses.Of(geometry, place => place.X), 1.5), 1e-12);
        Assert.Equal(12 * 6 / 1000.0, IsodoseVolume.Cc(Doses.Of(geometry, place => place.Y), 2), 1e-12);
        Assert.Equal(IsodoseVolume.Cc(Balls(2), 41, new WorkContext(1)), IsodoseVolume.Cc(Balls(2), 41, new WorkContext(4)));
    }

    [Fact]
    public void Conformity_OfBalls_IsTheRatioOfVolumes()
    {
        // A target ball of 15 mm drawn in contours 1 mm apart around the dose's centre.
        var dose = Balls(1);
        Contour[] contours = [.. Enumerable.Range(-15, 30).Select(n => n + 0.5).Select(z => Polygons.Circle(z + 1.1, 0.4, -0.7, Math.Sqrt(225 - z * z - 1 / 12.0), 200))];
        var target = DoseVolumeHistogram.Create(Polygons.Structure(contours), dose);
        var (tv, piv) = (BallCc(15), BallCc(20));
        Assert.Equal(tv / piv, PaddickConformity.Index(target, dose, 40), 0.005); // isodose larger: TV²/(TV·PIV); interpolation moves an isodose of 10 mm by 0.02 mm, 0.5 % of its volume
        Assert.Equal(BallCc(10) / tv, PaddickConformity.Index(target, dose, 50), 0.005); // isodose inside: PIV²/(TV·PIV)
        Assert.Equal(0, PaddickConformity.Index(target, dose, 61));
        Assert.Throws<ArgumentException>(() => PaddickConformity.Index(target, dose with { Quantity = DoseQuantity.RbeWeightedDose }, 40));
        Assert.Equal(BallCc(35) / BallCc(10), GradientIndices.Paddick(dose, 50), 0.5); // of 43: the inner ball's volume is good to 1 %
        Assert.Equal(BallCc(35) / tv, GradientIndices.R50(tv, dose, 50), 0.05);
        Assert.Equal(double.NaN, GradientIndices.Paddick(dose, 70));
    }

    [Fact]
    public void Shell_TakesTheVoxelsOfItsDistance_WeightedByVolume()
    {
        var geometry = new GridGeometry(default, new Vector3d(1, 1, 1), 10, 1, 1);
        var region = new VoxelMembership("BODY", geometry, [1, 2, 3, 4], [1, 1, 0.5f, 1]);
        float[] distance = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        float[] dose = [9, 8, 4, 1, 7, 7, 7, 7, 7, 7];
        Assert.Equal((4 + 0.5) / 1.5, ShellDose.Mean(region, distance, dose, 2, 4)!.Value, 1e-12);
        Assert.Null(ShellDose.Mean(region, distance, dose, 5, 9));
    }

    private static double BallCc(double radiusMm) => 4 / 3.0 * Math.PI * radiusMm * radiusMm * radiusMm / 1000;
}
