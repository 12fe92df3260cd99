using SkiaSharp;

namespace Hanbeam.App.Reports.Pictures;

/// <summary>Steps of a difference of doses, blue where the second is lower and red where it is higher; nothing is drawn where they are alike.</summary>
internal static class DifferenceScale
{
    /// <summary>Steps away from 0, per cent, with the colours below and above.</summary>
    public static IReadOnlyList<(double Percent, SKColor Below, SKColor Above)> Steps { get; } =
    [
        (2, new SKColor(0x9E, 0xC9, 0xF0), new SKColor(0xF7, 0xC0, 0x9A)),
        (3, new SKColor(0x4A, 0x90, 0xD9), new SKColor(0xEE, 0x7A, 0x3A)),
        (5, new SKColor(0x1F, 0x4E, 0xB4), new SKColor(0xCC, 0x33, 0x22)),
        (10, new SKColor(0x14, 0x1E, 0x78), new SKColor(0x7A, 0x08, 0x24)),
    ];

    /// <summary>The levels of a map of differences.</summary>
    /// <param name="reference">The dose that is 100 per cent, in the unit of the map.</param>
    public static ColorScale Of(double reference)
    {
        var levels = new List<ColorLevel> { new(double.NegativeInfinity, Steps[^1].Below, Line: false) };
        for (var n = Steps.Count - 1; n >= 0; n--)
            levels.Add(new ColorLevel(-Steps[n].Percent / 100 * reference, n > 0 ? Steps[n - 1].Below : SKColors.Transparent, Line: false));
        levels.AddRange(Steps.Select(step => new ColorLevel(step.Percent / 100 * reference, step.Above, Line: false)));
        return new ColorScale(levels);
    }
}
