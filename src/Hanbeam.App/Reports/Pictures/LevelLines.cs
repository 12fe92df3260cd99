using SkiaSharp;

namespace Hanbeam.App.Reports.Pictures;

/// <summary>Lines of equal value of a raster by marching squares with linear interpolation, each line drawn in one stroke.</summary>
internal static class LevelLines
{
    /// <summary>Traces a level.</summary>
    /// <param name="raster">The raster; what lies beyond its edge counts as below the level.</param>
    /// <param name="level">The value.</param>
    /// <returns>A path in pixel coordinates: pixel (0, 0) spans 0 to 1.</returns>
    public static SKPath Trace(PlaneRaster raster, float level)
    {
        var cuts = new Dictionary<Edge, Cut>();
        var (width, height) = (raster.Geometry.Width, raster.Geometry.Height);
        for (var row = -1; row < height; row++)
            for (var column = -1; column < width; column++)
                if (IsCut(raster.Values, width, height, level, column, row)) TraceCell(raster, level, column, row, cuts);
        var path = new SKPath();
        foreach (var cut in cuts.Values.Where(cut => !cut.Drawn)) Follow(cut, path);
        return path;
    }

    // Most cells lie on one side of the level: corners inside the raster are looked at first.
    private static bool IsCut(float[] values, int width, int height, float level, int column, int row)
    {
        if (column < 0 || row < 0 || column + 1 >= width || row + 1 >= height) return true;
        var at = row * width + column;
        var above = values[at] >= level;
        return values[at + 1] >= level != above || values[at + width] >= level != above || values[at + width + 1] >= level != above;
    }

    private static void TraceCell(PlaneRaster raster, float level, int column, int row, Dictionary<Edge, Cut> cuts)
    {
        // Corners clockwise from the upper left, at the centres of four pixels, and the edge from each to the next.
        Span<(int X, int Y)> corner = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)];
        Span<Edge> edge = [new(column, row, false), new(column + 1, row, true), new(column, row + 1, false), new(column, row, true)];
        Span<float> value = stackalloc float[4];
        for (var n = 0; n < 4; n++) value[n] = Value(raster, corner[n].X, corner[n].Y);
        Cut? open = null;
        for (var n = 0; n < 4; n++)
        {
            var m = (n + 1) % 4;
            if (value[n] >= level == value[m] >= level) continue;
            if (!cuts.TryGetValue(edge[n], out var cut))
            {
                var t = (level - value[n]) / (value[m] - value[n]);
                cut = new Cut(new SKPoint(Rounded(corner[n].X + t * (corner[m].X - corner[n].X) + 0.5f), Rounded(corner[n].Y + t * (corner[m].Y - corner[n].Y) + 0.5f)));
                cuts.Add(edge[n], cut);
            }

            if (open is null) open = cut;
            else
            {
                open.Neighbours.Add(cut);
                cut.Neighbours.Add(open);
                open = null;
            }
        }
    }

    // Beyond the raster everything is below the level, so every line closes on itself.
    private static void Follow(Cut start, SKPath path)
    {
        path.MoveTo(start.Point);
        for (var at = start; at is not null; at = at.Neighbours.Find(next => !next.Drawn))
        {
            at.Drawn = true;
            if (at != start) path.LineTo(at.Point);
        }

        path.Close();
    }

    // A hundredth of a pixel is more than paper shows, and half the bytes of a PDF that would hold every digit.
    private static float Rounded(float value) => MathF.Round(value, 2);

    private static float Value(PlaneRaster raster, int column, int row) =>
        column >= 0 && row >= 0 && column < raster.Geometry.Width && row < raster.Geometry.Height ? raster[column, row] : 0;

    // The edge from the centre of a pixel to that of the one to its right or below it.
    private readonly record struct Edge(int Column, int Row, bool Down);

    // Where a line crosses an edge; the crossings before and after it lie in the two cells beside the edge.
    private sealed class Cut(SKPoint point)
    {
        public SKPoint Point => point;

        public List<Cut> Neighbours { get; } = new(2);

        public bool Drawn { get; set; }
    }
}
