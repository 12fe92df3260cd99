using Hanbeam.App.Reports.Layout;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using SkiaSharp;

namespace Hanbeam.App.Reports.Pictures;

/// <summary>Draws one plane: CT in grey, a map (dose or LET) as a wash with lines of equal value, contours and orientation letters.</summary>
/// <param name="hounsfield">CT, HU.</param>
/// <param name="map">The map on its grid.</param>
/// <param name="scale">Its levels.</param>
/// <param name="structures">What to outline.</param>
internal sealed class DosePicture(Grid<float> hounsfield, Grid<float> map, ColorScale scale, IReadOnlyList<PictureStructure> structures)
{
    // The usual soft-tissue window of a planning CT, wide enough to keep bone and air apart.
    private const double WindowLowerHu = -300;
    private const double WindowUpperHu = 500;
    private const byte WashAlpha = 140;
    private static readonly SKColor LetterBackground = new(0x20, 0x20, 0x20);

    /// <summary>Draws a plane into a rectangle, keeping its proportions.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="area">The rectangle.</param>
    /// <param name="plane">The plane.</param>
    /// <param name="letterSize">Height of the orientation letters; the lines' width follows it.</param>
    /// <param name="marked">A point that is marked with a cross, or null.</param>
    public void Draw(SKCanvas canvas, SKRect area, PlaneGeometry plane, float letterSize, Vector3d? marked = null)
    {
        var zoom = Math.Min(area.Width / plane.Width, area.Height / plane.Height);
        var frame = SKRect.Create(area.MidX - 0.5f * zoom * plane.Width, area.MidY - 0.5f * zoom * plane.Height, zoom * plane.Width, zoom * plane.Height);
        canvas.Save();
        canvas.ClipRect(frame);
        var values = PlaneRaster.Cut(map, plane, outside: 0);
        using (var bitmap = Paint(PlaneRaster.Cut(hounsfield, plane, outside: -1000), values))
        using (var image = SKImage.FromBitmap(bitmap))
            canvas.DrawImage(image, frame, new SKSamplingOptions(SKFilterMode.Linear));
        canvas.Translate(frame.Left, frame.Top);
        canvas.Scale(zoom);
        var lineWidth = letterSize / 9 / zoom;
        foreach (var level in scale.Levels.Where(level => level.Line))
        {
            using var path = LevelLines.Trace(values, (float)level.Value);
            Stroke(canvas, path, level.Color, (level.Heavy ? 1.1f : 0.6f) * lineWidth);
        }

        foreach (var item in structures) Outline(canvas, StructureSection.Cut(item.Structure, plane), item.Color, lineWidth);
        canvas.Restore();
        if (marked is { } point) DrawCross(canvas, frame, zoom, plane, point, letterSize);
        DrawLetters(canvas, frame, plane, letterSize);
    }

    private SKBitmap Paint(PlaneRaster ct, PlaneRaster values)
    {
        var bitmap = new SKBitmap(new SKImageInfo(ct.Geometry.Width, ct.Geometry.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var pixels = bitmap.GetPixelSpan();
        for (var n = 0; n < ct.Values.Length; n++)
        {
            var grey = 255 * Math.Clamp((ct.Values[n] - WindowLowerHu) / (WindowUpperHu - WindowLowerHu), 0, 1);
            var wash = scale.Wash(values.Values[n], WashAlpha);
            var share = wash.Alpha / 255.0;
            byte Mix(byte color) => (byte)Math.Round((1 - share) * grey + share * color);
            var pixel = pixels.Slice(4 * n, 4);
            (pixel[0], pixel[1], pixel[2], pixel[3]) = (Mix(wash.Red), Mix(wash.Green), Mix(wash.Blue), byte.MaxValue);
        }

        return bitmap;
    }

    // A dark edge sets outlines apart from isodoses of a like colour.
    private static void Outline(SKCanvas canvas, PlaneRaster section, SKColor color, float lineWidth)
    {
        using var path = LevelLines.Trace(section, 0.5f);
        Stroke(canvas, path, LetterBackground, 2.1f * lineWidth);
        Stroke(canvas, path, color, 1.2f * lineWidth);
    }

    private static void Stroke(SKCanvas canvas, SKPath path, SKColor color, float width)
    {
        if (path.IsEmpty) return;
        using var paint = new SKPaint { Color = color, Style = SKPaintStyle.Stroke, StrokeWidth = width, StrokeCap = SKStrokeCap.Round, IsAntialias = true };
        canvas.DrawPath(path, paint);
    }

    // Four strokes around the point, which itself stays to be seen.
    private static void DrawCross(SKCanvas canvas, SKRect frame, float zoom, PlaneGeometry plane, Vector3d point, float size)
    {
        var (column, row) = plane.Pixel(point);
        var (x, y) = (frame.Left + zoom * (float)(column + 0.5), frame.Top + zoom * (float)(row + 0.5));
        foreach (var (width, color) in new[] { (0.28f, SKColors.Black), (0.12f, SKColors.White) })
        {
            using var paint = new SKPaint { Color = color, StrokeWidth = width * size, IsAntialias = true };
            foreach (var (across, down) in new[] { (1, 0), (-1, 0), (0, 1), (0, -1) })
                canvas.DrawLine(x + 0.5f * size * across, y + 0.5f * size * down, x + 1.4f * size * across, y + 1.4f * size * down, paint);
        }
    }

    private static void DrawLetters(SKCanvas canvas, SKRect frame, PlaneGeometry plane, float size)
    {
        var (left, right, top, bottom) = plane.Letters;
        DrawLetter(canvas, left, frame.Left + 0.85f * size, frame.MidY, size);
        DrawLetter(canvas, right, frame.Right - 0.85f * size, frame.MidY, size);
        DrawLetter(canvas, top, frame.MidX, frame.Top + 0.85f * size, size);
        DrawLetter(canvas, bottom, frame.MidX, frame.Bottom - 0.85f * size, size);
    }

    // White on a dark disc, to be read over bone and over air.
    private static void DrawLetter(SKCanvas canvas, string letter, float x, float y, float size)
    {
        using var disc = new SKPaint { Color = LetterBackground, IsAntialias = true };
        canvas.DrawCircle(x, y, 0.68f * size, disc);
        TextPainter.Draw(canvas, letter, x, y + 0.36f * size, new TextStyle(size, Bold: true) { Color = SKColors.White }, SKTextAlign.Center);
    }
}
