using SkiaSharp;

namespace Hanbeam.App.Reports.Pictures;

/// <summary>Levels of a quantity and their colours: a line at each level, a wash from each to the next.</summary>
/// <param name="Levels">Ascending, in the unit of the map.</param>
internal sealed record ColorScale(IReadOnlyList<ColorLevel> Levels)
{
    /// <summary>Colour of a value, transparent below the lowest level.</summary>
    /// <param name="value">The value.</param>
    /// <param name="alpha">Opacity of what is shown.</param>
    public SKColor Wash(double value, byte alpha)
    {
        for (var n = Levels.Count - 1; n >= 0; n--)
            if (value >= Levels[n].Value) return Levels[n].Color.Alpha == 0 ? SKColors.Transparent : Levels[n].Color.WithAlpha(alpha);
        return SKColors.Transparent;
    }
}

/// <summary>A level.</summary>
/// <param name="Value">In the unit of the map.</param>
/// <param name="Color">Its colour.</param>
/// <param name="Heavy">Whether its line is the one that everybody looks for.</param>
/// <param name="Line">Whether it has a line, besides the wash up to the next level; a colour without opacity has no wash.</param>
internal sealed record ColorLevel(double Value, SKColor Color, bool Heavy = false, bool Line = true);
