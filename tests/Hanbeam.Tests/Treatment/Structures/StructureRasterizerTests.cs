using CsCheck;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Structures;
using Xunit;

namespace Hanbeam.Tests.Treatment.Structures;

public sealed class StructureRasterizerTests
{
    // Sums of some 1e4 fractions stored as float, each to 6e-8.
    private const double FloatSum = 1e-5;

    private static readonly GridGeometry Coarse = new(new Vector3d(-19.3, -20.1, -14.2), new Vector3d(3, 2.5, 2), 14, 17, 15);

    private static double[] Dense(VoxelMembership membership)
    {
        var dense = new double[membership.Geometry.Count];
        for (var n = 0; n < membership.Voxels.Length; n++) dense[membership.Voxels[n]] = membership.Fractions[n];
        return dense;
    }

    private static IEnumerable<double> Planes(double first, double step, int count) => Enumerable.Range(0, count).Select(n => first + n * step);

    private static void AssertSame(VoxelMembership expected, VoxelMembership actual, double tolerance)
    {
        var (a, b) = (Dense(expected), Dense(actual));
        for (var n = 0; n < a.Length; n++) Assert.Equal(a[n], b[n], tolerance);
    }

    [Fact]
    public void Rectangle_OnAnyGrid_FillsVoxelsByOverlap()
    {
        var box = Polygons.Structure(Planes(-5, 2.5, 5).Select(z => Polygons.Rectangle(z, -7.2, 8.1, -3.3, 10.4)));
        var dense = Dense(StructureRasterizer.Rasterize(box, Coarse));
        for (var n = 0; n < dense.Length; n++)
        {
            var (i, j, k) = Coarse.Voxel(n);
            var lower = Coarse.Center(i, j, k) - 0.5 * Coarse.Spacing;
            static double Overlap(double a, double b, double cell, double size) =>
                Math.Max(0, Math.Min(b, cell + size) - Math.Max(a, cell)) / size;
            var expected = Overlap(-7.2, 8.1, lower.X, 3) * Overlap(-3.3, 10.4, lower.Y, 2.5) * Overlap(-6.25, 6.25, lower.Z, 2);
            Assert.Equal(expected, dense[n], 1e-6);
        }
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 3, 3)]
    [InlineData(0.7, 1.3, 5)]
    public void Cylinder_OnAnySpacing_HasThePolygonsVolume(double sx, double sy, double sz)
    {
        var cylinder = Polygons.Structure(Planes(-10, 2, 11).Select(z => Polygons.Circle(z, 0.4, -0.9, 12.5)));
        var geometry = new GridGeometry(new Vector3d(-17.7, -18.1, -16.9), new Vector3d(sx, sy, sz), (int)(40 / sx), (int)(40 / sy), (int)(40 / sz));
        var volume = StructureRasterizer.Rasterize(cylinder, geometry).VolumeCc;
        Assert.Equal(Polygons.CircleArea(12.5) * 22 / 1000, volume, FloatSum);
    }

    [Fact]
    public void TurnedSquare_HasTheSquaresVolumeAndCentre()
    {
        var square = Polygons.Turned(Polygons.Rectangle(0, -8, 8, -8, 8), 31);
        var membership = StructureRasterizer.Rasterize(Polygons.Structure(square), Coarse);
        Assert.Equal(16 * 16 * 2 / 1000.0, membership.VolumeCc, FloatSum);
        var centre = membership.Voxels.Zip(membership.Fractions, (v, f) =>
        {
            var (i, j, k) = Coarse.Voxel(v);
            return (double)f * Coarse.Center(i, j, k);
        }).Aggregate((a, b) => a + b);
        var sum = membership.Fractions.Sum(f => (double)f);

        // The centroid by voxel centres is off by what lies unevenly within border voxels: a small part of a 3 mm voxel.
        Assert.Equal(0, centre.X / sum, 0.05);
        Assert.Equal(0, centre.Y / sum, 0.05);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Annulus_AsTwoContoursOrAsKeyhole_IsTheSame(bool sameDirection)
    {
        var (outer, inner) = (Polygons.Circle(0, 0.3, 0.2, 13), Polygons.Circle(0, 0.3, 0.2, 6, clockwise: !sameDirection));
        var two = Polygons.Structure(outer, inner);
        var keyhole = Polygons.Structure(new Contour(
            0, [.. outer.X, outer.X[0], .. inner.X, inner.X[0]], [.. outer.Y, outer.Y[0], .. inner.Y, inner.Y[0]]));
        var expected = StructureRasterizer.Rasterize(two, Coarse);
        Assert.Equal((Polygons.CircleArea(13) - Polygons.CircleArea(6)) * 2 / 1000, expected.VolumeCc, FloatSum);
        AssertSame(expected, StructureRasterizer.Rasterize(keyhole, Coarse), 1e-6);
    }

    [Fact]
    public void OverlappingSquares_CountByExclusiveOr()
    {
        var structure = Polygons.Structure(Polygons.Rectangle(0, -10, 4, -10, 4), Polygons.Rectangle(0, -4, 10, -4, 10));
        var volume = StructureRasterizer.Rasterize(structure, Coarse).VolumeCc;
        Assert.Equal((2 * 14 * 14 - 2 * 8 * 8) * 2 / 1000.0, volume, FloatSum);
    }

    [Fact]
    public void CrossingEdges_AreResolvedWithinThePixel()
    {
        // A bow tie: two triangles of base 20 mm and height 8 mm; its edges cross inside strips.
        var tie = Polygons.Turned(new Contour(0, [-8, 8, 8, -8], [-10, 10, -10, 10]), 17);
        var volume = StructureRasterizer.Rasterize(Polygons.Structure(tie), Coarse).VolumeCc;

        // One crossing, misplaced by at most 1/4096 of a 3 mm pixel's area.
        Assert.Equal(160 * 2 / 1000.0, volume, 2 * 7.5 * 2 / 4096 / 1000 + FloatSum);
    }

    [Fact]
    public void Polygon_AgainstDenseSampling_AgreesVoxelByVoxel()
    {
        var points = Gen.Select(Gen.Double[-15, 15], Gen.Double[-15, 15]).Array[3, 9];
        points.Sample(
            corners =>
            {
                var contour = new Contour(0, [.. corners.Select(c => c.Item1)], [.. corners.Select(c => c.Item2)]);
                var geometry = new GridGeometry(new Vector3d(-14, -13, 0), new Vector3d(5, 4, 1), 6, 7, 1);
                var exact = Dense(StructureRasterizer.Rasterize(Polygons.Structure(contour), geometry));
                for (var n = 0; n < exact.Length; n++)
                {
                    var (i, j, _) = geometry.Voxel(n);
                    var lower = geometry.Center(i, j, 0) - 0.5 * geometry.Spacing;

                    // 40 x 40 samples: an edge that crosses the pixel misplaces up to about one sample row, 1/40, and up to 9 edges do.
                    Assert.Equal(SampledFraction(contour, lower, geometry.Spacing, 40), exact[n], 0.06);
                }
            },
            iter: 60,
            seed: "0000000000000001",
            threads: 1);
    }

    private static double SampledFraction(Contour contour, Vector3d lower, Vector3d size, int samples)
    {
        var inside = 0;
        for (var a = 0; a < samples; a++)
            for (var b = 0; b < samples; b++)
                if (IsInside(contour, lower.X + (a + 0.5) / samples * size.X, lower.Y + (b + 0.5) / samples * size.Y)) inside++;
        return inside / (double)(samples * samples);
    }

    private static bool IsInside(Contour contour, double x, double y)
    {
        var inside = false;
        for (var n = 0; n < contour.X.Count; n++)
        {
            var m = (n + 1) % contour.X.Count;
            if (contour.Y[n] > y == contour.Y[m] > y) continue;
            var crossing = contour.X[n] + (contour.X[m] - contour.X[n]) * (y - contour.Y[n]) / (contour.Y[m] - contour.Y[n]);
            if (crossing > x) inside = !inside;
        }

        return inside;
    }

    [Fact]
    public void UnevenPlanes_OwnTheSlabsHalfWayToTheirNeighbours()
    {
        // Steps 2, 3 (median 2): slabs of 2, 2.5 and 2.5 mm with caps of 1 mm.
        var structure = Polygons.Structure(new[] { 0.0, 2, 5 }.Select(z => Polygons.Rectangle(z, 0, 10, 0, 10)));
        Assert.Equal(0.7, StructureRasterizer.Rasterize(structure, Coarse).VolumeCc, FloatSum);
    }

    [Fact]
    public void MissingPlanes_LeaveAGap()
    {
        var structure = Polygons.Structure(new[] { -8.0, -6, -4, 4, 6, 8 }.Select(z => Polygons.Rectangle(z, 0, 10, 0, 10)));
        var membership = StructureRasterizer.Rasterize(structure, Coarse);
        Assert.Equal(1.2, membership.VolumeCc, FloatSum);
        Assert.DoesNotContain(membership.Voxels, v => Math.Abs(Coarse.Center(0, 0, Coarse.Voxel(v).K).Z) < 2);
    }

    [Fact]
    public void FineSlices_BetweenContours_AreFilled()
    {
        var fine = new GridGeometry(new Vector3d(-1, -1, -4.6), new Vector3d(1, 1, 0.4), 13, 13, 40);
        var structure = Polygons.Structure(new[] { 0.0, 3, 6 }.Select(z => Polygons.Rectangle(z, 0, 10, 0, 10)));
        Assert.Equal(0.9, StructureRasterizer.Rasterize(structure, fine).VolumeCc, FloatSum);
    }

    [Fact]
    public void PartsOutsideTheGrid_AreCutOff()
    {
        var small = new GridGeometry(new Vector3d(0.5, 0.5, 0.5), new Vector3d(1, 1, 1), 4, 4, 4);
        var structure = Polygons.Structure(Planes(-20, 1, 41).Select(z => Polygons.Turned(Polygons.Rectangle(z, -30, 30, -30, 30), 20)));
        var membership = StructureRasterizer.Rasterize(structure, small);
        Assert.Equal(64, membership.Voxels.Length);
        Assert.All(membership.Fractions, f => Assert.Equal(1f, f));
        Assert.Empty(StructureRasterizer.Rasterize(Polygons.Structure(Polygons.Rectangle(2, 50, 60, 50, 60)), small).Voxels);
    }

    [Fact]
    public void Mask_OnAnotherGrid_KeepsItsVolume()
    {
        var from = new GridGeometry(new Vector3d(-9, -8, -7), new Vector3d(1.7, 2.3, 2.9), 9, 8, 5);
        var mask = new Grid<float>(from);
        mask[3, 4, 2] = 1;
        mask[4, 4, 2] = 0.25f;
        mask[8, 7, 4] = 0.5f;
        var moved = StructureRasterizer.Rasterize(new Structure { Name = "M", Mask = mask }, Coarse);
        Assert.Equal(1.75 * 1.7 * 2.3 * 2.9 / 1000, moved.VolumeCc, FloatSum);
        var same = StructureRasterizer.Rasterize(new Structure { Name = "M", Mask = mask }, from);
        Assert.Equal([0.25f, 0.5f, 1f], same.Fractions.Order());
    }

    [Fact]
    public void MaskAndContours_OfTheSameBox_AgreeOnAThirdGrid()
    {
        var box = Polygons.Structure(Planes(-5, 2.5, 5).Select(z => Polygons.Rectangle(z, -7.5, 7.5, -5, 10)));
        var from = new GridGeometry(new Vector3d(-13.75, -13.75, -12.5), new Vector3d(2.5, 2.5, 2.5), 12, 12, 12);
        var mask = new Grid<float>(from);
        var onBoxGrid = StructureRasterizer.Rasterize(box, from);
        for (var n = 0; n < onBoxGrid.Voxels.Length; n++) mask.Values[onBoxGrid.Voxels[n]] = onBoxGrid.Fractions[n];
        var resampled = StructureRasterizer.Rasterize(new Structure { Name = "S", Mask = mask }, Coarse);
        AssertSame(StructureRasterizer.Rasterize(box, Coarse), resampled, 1e-6);
    }

    [Fact]
    public void NotANumber_InAContour_IsRefused()
    {
        var structure = Polygons.Structure(new Contour(0, [0, 1, double.NaN], [0, 0, 1]));
        var error = Assert.Throws<InputException>(() => StructureRasterizer.Rasterize(structure, Coarse));
        Assert.Contains("'S'", error.Message, StringComparison.Ordinal);
    }
}
