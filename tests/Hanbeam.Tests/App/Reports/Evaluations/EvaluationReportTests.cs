using Xunit;
using PdfDocument = UglyToad.PdfPig.PdfDocument;

namespace Hanbeam.Tests.App.Reports.Evaluations;

/// <summary>evaluate --report on the demo's plan folder.</summary>
public sealed class EvaluationReportTests(DemoPlanFixture demo)
{
    [Fact]
    public async Task Report_OfTwoModels_ShowsBothWithGoalsAndDifferences()
    {
        using var folder = new TemporaryFolder();
        var plan = Path.Combine(await demo.FolderAsync(), "plan");
        var run = await CommandLineRunner.Run("evaluate", plan, "--rbe", "mmkm-qst,constant:3", "--goals", "head-and-neck-mmkm-16", "--report", "--language", "ko", "--out", folder["out"]);
        Assert.True(run.Code == 0, run.Error);
        using var pdf = PdfDocument.Open(folder["out", "report.pdf"]);
        var text = string.Concat(pdf.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text));
        foreach (var expected in new[] { "선량평가", "HANBEAMHEAD", "mmkm-qst", "constant:3", "임상목표", "충족", "Brainstem", "V95%", "선량평균LET", "Δ" }) Assert.Contains(expected, text);
    }

    [Theory]
    [InlineData("--report", "--report writes report.pdf into the folder of --out")]
    [InlineData("--language=de", "--language de is not one of en, ko, ja")]
    public async Task Report_WithoutAFolderOrInAnotherLanguage_IsRefusedInOneSentence(string option, string sentence)
    {
        var run = await CommandLineRunner.Run("evaluate", "nowhere", option);
        Assert.Equal(2, run.Code);
        Assert.Contains(sentence, Assert.Single(run.ErrorLines));
    }
}
