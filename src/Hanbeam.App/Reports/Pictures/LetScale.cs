using SkiaSharp;

namespace Hanbeam.App.Reports.Pictures;

/// <summary>Levels of dose-averaged LET, keV/µm, dark to light: light is where carbon ions end, in print as on a screen.</summary>
internal static class LetScale
{
    /// <summary>The levels.</summary>
    public static ColorScale Levels { get; } = new(
    [
        new ColorLevel(10, new SKColor(0x3B, 0x1C, 0x6E)),
        new ColorLevel(20, new SKColor(0x5F, 0x2A, 0x8C)),
        new ColorLevel(30, new SKColor(0x8C, 0x2E, 0x8A)),
        new ColorLevel(40, new SKColor(0xB8, 0x38, 0x76)),
        new ColorLevel(50, new SKColor(0xDD, 0x51, 0x5A)),
        new ColorLevel(70, new SKColor(0xF2, 0x7B, 0x42)),
        new ColorLevel(100, new SKColor(0xFB, 0xB3, 0x3C)),
        new ColorLevel(150, new SKColor(0xF7, 0xF0, 0x8A)),
    ]);
}
