using System.CommandLine;
using Hanbeam.App.Reports.Layout;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Commands;

/// <summary>The options of the commands that write a report.</summary>
internal static class ReportOptions
{
    /// <summary>Language of the report.</summary>
    public static Option<string?> Language { get; } = new("--language") { HelpName = "L", Description = "Language of the report: en, ko or ja; default: en." };

    /// <summary>The language asked for.</summary>
    public static ReportLanguage LanguageOf(CommandRun run)
    {
        if (run.Parse.GetValue(Language) is not { } code) return ReportLanguage.English;
        for (var n = 0; n < ReportLanguages.Codes.Count; n++)
            if (ReportLanguages.Codes[n] == code) return (ReportLanguage)n;
        throw new InputException($"--language {code} is not one of {string.Join(", ", ReportLanguages.Codes)}.");
    }
}
