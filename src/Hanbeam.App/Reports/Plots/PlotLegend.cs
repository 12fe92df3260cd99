using Hanbeam.App.Reports.Layout;
using SkiaSharp;

namespace Hanbeam.App.Reports.Plots;

/// <summary>The names of the series above a plot, each behind a sample of how it is drawn.</summary>
internal static class PlotLegend
{
    private const float Sample = 13;
    private const float Space = 9;

    /// <summary>Draws the legend.</summary>
    /// <returns>Its lower edge.</returns>
    public static float Draw(SKCanvas canvas, SKRect area, float top, IReadOnlyList<PlotSeries> series)
    {
        var style = ReportStyle.Small;
        var named = series.Where(item => item.Name.Length > 0).ToList();
        if (named.Count == 0) return top;
        var x = area.Left + 4;
        foreach (var item in named)
        {
            var name = TextPainter.Shorten(item.Name, area.Width - Sample - 12, style);
            var width = Sample + 3 + TextPainter.Width(name, style);
            if (x > area.Left + 4 && x + width > area.Right)
            {
                x = area.Left + 4;
                top += style.LineHeight;
            }

            DrawSample(canvas, x, top + 0.52f * style.LineHeight, item);
            TextPainter.Draw(canvas, name, x + Sample + 3, top + style.Baseline, style);
            x += width + Space;
        }

        return top + style.LineHeight;
    }

    private static void DrawSample(SKCanvas canvas, float x, float y, PlotSeries series)
    {
        switch (series)
        {
            case LineSeries line:
                using (var paint = SeriesPainter.Stroke(line))
                using (var path = new SKPath())
                {
                    path.MoveTo(x, y);
                    path.LineTo(x + Sample, y);
                    canvas.DrawPath(path, paint);
                }

                break;
            case ScatterSeries:
                using (var paint = new SKPaint { Color = series.Color, IsAntialias = true }) canvas.DrawCircle(x + 0.5f * Sample, y, 1.8f, paint);
                break;
            default:
                using (var paint = new SKPaint { Color = series is BandSeries ? SeriesPainter.BandColor(series.Color) : series.Color })
                    canvas.DrawRect(SKRect.Create(x + 2, y - 2.5f, Sample - 4, 5), paint);
                break;
        }
    }
}
