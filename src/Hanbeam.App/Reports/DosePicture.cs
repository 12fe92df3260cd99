using Hanbeam.Numerics.Grids;
using SkiaSharp;

namespace Hanbeam.App.Reports;

/// <summary>Draws one plane: CT in grey, dose as a wash with isodose lines, contours and orientation letters.</summary>
/// <param name="hounsfield">CT, HU.</param>
/// <param name="dose">Dose on its grid.</param>
/// <param name="referenceDose">Dose that counts as 100 per cent, in the unit of <paramref name="dose"/>.</param>
/// <param name="structures">What to outline.</param>
internal sealed class DosePicture(Grid<float> hounsfield, Grid<float> dose, double referenceDose, IReadOnlyList<PictureStructure> structures)
{
    // The usual soft-tissue window of a planning CT, wide enough to keep bone and air apart.
    private const double WindowLowerHu = -300;
    private const double WindowUpperHu = 500;
    private const byte WashAlpha = 105;

    /// <summary>Draws a plane into a rectangle, keeping its proportions.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="area">The rectangle.</param>
    /// <param name="plane">The plane.</param>
    /// <param name="letterSize">Height of the orientation letters; the lines' width follows it.</param>
    public void Draw(SKCanvas canvas, SKRect area, PlaneGeometry plane, float letterSize)
    {
        var scale = Math.Min(area.Width / plane.Width, area.Height / plane.Height);
        var frame = SKRect.Create(area.MidX - 0.5f * scale * plane.Width, area.MidY - 0.5f * scale * plane.Height, scale * plane.Width, scale * plane.Height);
        canvas.Save();
        canvas.ClipRect(frame);
        var dosePlane = PlaneRaster.Cut(dose, plane, outside: 0);
        using (var image = SKImage.FromBitmap(Paint(PlaneRaster.Cut(hounsfield, plane, outside: -1000), dosePlane)))
            canvas.DrawImage(image, frame, new SKSamplingOptions(SKFilterMode.Linear));
        canvas.Translate(frame.Left, frame.Top);
        canvas.Scale(scale);
        var lineWidth = letterSize / 9 / scale;
        foreach (var (percent, color) in IsodoseScale.Levels)
            Stroke(canvas, dosePlane, (float)(percent / 100 * referenceDose), color, 0.7f * lineWidth);
        foreach (var item in structures)
            Stroke(canvas, StructureSection.Cut(item.Structure, plane), 0.5f, item.Color, 1.3f * lineWidth);
        canvas.Restore();
        DrawLetters(canvas, frame, plane, letterSize);
    }

    private SKBitmap Paint(PlaneRaster ct, PlaneRaster dosePlane)
    {
        var bitmap = new SKBitmap(new SKImageInfo(ct.Geometry.Width, ct.Geometry.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (var row = 0; row < ct.Geometry.Height; row++)
        {
            for (var column = 0; column < ct.Geometry.Width; column++)
            {
                var grey = 255 * Math.Clamp((ct[column, row] - WindowLowerHu) / (WindowUpperHu - WindowLowerHu), 0, 1);
                var wash = IsodoseScale.Wash(100 * dosePlane[column, row] / referenceDose, WashAlpha);
                var share = wash.Alpha / 255.0;
                byte Mix(byte color) => (byte)Math.Round((1 - share) * grey + share * color);
                bitmap.SetPixel(column, row, new SKColor(Mix(wash.Red), Mix(wash.Green), Mix(wash.Blue)));
            }
        }

        return bitmap;
    }

    private static void Stroke(SKCanvas canvas, PlaneRaster raster, float level, SKColor color, float width)
    {
        using var path = LevelLines.Trace(raster, level);
        if (path.IsEmpty) return;
        using var paint = new SKPaint { Color = color, Style = SKPaintStyle.Stroke, StrokeWidth = width, StrokeCap = SKStrokeCap.Round, IsAntialias = true };
        canvas.DrawPath(path, paint);
    }

    private static void DrawLetters(SKCanvas canvas, SKRect frame, PlaneGeometry plane, float size)
    {
        using var font = ReportFonts.Bold(size);
        using var paint = new SKPaint { Color = SKColors.White, IsAntialias = true };
        var (left, right, top, bottom) = plane.Letters;
        var inset = 0.4f * size;
        canvas.DrawText(left, frame.Left + inset, frame.MidY + 0.35f * size, SKTextAlign.Left, font, paint);
        canvas.DrawText(right, frame.Right - inset, frame.MidY + 0.35f * size, SKTextAlign.Right, font, paint);
        canvas.DrawText(top, frame.MidX, frame.Top + 1.1f * size, SKTextAlign.Center, font, paint);
        canvas.DrawText(bottom, frame.MidX, frame.Bottom - inset, SKTextAlign.Center, font, paint);
    }
}
