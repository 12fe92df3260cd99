using SkiaSharp;

namespace Hanbeam.App.Reports.Layout;

/// <summary>How text looks.</summary>
/// <param name="Size">Height of the font, in the units of the canvas.</param>
/// <param name="Bold">Whether it is bold.</param>
internal sealed record TextStyle(float Size, bool Bold = false)
{
    // Kanji and Hangul fill their square, so lines need more air than Latin alone.
    private const float Leading = 1.42f;

    /// <summary>Its colour.</summary>
    public SKColor Color { get; init; } = ReportStyle.Ink;

    /// <summary>From one line to the next.</summary>
    public float LineHeight => Leading * Size;

    /// <summary>From the top of a line to its baseline.</summary>
    public float Baseline => 1.06f * Size;
}
