using SkiaSharp;

namespace Hanbeam.App.Reports;

/// <summary>Isodose levels in per cent of the prescription and their colours, from cold to hot.</summary>
internal static class IsodoseScale
{
    /// <summary>Levels, ascending.</summary>
    public static IReadOnlyList<(double Percent, SKColor Color)> Levels { get; } =
    [
        (10, new SKColor(0x3B, 0x4C, 0xC0)),
        (30, new SKColor(0x2E, 0x9B, 0xD6)),
        (50, new SKColor(0x2C, 0xB8, 0xA0)),
        (70, new SKColor(0x8B, 0xC3, 0x4A)),
        (90, new SKColor(0xF6, 0xC4, 0x45)),
        (95, new SKColor(0xF0, 0x7F, 0x2E)),
        (105, new SKColor(0xD7, 0x26, 0x3D)),
    ];

    /// <summary>Colour of a dose, transparent below the lowest level.</summary>
    /// <param name="percent">Per cent of the prescription.</param>
    /// <param name="alpha">Opacity of what is shown.</param>
    public static SKColor Wash(double percent, byte alpha)
    {
        for (var n = Levels.Count - 1; n >= 0; n--)
            if (percent >= Levels[n].Percent) return Levels[n].Color.WithAlpha(alpha);
        return SKColors.Transparent;
    }
}
