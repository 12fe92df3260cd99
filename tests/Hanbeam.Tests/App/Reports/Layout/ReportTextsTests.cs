using System.Text.RegularExpressions;
using Hanbeam.App.Reports.Layout;
using Xunit;

namespace Hanbeam.Tests.App.Reports.Layout;

public sealed partial class ReportTextsTests
{
    public static TheoryData<int> Languages => [.. Enum.GetValues<ReportLanguage>().Select(language => (int)language)];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Texts_OfEveryLanguage_HaveTheSameKeysAndPlaces(int language)
    {
        var (english, other) = (ReportTexts.Of(ReportLanguage.English), ReportTexts.Of((ReportLanguage)language));
        Assert.Equal(english.Keys, other.Keys);
        Assert.All(english.Keys, key => Assert.Equal(Places(english[key]), Places(other[key])));
        Assert.All(other.Keys, key => Assert.False(string.IsNullOrWhiteSpace(other[key]), key));
    }

    [Fact]
    public void Texts_AreUsed_AndWhatIsUsedIsThere()
    {
        var keys = ReportTexts.Of(ReportLanguage.English).Keys.ToHashSet();
        var source = string.Concat(SourceTree.Files("src/Hanbeam.App", "*.cs").Select(file => File.ReadAllText(SourceTree.Path(file))));
        var families = keys.Select(key => key.Split('.')[0]).ToHashSet();
        var used = Key().Matches(source).Select(match => match.Groups[1].Value).ToHashSet();
        var prefixes = Prefix().Matches(source).Select(match => match.Groups[1].Value).ToList();
        Assert.DoesNotContain(used, key => families.Contains(key.Split('.')[0]) && !key.EndsWith('.') && !FileName().IsMatch(key) && !keys.Contains(key));
        Assert.DoesNotContain(keys, key => !used.Contains(key) && !prefixes.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData((int)ReportLanguage.Korean, "의료기기가 아닙니다")]
    [InlineData((int)ReportLanguage.Japanese, "医療機器ではありません")]
    public void ResearchSentence_SaysThatHanbeamIsNoMedicalDevice(int language, string part) =>
        Assert.Contains(part, ReportTexts.Of((ReportLanguage)language)["document.researchOnly"]);

    [Theory]
    [MemberData(nameof(Languages))]
    public void Texts_AreInTheFonts(int language)
    {
        var texts = ReportTexts.Of((ReportLanguage)language);
        var missing = texts.Keys.SelectMany(key => texts[key].EnumerateRunes()).Where(rune => rune.Value != '\n' && !TextPainter.Has(rune)).Distinct();
        Assert.Empty(missing);
    }

    private static string[] Places(string text) => [.. Place().Matches(text).Select(match => match.Value).Order()];

    [GeneratedRegex(@"\{\d[^}]*\}")]
    private static partial Regex Place();

    [GeneratedRegex("""
        "([a-z]+\.[A-Za-z0-9.]+)"
        """)]
    private static partial Regex Key();

    [GeneratedRegex(@"\.(yaml|json|pdf|dcm|csv|mha|png)$")]
    private static partial Regex FileName();

    // texts["beams." + title]
    [GeneratedRegex("""
        "([a-z]+\.[A-Za-z0-9.]*)" \+
        """)]
    private static partial Regex Prefix();
}
