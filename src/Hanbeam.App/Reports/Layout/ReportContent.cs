namespace Hanbeam.App.Reports.Layout;

/// <summary>A report as its author hands it over: blocks in reading order. Pages, headers and footers are the document's work.</summary>
/// <param name="Title">Title of the report, and of the PDF.</param>
/// <param name="Language">Language of what the document itself says; its author writes the blocks in the same.</param>
/// <param name="Blocks">What it says.</param>
internal sealed record ReportContent(string Title, ReportLanguage Language, IReadOnlyList<ReportBlock> Blocks)
{
    /// <summary>One line below the title, or empty.</summary>
    public string Subtitle { get; init; } = "";
}
