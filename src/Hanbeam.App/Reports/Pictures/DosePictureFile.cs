using System.Globalization;
using Hanbeam.App.Reports.Layout;
using SkiaSharp;

namespace Hanbeam.App.Reports.Pictures;

/// <summary>A PNG of the planes of a report beside each other, with the dose scale and a caption.</summary>
internal static class DosePictureFile
{
    private const int Height = 560;
    private const int Margin = 16;
    private const int ScaleWidth = 96;
    private const int CaptionHeight = 40;
    private static readonly SKColor CaptionColor = new(0xCC, 0xCC, 0xCC);
    private static readonly SKColor Background = new(0x12, 0x12, 0x14);

    /// <summary>Writes the picture.</summary>
    /// <param name="stream">Where its bytes go.</param>
    /// <param name="view">What to draw.</param>
    /// <param name="caption">One line below the planes.</param>
    public static void Write(Stream stream, DoseView view, string caption)
    {
        var widths = view.Planes.Select(plane => (int)Math.Round(Height * plane.Width / (double)plane.Height)).ToArray();
        var total = widths.Sum() + (widths.Length + 1) * Margin + ScaleWidth;
        using var surface = SKSurface.Create(new SKImageInfo(total, Height + Margin + CaptionHeight, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var canvas = surface.Canvas;
        canvas.Clear(Background);
        float x = Margin;
        for (var n = 0; n < widths.Length; n++)
        {
            view.Picture.Draw(canvas, SKRect.Create(x, Margin, widths[n], Height), view.Planes[n], letterSize: 18);
            x += widths[n] + Margin;
        }

        DrawScale(canvas, x, view.Reference);
        DrawCaption(canvas, caption);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        data.SaveTo(stream);
    }

    private static void DrawScale(SKCanvas canvas, float x, string reference)
    {
        var style = new TextStyle(16) { Color = SKColors.White };
        TextPainter.Draw(canvas, "dose, % of", x, Margin + 16, style);
        TextPainter.Draw(canvas, reference, x, Margin + 36, style with { Size = 14 });
        for (var n = 0; n < IsodoseScale.Levels.Count; n++)
        {
            var (percent, color) = IsodoseScale.Levels[^(n + 1)];
            using var fill = new SKPaint { Color = color };
            canvas.DrawRect(SKRect.Create(x, Margin + 52 + 30 * n, 22, 22), fill);
            TextPainter.Draw(canvas, "≥ " + percent.ToString("0", CultureInfo.InvariantCulture), x + 30, Margin + 69 + 30 * n, style);
        }
    }

    private static void DrawCaption(SKCanvas canvas, string caption) =>
        TextPainter.Draw(canvas, caption, Margin, Height + Margin + 26, new TextStyle(16) { Color = CaptionColor });
}
