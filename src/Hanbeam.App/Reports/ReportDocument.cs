using Hanbeam.App.Output;
using SkiaSharp;

namespace Hanbeam.App.Reports;

/// <summary>A PDF of A4 pages with embedded fonts and selectable text. The same content and time give the same bytes.</summary>
internal sealed class ReportDocument : IDisposable
{
    private readonly SKDocument document;
    private readonly string footer;

    /// <summary>Starts a document.</summary>
    /// <param name="stream">Where its bytes go.</param>
    /// <param name="title">Its title.</param>
    /// <param name="timestamp">The time it is said to be made.</param>
    public ReportDocument(Stream stream, string title, DateTimeOffset timestamp)
    {
        var time = timestamp.UtcDateTime;
        document = SKDocument.CreatePdf(stream, new SKDocumentPdfMetadata
        {
            Title = title, Creator = "Hanbeam " + AppVersion.Text, Producer = "Hanbeam", Creation = time, Modified = time, RasterDpi = 300, EncodingQuality = 101,
        });
        footer = $"Hanbeam {AppVersion.Text} · {AppVersion.Iso(timestamp)} · For research, commissioning and education only. Not a medical device.";
    }

    /// <summary>Adds a page.</summary>
    /// <param name="draw">Fills it from top to bottom.</param>
    public void AddPage(Action<ReportPage> draw)
    {
        var canvas = document.BeginPage(ReportPage.WidthPt, ReportPage.HeightPt);
        var page = new ReportPage(canvas);
        draw(page);
        page.Footer(footer);
        document.EndPage();
    }

    /// <summary>Ends the document.</summary>
    public void Dispose()
    {
        document.Close();
        document.Dispose();
    }
}
