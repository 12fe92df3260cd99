using SkiaSharp;

namespace Hanbeam.App.Reports.Layout;

/// <summary>Draws traffic lights whose shapes differ as well as their colours, for grey prints and colour-blind readers.</summary>
internal static class TrafficLightPainter
{
    // Okabe and Ito's bluish green, orange and vermilion.
    private static readonly SKColor Green = new(0x00, 0x9E, 0x73);
    private static readonly SKColor Amber = new(0xE6, 0x9F, 0x00);
    private static readonly SKColor Red = new(0xD5, 0x5E, 0x00);

    /// <summary>Draws a light.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="middle">Its middle.</param>
    /// <param name="size">Its width and height.</param>
    /// <param name="light">Which.</param>
    public static void Draw(SKCanvas canvas, SKPoint middle, float size, TrafficLight light)
    {
        var half = 0.5f * size;
        switch (light)
        {
            case TrafficLight.Met:
                Fill(canvas, Green, path => path.AddCircle(middle.X, middle.Y, half));
                break;
            case TrafficLight.Tolerated:
                Fill(canvas, Amber, path => path.AddPoly([new(middle.X, middle.Y - half), new(middle.X + half, middle.Y + half), new(middle.X - half, middle.Y + half)]));
                break;
            case TrafficLight.Missed:
                Fill(canvas, Red, path => path.AddRect(SKRect.Create(middle.X - half, middle.Y - half, size, size)));
                Cross(canvas, middle, 0.55f * half);
                break;
            case TrafficLight.Unknown:
                using (var ring = new SKPaint { Color = ReportStyle.Faint, Style = SKPaintStyle.Stroke, StrokeWidth = 0.9f, IsAntialias = true })
                    canvas.DrawCircle(middle, 0.8f * half, ring);
                break;
            case TrafficLight.None:
            default:
                break;
        }
    }

    private static void Fill(SKCanvas canvas, SKColor color, Action<SKPath> shape)
    {
        using var path = new SKPath();
        shape(path);
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        canvas.DrawPath(path, paint);
    }

    private static void Cross(SKCanvas canvas, SKPoint middle, float reach)
    {
        using var white = new SKPaint { Color = SKColors.White, StrokeWidth = 1.1f, IsAntialias = true };
        canvas.DrawLine(middle.X - reach, middle.Y - reach, middle.X + reach, middle.Y + reach, white);
        canvas.DrawLine(middle.X - reach, middle.Y + reach, middle.X + reach, middle.Y - reach, white);
    }
}
