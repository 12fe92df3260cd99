using Hanbeam.App.Reports.Plots;
using SkiaSharp;

namespace Hanbeam.App.Centre;

/// <summary>A plot as a PNG file of its own.</summary>
internal static class PlotFile
{
    // Points of a half page, at three pixels a point.
    private const int WidthPt = 360, HeightPt = 216, PixelsPerPoint = 3;

    /// <summary>Writes it.</summary>
    public static void Write(string path, Plot plot)
    {
        using var surface = SKSurface.Create(new SKImageInfo(WidthPt * PixelsPerPoint, HeightPt * PixelsPerPoint, SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale(PixelsPerPoint);
        PlotPainter.Draw(surface.Canvas, SKRect.Create(4, 4, WidthPt - 8, HeightPt - 8), plot);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        using var stream = File.Create(path);
        data.SaveTo(stream);
    }
}
