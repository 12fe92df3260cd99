using SkiaSharp;

namespace Hanbeam.App.Reports.Plots;

/// <summary>Draws series between the axes of a plot.</summary>
internal sealed class SeriesPainter(SKCanvas canvas, SKRect frame, PlotScale x, PlotScale y)
{
    private const double BarShare = 0.8;
    private static readonly float[][] Dashes = [[4, 2.5f], [1.3f, 1.8f], [6, 2, 1.3f, 2], [9, 3]];

    // Points of a line closer than this many points of the page are not drawn.
    private const float LeastDistance = 0.25f;

    /// <summary>Draws all series, later ones over earlier ones.</summary>
    public void DrawAll(IReadOnlyList<PlotSeries> series)
    {
        canvas.Save();
        canvas.ClipRect(frame);
        var bars = series.OfType<BarSeries>().ToList();
        foreach (var item in series)
        {
            switch (item)
            {
                case LineSeries line: DrawLine(line); break;
                case BandSeries band: DrawBand(band); break;
                case ScatterSeries scatter: DrawPoints(scatter); break;
                case BarSeries bar: DrawBars(bar, bars.IndexOf(bar), bars.Count); break;
                default: throw new ArgumentException($"{item.GetType().Name} has no drawing", nameof(series));
            }
        }

        canvas.Restore();
    }

    /// <summary>How a line is drawn.</summary>
    public static SKPaint Stroke(LineSeries line) => new()
    {
        Color = line.Color, Style = SKPaintStyle.Stroke, StrokeWidth = line.Thickness, StrokeJoin = SKStrokeJoin.Round, IsAntialias = true,
        PathEffect = line.Dash == 0 ? null : SKPathEffect.CreateDash(Dashes[(line.Dash - 1) % Dashes.Length], 0),
    };

    /// <summary>A colour light enough to lie under lines. Opaque: bands print the same everywhere.</summary>
    public static SKColor BandColor(SKColor color)
    {
        static byte Lighter(byte value) => (byte)(255 - 0.3 * (255 - value));
        return new SKColor(Lighter(color.Red), Lighter(color.Green), Lighter(color.Blue));
    }

    private float X(double value) => frame.Left + frame.Width * (float)x.At(value);

    private float Y(double value) => frame.Bottom - frame.Height * (float)y.At(value);

    private void DrawLine(LineSeries line)
    {
        using var path = new SKPath();
        var interrupted = true;
        var last = default(SKPoint);
        for (var n = 0; n < line.X.Count; n++)
        {
            if (!double.IsFinite(line.X[n]) || !double.IsFinite(line.Y[n]))
            {
                interrupted = true;
                continue;
            }

            var point = new SKPoint(X(line.X[n]), Y(line.Y[n]));
            if (!interrupted && !line.Steps && n + 1 < line.X.Count && SKPoint.Distance(point, last) < LeastDistance) continue;
            if (interrupted) path.MoveTo(point);
            else
            {
                if (line.Steps) path.LineTo(point.X, Y(line.Y[n - 1]));
                path.LineTo(point);
            }

            (interrupted, last) = (false, point);
        }

        using var paint = Stroke(line);
        canvas.DrawPath(path, paint);
    }

    private void DrawBand(BandSeries band)
    {
        using var path = new SKPath();
        for (var n = 0; n < band.X.Count; n++)
        {
            var point = new SKPoint(X(band.X[n]), Y(band.Upper[n]));
            if (n == 0) path.MoveTo(point);
            else path.LineTo(point);
        }

        for (var n = band.X.Count - 1; n >= 0; n--) path.LineTo(X(band.X[n]), Y(band.Lower[n]));
        path.Close();
        using var paint = new SKPaint { Color = BandColor(band.Color), IsAntialias = true };
        canvas.DrawPath(path, paint);
    }

    private void DrawPoints(ScatterSeries scatter)
    {
        using var paint = new SKPaint { Color = scatter.Color, IsAntialias = true };
        for (var n = 0; n < scatter.X.Count; n++)
            if (double.IsFinite(scatter.X[n]) && double.IsFinite(scatter.Y[n])) canvas.DrawCircle(X(scatter.X[n]), Y(scatter.Y[n]), 1.8f, paint);
    }

    private void DrawBars(BarSeries bars, int index, int count)
    {
        var width = BarShare * PlotExtent.Spacing(bars) / count;
        using var paint = new SKPaint { Color = bars.Color };
        using var whisker = new SKPaint { Color = Layout.ReportStyle.Ink, StrokeWidth = 0.7f };
        for (var n = 0; n < bars.X.Count; n++)
        {
            var middle = bars.X[n] + (index - 0.5 * (count - 1)) * width;
            var (left, right, zero, top) = (X(middle - 0.5 * width), X(middle + 0.5 * width), Y(Math.Max(0, y.Lower)), Y(bars.Height[n]));
            canvas.DrawRect(new SKRect(left, Math.Min(zero, top), right, Math.Max(zero, top)), paint);
            if (bars.Lower is null || bars.Upper is null) continue;
            var at = 0.5f * (left + right);
            canvas.DrawLine(at, Y(bars.Lower[n]), at, Y(bars.Upper[n]), whisker);
            foreach (var end in new[] { bars.Lower[n], bars.Upper[n] }) canvas.DrawLine(at - 2, Y(end), at + 2, Y(end), whisker);
        }
    }
}
