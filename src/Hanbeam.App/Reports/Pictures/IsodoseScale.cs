using SkiaSharp;

namespace Hanbeam.App.Reports.Pictures;

/// <summary>
/// Isodose levels in per cent of the reference dose, cold in blue to hot in magenta as planners are used to. The line of 100 per cent is left
/// out: in a target irradiated evenly it runs through noise.
/// </summary>
internal static class IsodoseScale
{
    /// <summary>The line that coverage is judged by.</summary>
    private const double CoveragePercent = 95;

    /// <summary>Levels, ascending.</summary>
    public static IReadOnlyList<(double Percent, SKColor Color)> Levels { get; } =
    [
        (10, new SKColor(0x2B, 0x3F, 0xC8)),
        (30, new SKColor(0x1E, 0x90, 0xE0)),
        (50, new SKColor(0x12, 0xB8, 0xB8)),
        (70, new SKColor(0x2E, 0xA8, 0x4A)),
        (80, new SKColor(0xA6, 0xC8, 0x2A)),
        (90, new SKColor(0xF5, 0xD4, 0x2A)),
        (CoveragePercent, new SKColor(0xF2, 0x8C, 0x1E)),
        (105, new SKColor(0xDB, 0x1F, 0x2B)),
        (107, new SKColor(0xC4, 0x1C, 0xB4)),
    ];

    /// <summary>The levels of a dose.</summary>
    /// <param name="reference">The dose that is 100 per cent, in the unit of the map.</param>
    public static ColorScale Of(double reference) => new([.. Levels.Select(level => new ColorLevel(level.Percent / 100 * reference, level.Color, level.Percent == CoveragePercent))]);
}
