using Hanbeam.App.Reports.Layout;

namespace Hanbeam.App.Reports.Centres;

/// <summary>The terms that a reader from outside the field meets.</summary>
internal static class CentreGlossary
{
    private static readonly string[] Terms = ["fraction", "course", "referral", "replication", "spread", "roomUse", "beamUse", "wait", "overtime", "availability"];
    private static readonly string[] PowerTerms = ["demand", "standby"];

    /// <summary>The terms of a simulated centre, with those of its power or without.</summary>
    public static ReportBlock Block(bool withPower, ReportTexts texts) => Block(withPower ? [.. Terms, .. PowerTerms] : Terms, texts);

    /// <summary>The terms of a centre's power.</summary>
    public static ReportBlock OfPower(ReportTexts texts) => Block(["fraction", .. PowerTerms], texts);

    private static TogetherBlock Block(IEnumerable<string> terms, ReportTexts texts) => new(
    [
        new HeadingBlock(texts["centre.terms"]),
        new FactsBlock([.. terms.Select(term => (texts["centre.term." + term], texts["centre.meaning." + term]))], Columns: 1),
    ]);
}
