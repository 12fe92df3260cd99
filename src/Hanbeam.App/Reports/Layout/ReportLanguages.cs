namespace Hanbeam.App.Reports.Layout;

/// <summary>Names of the languages.</summary>
internal static class ReportLanguages
{
    /// <summary>The codes of ISO 639-1, in the order of <see cref="ReportLanguage"/>.</summary>
    public static IReadOnlyList<string> Codes { get; } = ["en", "ko", "ja"];

    /// <summary>The code of a language.</summary>
    public static string Code(this ReportLanguage language) => Codes[(int)language];
}
