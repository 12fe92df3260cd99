using System.Globalization;
using SkiaSharp;

namespace Hanbeam.App.Reports;

/// <summary>Cumulative dose-volume histograms as lines.</summary>
internal static class DvhPlot
{
    /// <summary>One curve.</summary>
    /// <param name="Color">Its colour.</param>
    /// <param name="Dose">Doses, ascending.</param>
    /// <param name="VolumePercent">Volume that receives at least each dose, per cent.</param>
    public sealed record Curve(SKColor Color, IReadOnlyList<double> Dose, IReadOnlyList<double> VolumePercent);

    private const float TextSize = 6.5f;
    private static readonly SKColor Ink = new(0x33, 0x33, 0x33);
    private static readonly SKColor GridColor = new(0xDD, 0xDD, 0xDD);

    /// <summary>Draws the plot.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="area">The rectangle, axes and labels included.</param>
    /// <param name="curves">The curves.</param>
    /// <param name="maximumDose">Right end of the dose axis.</param>
    /// <param name="doseLabel">Name and unit of the dose.</param>
    public static void Draw(SKCanvas canvas, SKRect area, IReadOnlyList<Curve> curves, double maximumDose, string doseLabel)
    {
        var plot = new SKRect(area.Left + 26, area.Top + 6, area.Right - 8, area.Bottom - 24);
        var step = RoundStep(maximumDose);
        var right = Math.Max(step, Math.Ceiling(maximumDose / step) * step);
        float X(double dose) => (float)(plot.Left + plot.Width * Math.Min(dose, right) / right);
        float Y(double percent) => (float)(plot.Bottom - plot.Height * percent / 100);
        DrawAxes(canvas, plot, step, right, X, Y, doseLabel);
        foreach (var curve in curves)
        {
            using var path = new SKPath();
            for (var n = 0; n < curve.Dose.Count; n++)
            {
                var point = new SKPoint(X(curve.Dose[n]), Y(curve.VolumePercent[n]));
                if (n == 0) path.MoveTo(point);
                else path.LineTo(point);
            }

            using var paint = new SKPaint { Color = curve.Color, Style = SKPaintStyle.Stroke, StrokeWidth = 1.1f, StrokeJoin = SKStrokeJoin.Round, IsAntialias = true };
            canvas.DrawPath(path, paint);
        }
    }

    private static void DrawAxes(SKCanvas canvas, SKRect plot, double step, double right, Func<double, float> x, Func<double, float> y, string doseLabel)
    {
        using var font = ReportFonts.Regular(TextSize);
        using var ink = new SKPaint { Color = Ink, IsAntialias = true };
        using var line = new SKPaint { Color = GridColor, StrokeWidth = 0.4f };
        using var frame = new SKPaint { Color = Ink, StrokeWidth = 0.6f, Style = SKPaintStyle.Stroke };
        for (var tick = 0; tick * step <= right * 1.0001; tick++)
        {
            var at = x(tick * step);
            canvas.DrawLine(at, plot.Top, at, plot.Bottom, line);
            canvas.DrawText((tick * step).ToString("0.###", CultureInfo.InvariantCulture), at, plot.Bottom + 9, SKTextAlign.Center, font, ink);
        }

        for (var percent = 0; percent <= 100; percent += 20)
        {
            canvas.DrawLine(plot.Left, y(percent), plot.Right, y(percent), line);
            canvas.DrawText(percent.ToString(CultureInfo.InvariantCulture), plot.Left - 4, y(percent) + 2.2f, SKTextAlign.Right, font, ink);
        }

        canvas.DrawRect(plot, frame);
        canvas.DrawText(doseLabel, plot.MidX, plot.Bottom + 19, SKTextAlign.Center, font, ink);
        canvas.Save();
        canvas.RotateDegrees(-90, plot.Left - 20, plot.MidY);
        canvas.DrawText("Volume / %", plot.Left - 20, plot.MidY, SKTextAlign.Center, font, ink);
        canvas.Restore();
    }

    // About six ticks of 1, 2 or 5 times a power of ten.
    private static double RoundStep(double maximum)
    {
        var raw = Math.Max(maximum, 1e-6) / 6;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        return (raw / power) switch { <= 1 => power, <= 2 => 2 * power, <= 5 => 5 * power, _ => 10 * power };
    }
}
