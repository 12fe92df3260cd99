using Hanbeam.App.Translation;
using SkiaSharp;

namespace Hanbeam.App.Reports.Plots;

/// <summary>The curve of a translation as a picture: doses of a fraction in one model over those in the other.</summary>
internal static class TranslationPlot
{
    private const int Width = 480;
    private const int Height = 340;
    private const int Scale = 2;

    /// <summary>Writes a PNG.</summary>
    /// <param name="stream">Where its bytes go.</param>
    /// <param name="document">The translation.</param>
    public static void Write(Stream stream, TranslationDocument document)
    {
        using var surface = SKSurface.Create(new SKImageInfo(Scale * Width, Scale * Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale(Scale);
        PlotPainter.Draw(surface.Canvas, SKRect.Create(8, 6, Width - 16, Height - 12), Of(document));
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        data.SaveTo(stream);
    }

    /// <summary>The plot.</summary>
    public static Plot Of(TranslationDocument document)
    {
        double[] x = [.. document.Curve.Select(dose => dose.FromGyRbe)];
        return new Plot(new PlotAxis($"dose of a fraction, Gy(RBE) {document.From}") { Minimum = 0 }, new PlotAxis($"dose of a fraction, Gy(RBE) {document.To}") { Minimum = 0 },
        [
            new BandSeries("5 to 95 %", PlotPalette.At(0), x, [.. document.Curve.Select(dose => dose.LowGyRbe)], [.. document.Curve.Select(dose => dose.HighGyRbe)]),
            new LineSeries("mean", PlotPalette.At(0), x, [.. document.Curve.Select(dose => dose.ToGyRbe)]),
            new LineSeries("equal doses", PlotPalette.At(6), x, x) { Dash = 1 },
            new ScatterSeries("asked", PlotPalette.At(1), [document.FromPerFractionGyRbe], [document.ToPerFractionGyRbe]),
        ])
        { Title = $"{document.From} to {document.To}: {document.Region}" };
    }
}
