using Hanbeam.App.Reports.Layout;
using SkiaSharp;

namespace Hanbeam.App.Reports.Plots;

/// <summary>Draws plots as vectors with selectable text.</summary>
internal static class PlotPainter
{
    private static readonly SKColor GridColor = new(0xDE, 0xDE, 0xDE);

    /// <summary>A plot as one drawing of a report.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="share">Its part of the width, against the others'.</param>
    public static ReportFigure Figure(Plot plot, float share = 1) => new(share, (canvas, area) => Draw(canvas, area, plot));

    /// <summary>Draws a plot into a rectangle, labels and legend included.</summary>
    public static void Draw(SKCanvas canvas, SKRect area, Plot plot)
    {
        var style = ReportStyle.Small;
        var top = area.Top + 3;
        if (plot.Title.Length > 0)
        {
            TextPainter.Draw(canvas, plot.Title, area.MidX, top + style.Baseline, style with { Bold = true }, SKTextAlign.Center);
            top += style.LineHeight;
        }

        if (plot.Legend) top = PlotLegend.Draw(canvas, area, top, plot.Series) + 1.5f;
        var bottom = area.Bottom - 2.3f * style.LineHeight;
        var y = PlotScale.Of(plot.Y, PlotExtent.Y(plot), bottom - top);
        var left = area.Left + style.LineHeight + 5 + y.Ticks.Select(tick => TextPainter.Width(tick.Label, style)).DefaultIfEmpty(0).Max();
        var frame = new SKRect(left, top + 3, area.Right - 6, bottom);
        var x = PlotScale.Of(plot.X, PlotExtent.X(plot), frame.Width);
        DrawAxes(canvas, area, frame, x, y, plot);
        new SeriesPainter(canvas, frame, x, y).DrawAll(plot.Series);
        using var line = new SKPaint { Color = ReportStyle.Ink, StrokeWidth = 0.6f, Style = SKPaintStyle.Stroke };
        canvas.DrawRect(frame, line);
    }

    private static void DrawAxes(SKCanvas canvas, SKRect area, SKRect frame, PlotScale x, PlotScale y, Plot plot)
    {
        var style = ReportStyle.Small;
        using var grid = new SKPaint { Color = GridColor, StrokeWidth = 0.4f };
        var room = plot.X.Categories is { Count: > 0 } names ? frame.Width / names.Count : float.MaxValue;
        foreach (var (value, label) in x.Ticks)
        {
            var at = frame.Left + frame.Width * (float)x.At(value);
            if (plot.X.Categories is null) canvas.DrawLine(at, frame.Top, at, frame.Bottom, grid);
            TextPainter.Draw(canvas, TextPainter.Shorten(label, room, style), at, frame.Bottom + 2 + style.Baseline, style, SKTextAlign.Center);
        }

        foreach (var (value, label) in y.Ticks)
        {
            var at = frame.Bottom - frame.Height * (float)y.At(value);
            canvas.DrawLine(frame.Left, at, frame.Right, at, grid);
            TextPainter.Draw(canvas, label, frame.Left - 3, at + 0.35f * style.Size, style, SKTextAlign.Right);
        }

        TextPainter.Draw(canvas, plot.X.Label, frame.MidX, area.Bottom - 2, style, SKTextAlign.Center);
        canvas.Save();
        canvas.RotateDegrees(-90, area.Left + style.Baseline, frame.MidY);
        TextPainter.Draw(canvas, plot.Y.Label, area.Left + style.Baseline, frame.MidY, style, SKTextAlign.Center);
        canvas.Restore();
    }
}
