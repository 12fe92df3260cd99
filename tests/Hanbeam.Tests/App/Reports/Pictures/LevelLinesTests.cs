using Hanbeam.App.Reports.Pictures;
using Hanbeam.Numerics.Geometry;
using SkiaSharp;
using Xunit;

namespace Hanbeam.Tests.App.Reports.Pictures;

public sealed class LevelLinesTests
{
    private static readonly PlaneGeometry Plane = new(PlaneOrientation.Axial, 0, 0, 0, 1, 60, 50);

    [Fact]
    public void Trace_Cone_IsOneCircle()
    {
        using var path = LevelLines.Trace(Raster((x, y) => 40 - Math.Sqrt((x - 30) * (x - 30) + (y - 25) * (y - 25))), 25);
        Assert.Equal(1, Closed(path));
        using var measure = new SKPathMeasure(path);

        // A polygon with its corners on the circle, whose sides of at most √2 are shorter than their arcs by 0.04 %.
        Assert.Equal(2 * Math.PI * 15, measure.Length, 0.1);
        Assert.Equal(30.5, path.Bounds.MidX, 0.02);
    }

    [Fact]
    public void Trace_LevelThatReachesTheEdge_ClosesOutsideTheRaster()
    {
        using var path = LevelLines.Trace(Raster((_, _) => 10), 5);
        Assert.Equal(1, Closed(path));
        Assert.True(path.Bounds is { Left: < 0.5f, Top: < 0.5f, Right: > 59.5f, Bottom: > 49.5f });
    }

    [Fact]
    public void Trace_TwoHills_AreTwoLines()
    {
        using var path = LevelLines.Trace(Raster((x, y) => Math.Max(10 - Math.Abs(x - 15) - Math.Abs(y - 25), 10 - Math.Abs(x - 45) - Math.Abs(y - 25))), 5);
        Assert.Equal(2, Closed(path));
    }

    [Fact]
    public void Trace_LevelAboveAll_IsEmpty()
    {
        using var path = LevelLines.Trace(Raster((_, _) => 1), 5);
        Assert.True(path.IsEmpty);
    }

    [Fact]
    public void Pixel_OfAPoint_IsTheInverseOfPoint()
    {
        foreach (var orientation in Enum.GetValues<PlaneOrientation>())
        {
            var plane = PlaneGeometry.Covering(orientation, new Vector3d(1, 2, 3), new Vector3d(-20, -30, -40), new Vector3d(25, 35, 45), 2);
            var (column, row) = plane.Pixel(plane.Point(7, 11));
            Assert.Equal(7, column, 1e-9);
            Assert.Equal(11, row, 1e-9);
        }
    }

    private static int Closed(SKPath path)
    {
        using var measure = new SKPathMeasure(path);
        var count = 0;
        do count += measure.IsClosed ? 1 : 0;
        while (measure.NextContour());
        return count;
    }

    private static PlaneRaster Raster(Func<int, int, double> value)
    {
        var values = new float[Plane.Width * Plane.Height];
        for (var n = 0; n < values.Length; n++) values[n] = (float)value(n % Plane.Width, n / Plane.Width);
        return new PlaneRaster(Plane, values);
    }
}
