using SkiaSharp;

namespace Hanbeam.App.Reports.Plots;

/// <summary>Colours for series: Okabe and Ito's palette, made to be told apart with any kind of colour vision, the darker ones first.</summary>
internal static class PlotPalette
{
    private static readonly SKColor[] Colors =
    [
        new(0x00, 0x72, 0xB2), new(0xD5, 0x5E, 0x00), new(0x00, 0x9E, 0x73), new(0xCC, 0x79, 0xA7), new(0xE6, 0x9F, 0x00), new(0x56, 0xB4, 0xE9), new(0x33, 0x33, 0x33),
    ];

    /// <summary>The colour of the n-th series.</summary>
    public static SKColor At(int n) => Colors[n % Colors.Length];
}
