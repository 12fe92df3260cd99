using System.Text;
using Hanbeam.App.Reports.Layout;
using SkiaSharp;
using Xunit;
using PdfDocument = UglyToad.PdfPig.PdfDocument;

namespace Hanbeam.Tests.App.Reports.Layout;

public sealed class ReportPdfTests
{
    private const int Rows = 130;
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<int, string, string> Samples => new()
    {
        { (int)ReportLanguage.English, "Prescribed dose 57.6 Gy(RBE), ≥ 3 keV/µm – mean ± 2 %", "Page 2 of" },
        { (int)ReportLanguage.Korean, "선량체적히스토그램(DVH)과 위험장기의 처방선량 57.6 Gy(RBE)", "쪽" },
        { (int)ReportLanguage.Japanese, "線量体積ヒストグラム（DVH）とリスク臓器の処方線量 57.6 Gy(RBE)", "ページ" },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void Write_AnyLanguage_GivesTextThatCanBeTakenOut(int language, string sentence, string pageWord)
    {
        using var pdf = PdfDocument.Open(Pdf(Content((ReportLanguage)language, sentence), Noon));
        var text = string.Concat(pdf.GetPages().Select(page => page.Text));
        Assert.Contains(Bare(sentence), Bare(text));
        Assert.Contains(Bare(pageWord), Bare(text));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Write_AnyLanguage_GivesTextThatPopplerReads(int language, string sentence, string pageWord)
    {
        using var folder = new TemporaryFolder();
        var file = folder["report.pdf"];
        await File.WriteAllBytesAsync(file, Pdf(Content((ReportLanguage)language, sentence), Noon), TestContext.Current.CancellationToken);
        var run = await ToolRun.Start("pdftotext", ["-layout", file, "-"]);
        Assert.Contains(sentence, run.Output);
        Assert.Contains(pageWord, run.Output);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Write_EveryPage_SaysThatItIsNoMedicalDevice(int language, string sentence, string pageWord)
    {
        Assert.NotEmpty(pageWord);
        using var pdf = PdfDocument.Open(Pdf(Content((ReportLanguage)language, sentence), Noon));
        var note = Bare(ReportTexts.Of((ReportLanguage)language)["document.researchOnly"]);
        Assert.True(pdf.NumberOfPages > 2);
        Assert.All(pdf.GetPages(), page => Assert.Contains(note, Bare(page.Text)));
    }

    [Fact]
    public void Write_LongTable_RepeatsItsHeaderAndLosesNoRow()
    {
        using var pdf = PdfDocument.Open(Pdf(Content(ReportLanguage.English, "x"), Noon));
        var words = pdf.GetPages().Select(page => page.GetWords().Select(word => word.Text).ToList()).ToList();
        Assert.All(words, page => Assert.Contains("Quantity", page));
        Assert.Equal(Enumerable.Range(0, Rows).Select(row => $"row{row}"), words.SelectMany(page => page).Where(word => word.StartsWith("row", StringComparison.Ordinal)));
    }

    [Fact]
    public void Write_SameContentAndTime_GivesTheSameBytes() =>
        Assert.Equal(Pdf(Content(ReportLanguage.Japanese, "同じ"), Noon), Pdf(Content(ReportLanguage.Japanese, "同じ"), Noon));

    [Fact]
    public void Write_Time_StandsInTheFileAndOnThePage()
    {
        using var pdf = PdfDocument.Open(Pdf(Content(ReportLanguage.English, "x"), Noon));
        Assert.Contains("20260131120000", pdf.Information.CreationDate);
        Assert.Contains("2026-01-31T12:00:00Z", pdf.GetPage(1).Text);
    }

    [Fact]
    public async Task Write_CharacterThatNoFontHas_StaysInTheText()
    {
        using var folder = new TemporaryFolder();
        var file = folder["report.pdf"];
        await File.WriteAllBytesAsync(file, Pdf(new ReportContent("Name", ReportLanguage.English, [new ParagraphBlock("Kim \U00020BB7野 家")]), Noon), TestContext.Current.CancellationToken);
        var run = await ToolRun.Start("pdftotext", [file, "-"]);
        Assert.Contains("Kim \U00020BB7野 家", run.Output);
    }

    [Fact]
    public void Write_BlocksOfEveryKind_AllShow()
    {
        var drawn = 0;
        ReportBlock[] blocks =
        [
            new HeadingBlock("Heading", 2), new ParagraphBlock("Paragraph"), new BulletsBlock(["Bullet"]), new FactsBlock([("Label", "Value"), ("Other", "Fact"), ("Third", "Pair")]),
            new TableBlock([new TableColumn("Column", ColumnAlign.Left)], [[new TableCell("Cell", TrafficLight.Missed)], [new TableCell("Met", TrafficLight.Met)]]),
            new FiguresBlock(50, [new ReportFigure(1, (_, _) => drawn++, "Caption"), new ReportFigure(2, (_, area) => drawn += area.Width > 0 ? 1 : 0)]),
            new LegendBlock([new LegendEntry(SKColors.Red, "Legend")]), new CalloutBlock(CalloutKind.Warning, "Callout", ["Sentence"]),
            new PageBreakBlock(), new TogetherBlock([new ParagraphBlock("Together")]),
        ];
        using var pdf = PdfDocument.Open(Pdf(new ReportContent("Title", ReportLanguage.English, blocks) { Subtitle = "Subtitle" }, Noon));
        var words = pdf.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text).ToList();
        foreach (var word in new[] { "Title", "Subtitle", "Heading", "Paragraph", "Bullet", "Label", "Value", "Fact", "Pair", "Column", "Cell", "Caption", "Legend", "Callout", "Sentence", "Together" })
            Assert.Contains(word, words);
        Assert.Equal(2, drawn);
        Assert.Equal(2, pdf.NumberOfPages);
    }

    private static ReportContent Content(ReportLanguage language, string sentence) => new("Title", language,
    [
        new ParagraphBlock(sentence),
        new TableBlock([new TableColumn("Quantity", ColumnAlign.Left), new TableColumn("Value")], [.. Enumerable.Range(0, Rows).Select(row => (TableCell[])[$"row{row}", "1.0"])]),
    ]);

    private static byte[] Pdf(ReportContent content, DateTimeOffset time)
    {
        using var stream = new MemoryStream();
        ReportPdf.Write(stream, content, time);
        return stream.ToArray();
    }

    // Where blanks are is up to the reader: a PDF holds positions.
    private static string Bare(string text) => string.Concat(text.Normalize(NormalizationForm.FormC).Where(letter => !char.IsWhiteSpace(letter)));
}
