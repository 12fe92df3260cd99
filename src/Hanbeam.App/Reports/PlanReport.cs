using System.Globalization;
using SkiaSharp;

namespace Hanbeam.App.Reports;

/// <summary>The one-page report of a plan.</summary>
internal static class PlanReport
{
    // More sentences than this do not fit on the page; summary.json has all of them.
    private const int MostWarnings = 8;

    /// <summary>Writes the PDF.</summary>
    public static void Write(Stream stream, PlanReportContent content, DateTimeOffset timestamp)
    {
        using var document = new ReportDocument(stream, content.Title, timestamp);
        document.AddPage(page => Fill(page, content));
    }

    private static void Fill(ReportPage page, PlanReportContent content)
    {
        page.Title(content.Title, "Research use only · not a medical device");
        Facts(page, content.Facts);
        page.Heading("Beams");
        page.Table(ReportPage.MarginPt, ReportPage.ContentWidth, content.BeamColumns, content.Beams, firstShare: 0.12f);
        page.Heading($"Dose in three planes through the target's centroid; isodoses in per cent of {content.ReferenceDose}");
        Planes(page, content);
        page.Legend(IsodoseScale.Levels.Select(level => (level.Color, level.Percent.ToString("0' %'", CultureInfo.InvariantCulture))));
        page.Legend(content.Legend);
        page.Heading("Dose-volume histograms and figures");
        Histograms(page, content);
        Warnings(page, content.Warnings);
    }

    private static void Facts(ReportPage page, IReadOnlyList<(string Label, string Value)> facts)
    {
        var rows = (facts.Count + 1) / 2;
        var width = 0.5f * ReportPage.ContentWidth - 6;
        var top = page.Y;
        page.Facts(ReportPage.MarginPt, width, facts.Take(rows));
        page.Beside(top, () => page.Facts(ReportPage.MarginPt + width + 12, width, facts.Skip(rows)));
    }

    private static void Planes(ReportPage page, PlanReportContent content)
    {
        page.Skip(3);
        var area = page.Area(172);
        const float gap = 5;
        var available = area.Width - gap * (content.Planes.Count - 1);
        var widths = content.Planes.Select(plane => plane.Width / (float)plane.Height).ToArray();
        var height = Math.Min(area.Height, available / widths.Sum());
        var x = area.Left + 0.5f * (available - height * widths.Sum());
        for (var n = 0; n < widths.Length; n++)
        {
            content.Picture.Draw(page.Canvas, SKRect.Create(x, area.Top + 0.5f * (area.Height - height), height * widths[n], height), content.Planes[n], letterSize: 8);
            x += height * widths[n] + gap;
        }
    }

    private static void Histograms(ReportPage page, PlanReportContent content)
    {
        var top = page.Y;
        var area = page.Area(210);
        var plot = new SKRect(area.Left, area.Top, area.Left + 0.41f * area.Width, area.Bottom);
        DvhPlot.Draw(page.Canvas, plot, content.Histograms, content.MaximumDose, content.DoseLabel);
        page.Beside(top, () => page.Table(plot.Right + 8, area.Right - plot.Right - 8, content.StructureColumns, content.Structures, firstShare: 0.22f));
    }

    private static void Warnings(ReportPage page, IReadOnlyList<string> warnings)
    {
        if (warnings.Count == 0) return;
        page.Heading("Warnings");
        foreach (var warning in warnings.Take(MostWarnings)) page.Paragraph("• " + warning);
        if (warnings.Count > MostWarnings)
            page.Paragraph(string.Create(CultureInfo.InvariantCulture, $"• and {warnings.Count - MostWarnings} more in summary.json"));
    }
}
