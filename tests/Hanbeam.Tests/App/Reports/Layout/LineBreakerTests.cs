using Hanbeam.App.Reports.Layout;
using Xunit;

namespace Hanbeam.Tests.App.Reports.Layout;

public sealed class LineBreakerTests
{
    private static readonly TextStyle Style = new(10);

    [Theory]
    [InlineData("The dose of a plan is calculated on a grid that spans the whole CT of the patient.")]
    [InlineData("모든 빔의 선량을 합산하여 표적 체적의 처방선량과 비교하고 위험장기의 최대선량을 확인합니다.")]
    [InlineData("全ビームの線量を合算し、標的体積の処方線量と比較して、リスク臓器の最大線量を確認する（直列臓器を含む）。")]
    [InlineData("/a/very/long/path/without/any/blank/that/must/be/broken/somewhere/in/the/middle/of/it.machine")]
    public void Break_Text_FitsAndLosesNothing(string text)
    {
        var lines = LineBreaker.Break(text, 90, Style);
        Assert.True(lines.Count > 2);
        Assert.All(lines, line => Assert.True(TextPainter.Width(line, Style) <= 90.01f, line));
        Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), string.Concat(lines).Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Break_Korean_KeepsWordsWhole()
    {
        const string text = "모든 빔의 선량을 합산하여 처방선량과 비교합니다";
        Assert.All(LineBreaker.Break(text, 70, Style).SelectMany(line => line.Split(' ')), word => Assert.Contains(word, text.Split(' ')));
    }

    [Fact]
    public void Break_Japanese_StartsNoLineWithAStopAndEndsNoneWithABracket()
    {
        const string text = "線量、線量。（線量）「線量」ター。（線量、線）";
        for (var width = 30; width < 120; width += 7)
        {
            var lines = LineBreaker.Break(text, width, Style);
            Assert.DoesNotContain(lines.Skip(1), line => "、。）」ー".Contains(line[0], StringComparison.Ordinal));
            Assert.DoesNotContain(lines, line => "（「".Contains(line[^1], StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Break_LineFeed_StartsALine() => Assert.Equal(["a b", "", "c"], LineBreaker.Break("a b\n\nc", 90, Style));
}
