using System.Xml.Linq;
using Hanbeam.App.Verification;
using Xunit;

namespace Hanbeam.Tests.App.Verification;

public sealed class ClaimPagesTests
{
    [Fact]
    public void Pages_OfTheCheckout_AreMadeFromItsRecords()
    {
        var folder = SourceTree.Path("docs", "verification");
        var made = ClaimPages.Make(ClaimRecordFolder.Read(Path.Combine(folder, "records")));
        var present = Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)!).Where(name => name is not ("README.md" or "performance.md"));
        Assert.Equal(made.Keys.Order(StringComparer.Ordinal), present.Order(StringComparer.Ordinal));
        Assert.All(made, file => Assert.Equal(file.Value, File.ReadAllText(Path.Combine(folder, file.Key))));
    }

    [Fact]
    public void Page_ShowsBoundReasonAndRun()
    {
        var check = new ClaimCheck("range at 290 MeV/u", 163.2, "163.1 ± 0.5", "mm", "2 eV of I | 0.5 mm", Pass: true);
        var run = new ClaimRun("2026-11-22", "./hanbeam verify --long", "2 processors", "abc1234");
        var page = ClaimPages.Make([Record([check], run)])["CarbonRangeInWater_IsPublished.md"];
        Assert.Contains("# Carbon Range In Water, Is Published\n", page, StringComparison.Ordinal);
        Assert.Contains("| range at 290 MeV/u | 163.2 | 163.1 ± 0.5 | mm | yes | 2 eV of I \\| 0.5 mm |\n", page, StringComparison.Ordinal);
        Assert.Contains("Run on 2026-11-22 by `./hanbeam verify --long` on 2 processors, commit abc1234.", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CarbonRange_MatchesPublishedTable_WithinHalfAMillimetre", "Carbon Range, Matches Published Table, Within Half A Millimetre")]
    [InlineData("DoseOfAPlan_HasD95AndRBE", "Dose Of A Plan, Has D95 And RBE")]
    public void Page_IsTitled_InWords(string claim, string title)
    {
        var record = Record([new ClaimCheck("a", 1, "≤ 2", "mm", "r", Pass: true)], null) with { Claim = claim };
        Assert.Contains($"# {title}\n", ClaimPages.Make([record])[claim + ".md"], StringComparison.Ordinal);
    }

    [Fact]
    public void Index_NamesAFailedClaim()
    {
        var good = new ClaimCheck("a", 1, "≤ 2", "mm", "r", Pass: true);
        var bad = new ClaimCheck("b", 3, "≤ 2", "mm", "r", Pass: false);
        Assert.Contains("| **does not hold** | b: 3 mm (≤ 2) |", ClaimPages.Make([Record([good, bad], null)])["index.md"], StringComparison.Ordinal);
        Assert.Contains("**does not hold**", ClaimPages.Make([Record([], null)])["index.md"], StringComparison.Ordinal);
    }

    [Fact]
    public void Figure_IsDrawn_WithinItsAxes()
    {
        var figure = new ClaimFigure("A & B", "x (mm)", "y (Gy)", [new ClaimSeries("line", [0, 10, 20], [-1, 0.6, 1], false), new ClaimSeries("dots", [5], [0.2], true)]);
        XNamespace svg = "http://www.w3.org/2000/svg";
        var root = XDocument.Parse(SvgPlot.Draw(figure)).Root!;
        var line = root.Descendants(svg + "polyline").Single().Attribute("points")!.Value;
        // 70…700 and 365…40 are the corners of the axes, which run from the first tick to the last: 0…20 and −1…1.
        Assert.Equal("70.0,365.0 385.0,105.0 700.0,40.0", line);
        Assert.Contains(root.Descendants(svg + "text"), text => text.Value == "A & B");
    }

    private static ClaimRecord Record(ClaimCheck[] checks, ClaimRun? run) =>
        new(ClaimRecord.CurrentSchema, "CarbonRangeInWater_IsPublished", "Range_AtAllEnergies_IsPublished", "What.", "Who.", checks, [], [], run);
}
