using Hanbeam.App.Centre;
using Hanbeam.App.Reports.Centres;
using Hanbeam.App.Reports.Layout;
using Hanbeam.Centre.Simulation;
using Hanbeam.Numerics.Work;
using Xunit;
using PdfDocument = UglyToad.PdfPig.PdfDocument;

namespace Hanbeam.Tests.App.Reports.Centres;

/// <summary>The reports of the centres that ship.</summary>
public sealed class CentreReportTests
{
    private const string Noon = "2026-01-31T12:00:00Z";

    private static readonly Lazy<CentreRunResult> ThreeRooms = new(() =>
        CentreSimulator.Run(CentreFile.Read(Case("three-rooms.yaml")).Centre with { Replications = 2, Years = 1 }, WorkContext.Default));

    [Theory]
    [InlineData((int)ReportLanguage.English, "How many patients", "The answer in three sentences", "Referrals limit", "Terms", "technologist")]
    [InlineData((int)ReportLanguage.Korean, "환자를 얼마나 치료할 수", "세 문장으로 답하면", "환자 수를 제한하는 것은", "용어", "치료실")]
    [InlineData((int)ReportLanguage.Japanese, "どれだけの患者を", "3文での答え", "患者数を制限するのは", "用語", "治療室")]
    public void Compose_InALanguage_AnswersTheQuestion(int language, params string[] expected)
    {
        using var stream = new MemoryStream();
        ReportPdf.Write(stream, CentreReport.Compose(ThreeRooms.Value, null, (ReportLanguage)language), DateTimeOffset.UnixEpoch);
        var text = Text(stream.ToArray());
        foreach (var part in expected) Assert.Contains(Bare(part), text);
        Assert.Contains("SAGAHIMAT", text);
    }

    [Fact]
    public async Task Run_WithASectionAboutPower_WritesItIntoTheReport()
    {
        using var folder = new TemporaryFolder();
        await Run("centre", "run", Case("three-rooms.yaml"), "--replications", "2", "--language", "ja", "--timestamp", Noon, "--out", folder["out"]);
        var text = Text(await File.ReadAllBytesAsync(folder["out", "report.pdf"], TestContext.Current.CancellationToken));
        foreach (var part in new[] { "電力とエネルギー", "照射1回あたりの電力量", "パルス平準化" }) Assert.Contains(part, text);
    }

    [Fact]
    public async Task Compare_TwoWithThreeRooms_SaysWhatTheThirdChangesAndWhatTheFilesSayDifferently()
    {
        using var folder = new TemporaryFolder();
        string[] command = ["centre", "compare", Case("two-rooms.yaml"), Case("three-rooms.yaml"), "--replications", "10", "--timestamp", Noon];
        await Run([.. command, "--out", folder["first"]]);
        await Run([.. command, "--threads", "1", "--out", folder["second"]]);
        Assert.Equal(await Bytes("first"), await Bytes("second"));
        var text = Text(await Bytes("first"));
        foreach (var part in new[] { "What changes from", "courses started", "95 % confidence interval", "rooms[3].ports", "Two rooms: What holds the centre back" }) Assert.Contains(Bare(part), text);
        Task<byte[]> Bytes(string name) => File.ReadAllBytesAsync(folder[name, "report.pdf"], TestContext.Current.CancellationToken);
    }

    private static string Case(string file) => SourceTree.Path("cases", "centre-two-or-three-rooms", file);

    private static async Task Run(params string[] arguments)
    {
        var run = await CommandLineRunner.Run(arguments);
        Assert.True(run.Code == 0, run.Error);
    }

    private static string Text(byte[] file)
    {
        using var pdf = PdfDocument.Open(file);
        return Bare(string.Concat(pdf.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text)));
    }

    private static string Bare(string text) => text.Replace(" ", "", StringComparison.Ordinal);
}
