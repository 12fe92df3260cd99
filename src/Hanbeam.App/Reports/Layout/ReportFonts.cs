using SkiaSharp;

namespace Hanbeam.App.Reports.Layout;

/// <summary>The fonts that Hanbeam carries with it (Fonts/PROVENANCE.md), so that a report looks the same on a machine without any.</summary>
internal static class ReportFonts
{
    private static readonly Lazy<SKTypeface> RegularLoaded = new(() => Load("HanbeamReportSans-Regular.otf"));
    private static readonly Lazy<SKTypeface> LatinLoaded = new(() => Load("HanbeamReportSans-Latin.ttf"));
    private static readonly Lazy<SKTypeface> BoldLoaded = new(() => Load("HanbeamReportSans-Bold.otf"));

    /// <summary>Upright: the commoner Latin, Greek and Cyrillic, kana, kanji of JIS X 0208, hanja of KS X 1001 and every modern Hangul syllable.</summary>
    public static SKTypeface RegularFace => RegularLoaded.Value;

    /// <summary>Bold: the same scripts with the commoner half of kanji and Hangul.</summary>
    public static SKTypeface BoldFace => BoldLoaded.Value;

    /// <summary>Upright: the letters of European names and the indices that the others lack.</summary>
    public static SKTypeface LatinFace => LatinLoaded.Value;

    /// <summary>A font of a face.</summary>
    /// <param name="face">The face.</param>
    /// <param name="size">Height, in the units of the canvas.</param>
    public static SKFont Of(SKTypeface face, float size) => new(face, size) { Subpixel = true, LinearMetrics = true, Hinting = SKFontHinting.None };

    private static SKTypeface Load(string name)
    {
        using var stream = typeof(ReportFonts).Assembly.GetManifestResourceStream("fonts/" + name)
            ?? throw new InvalidOperationException($"the font {name} is not part of this build");
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    }
}
