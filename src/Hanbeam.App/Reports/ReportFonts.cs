using SkiaSharp;

namespace Hanbeam.App.Reports;

/// <summary>The fonts that Hanbeam carries with it, so that a report looks the same on a machine without any.</summary>
internal static class ReportFonts
{
    private static readonly Lazy<SKTypeface> RegularFace = new(() => Load("DejaVuSans.ttf"));
    private static readonly Lazy<SKTypeface> BoldFace = new(() => Load("DejaVuSans-Bold.ttf"));

    /// <summary>Upright text.</summary>
    /// <param name="size">Height, in the units of the canvas.</param>
    public static SKFont Regular(float size) => new(RegularFace.Value, size) { Subpixel = true, LinearMetrics = true, Hinting = SKFontHinting.None };

    /// <summary>Headings.</summary>
    /// <param name="size">Height, in the units of the canvas.</param>
    public static SKFont Bold(float size) => new(BoldFace.Value, size) { Subpixel = true, LinearMetrics = true, Hinting = SKFontHinting.None };

    private static SKTypeface Load(string name)
    {
        using var stream = typeof(ReportFonts).Assembly.GetManifestResourceStream("fonts/" + name)
            ?? throw new InvalidOperationException($"the font {name} is not part of this build");
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    }
}
