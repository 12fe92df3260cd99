using Hanbeam.App.Output;
using SkiaSharp;

namespace Hanbeam.App.Reports.Layout;

/// <summary>Writes a report as a PDF of A4 pages with embedded fonts and selectable text. The same content and time give the same bytes.</summary>
internal static class ReportPdf
{
    private const float HeaderBaseline = 32;
    private const float FooterRule = ReportStyle.PageHeight - 40;

    /// <summary>Writes the document to a file.</summary>
    /// <param name="path">The file, in a folder that is renamed when it is whole.</param>
    /// <param name="content">What it says.</param>
    /// <param name="timestamp">The time it is said to be made.</param>
    public static void WriteFile(string path, ReportContent content, DateTimeOffset timestamp)
    {
        using var stream = File.Create(path);
        Write(stream, content, timestamp);
    }

    /// <summary>Writes the document.</summary>
    /// <param name="stream">Where its bytes go.</param>
    /// <param name="content">What it says.</param>
    /// <param name="timestamp">The time it is said to be made.</param>
    public static void Write(Stream stream, ReportContent content, DateTimeOffset timestamp)
    {
        var texts = ReportTexts.Of(content.Language);
        var items = Title(content, texts).Concat(content.Blocks.SelectMany(block => BlockLayout.Lay(block, ReportStyle.ContentWidth))).ToList();
        var pages = Paginator.Place(items, ReportStyle.ContentTop, ReportStyle.ContentBottom);
        var time = timestamp.UtcDateTime;
        using var document = SKDocument.CreatePdf(stream, new SKDocumentPdfMetadata
        {
            Title = content.Title, Creator = "Hanbeam " + AppVersion.Text, Producer = "Hanbeam", Creation = time, Modified = time, RasterDpi = 300, EncodingQuality = 101,
        });
        for (var n = 0; n < pages.Count; n++)
        {
            var canvas = document.BeginPage(ReportStyle.PageWidth, ReportStyle.PageHeight);
            foreach (var (item, y) in pages[n]) item.Draw(canvas, new SKPoint(ReportStyle.Margin, y));
            if (n > 0) Header(canvas, content);
            Footer(canvas, texts, timestamp, n + 1, pages.Count);
            document.EndPage();
        }

        document.Close();
    }

    private static IEnumerable<FlowItem> Title(ReportContent content, ReportTexts texts)
    {
        foreach (var line in BlockLayout.Lines(content.Title, ReportStyle.ContentWidth, ReportStyle.Title)) yield return line with { KeepWithNext = true };
        foreach (var line in BlockLayout.Lines(content.Subtitle.Length > 0 ? content.Subtitle : texts["document.researchOnly"], ReportStyle.ContentWidth, ReportStyle.Label))
            yield return line with { KeepWithNext = true };
        yield return new FlowItem(3, (canvas, at) => Rule(canvas, at.Y + 2.5f)) { KeepWithNext = true };
    }

    private static void Header(SKCanvas canvas, ReportContent content)
    {
        TextPainter.Draw(canvas, TextPainter.Shorten(content.Title, ReportStyle.ContentWidth, ReportStyle.Margins), ReportStyle.Margin, HeaderBaseline, ReportStyle.Margins);
        Rule(canvas, HeaderBaseline + 5);
    }

    private static void Footer(SKCanvas canvas, ReportTexts texts, DateTimeOffset timestamp, int page, int pages)
    {
        Rule(canvas, FooterRule);
        var baseline = FooterRule + 11;
        TextPainter.Draw(canvas, $"Hanbeam {AppVersion.Text} · {AppVersion.Iso(timestamp)} · {texts["document.researchOnly"]}", ReportStyle.Margin, baseline, ReportStyle.Margins);
        TextPainter.Draw(canvas, texts.Format("document.page", page, pages), ReportStyle.PageWidth - ReportStyle.Margin, baseline, ReportStyle.Margins, SKTextAlign.Right);
    }

    private static void Rule(SKCanvas canvas, float y)
    {
        using var paint = new SKPaint { Color = ReportStyle.Rule, StrokeWidth = 0.5f };
        canvas.DrawLine(ReportStyle.Margin, y, ReportStyle.PageWidth - ReportStyle.Margin, y, paint);
    }
}
