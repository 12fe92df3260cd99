using SkiaSharp;

namespace Hanbeam.App.Reports;

/// <summary>Lines of equal value of a raster by marching squares with linear interpolation.</summary>
internal static class LevelLines
{
    /// <summary>Traces a level.</summary>
    /// <param name="raster">The raster; what lies beyond its edge counts as below the level.</param>
    /// <param name="level">The value.</param>
    /// <returns>A path in pixel coordinates: pixel (0, 0) spans 0 to 1.</returns>
    public static SKPath Trace(PlaneRaster raster, float level)
    {
        var path = new SKPath();
        for (var row = -1; row < raster.Geometry.Height; row++)
            for (var column = -1; column < raster.Geometry.Width; column++)
                TraceCell(raster, level, column, row, path);
        return path;
    }

    private static void TraceCell(PlaneRaster raster, float level, int column, int row, SKPath path)
    {
        // Corners clockwise from the upper left, at the centres of four pixels.
        Span<(int X, int Y)> corner = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)];
        Span<float> value = stackalloc float[4];
        for (var n = 0; n < 4; n++) value[n] = Value(raster, corner[n].X, corner[n].Y);
        Span<SKPoint> cut = stackalloc SKPoint[4];
        var count = 0;
        for (var n = 0; n < 4; n++)
        {
            var m = (n + 1) % 4;
            if (value[n] >= level == value[m] >= level) continue;
            var t = (level - value[n]) / (value[m] - value[n]);
            cut[count++] = new SKPoint(corner[n].X + t * (corner[m].X - corner[n].X) + 0.5f, corner[n].Y + t * (corner[m].Y - corner[n].Y) + 0.5f);
        }

        for (var n = 0; n + 1 < count; n += 2)
        {
            path.MoveTo(cut[n]);
            path.LineTo(cut[n + 1]);
        }
    }

    private static float Value(PlaneRaster raster, int column, int row) =>
        column >= 0 && row >= 0 && column < raster.Geometry.Width && row < raster.Geometry.Height ? raster[column, row] : 0;
}
