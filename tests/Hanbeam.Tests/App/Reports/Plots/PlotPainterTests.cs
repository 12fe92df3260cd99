using Hanbeam.App.Reports.Plots;
using SkiaSharp;
using Xunit;

namespace Hanbeam.Tests.App.Reports.Plots;

public sealed class PlotPainterTests
{
    private const int Width = 400;
    private const int Height = 300;
    private static readonly SKColor Color = new(0xFF, 0, 0);

    public static TheoryData<PlotSeriesKind> Kinds => [.. Enum.GetValues<PlotSeriesKind>()];

    public enum PlotSeriesKind
    {
        Line,
        Steps,
        Band,
        Bars,
        Scatter,
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Draw_Series_PutsItsColourBetweenTheAxes(PlotSeriesKind kind)
    {
        double[] x = [1, 2, 3];
        double[] y = [2, 8, 4];
        PlotSeries series = kind switch
        {
            PlotSeriesKind.Line => new LineSeries("", Color, x, y),
            PlotSeriesKind.Steps => new LineSeries("", Color, x, y) { Steps = true, Dash = 1 },
            PlotSeriesKind.Band => new BandSeries("", Color, x, [1, 4, 2], y),
            PlotSeriesKind.Bars => new BarSeries("", Color, x, y) { Lower = [1, 7, 3], Upper = [3, 9, 5] },
            _ => new ScatterSeries("", Color, x, y),
        };
        Assert.Equal(0, Coloured([]));

        // The least of them are three dots of 1.8 pixels: 30 pixels, less what is mixed with the paper at their edges.
        Assert.InRange(Coloured([series]), 10, Width * Height);
    }

    [Fact]
    public void Draw_ValuesThatAreNotFinite_InterruptALine()
    {
        double[] x = [0, 1, 2, 3, 4];
        var whole = Coloured([new LineSeries("", Color, x, [1, 1, 1, 1, 1])]);
        var broken = Coloured([new LineSeries("", Color, x, [1, 1, double.NaN, 1, 1])]);

        // The two stretches beside the missing point are half of the line.
        Assert.Equal(0.5, broken / (double)whole, 0.05);
    }

    [Fact]
    public void Draw_NamedSeries_GetALegend() =>
        Assert.True(Coloured([new BarSeries("Name", Color, [1], [0])]) > Coloured([new BarSeries("", Color, [1], [0])]));

    private static int Coloured(IReadOnlyList<PlotSeries> series)
    {
        using var bitmap = new SKBitmap(Width, Height);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.White);
            PlotPainter.Draw(canvas, SKRect.Create(0, 0, Width, Height), new Plot(new PlotAxis("x / mm"), new PlotAxis("y / Gy"), series));
        }

        return bitmap.Pixels.Count(pixel => pixel.Red > pixel.Blue + 50);
    }
}
