using Hanbeam.App.Reports.Layout;
using SkiaSharp;
using Xunit;

namespace Hanbeam.Tests.App.Reports.Layout;

public sealed class TextPainterTests
{
    private static readonly TextStyle Style = new(40);

    [Theory]
    [InlineData("가힣뷁")] // the first and last Hangul syllable, and one outside the 2350 of KS X 1001
    [InlineData("亜腕弌熙")] // ends of JIS X 0208 level 1 and level 2
    [InlineData("あンーｱﾞ、。「」")]
    [InlineData("Šøżя Ωµ ±×≥≤°²³⁻₂•–—…□")]
    [InlineData("伽詰")] // ends of the hanja of KS X 1001
    public void Fonts_HaveTheCharacters(string text) => Assert.All(text.EnumerateRunes(), rune => Assert.True(TextPainter.Has(rune), rune.ToString()));

    [Theory]
    [InlineData("한")]
    [InlineData("線")]
    [InlineData("µ")]
    [InlineData("ｶ")]
    public void Draw_Character_LooksUnlikeTheBoxOfAMissingOne(string character)
    {
        Assert.NotEqual(Pixels("\U0001F600", Style), Pixels(character, Style));
        Assert.NotEqual(Pixels("\U0001F600", Style with { Bold = true }), Pixels(character, Style with { Bold = true }));
    }

    [Fact]
    public void Draw_MissingCharacter_IsABoxThatIsSeen()
    {
        Assert.Equal(Pixels("□", Style), Pixels("\U0001F600", Style));
        Assert.Contains(Pixels("\U0001F600", Style), value => value != 0xFF);
    }

    [Fact]
    public void Draw_BoldHangulOutsideTheBoldFace_IsSetUpright() => Assert.Equal(Pixels("뷁", Style), Pixels("뷁", Style with { Bold = true }));

    [Fact]
    public void Draw_DecomposedHangul_IsTheSyllable() => Assert.Equal(Pixels("한", Style), Pixels("\u1112\u1161\u11AB", Style));

    [Fact]
    public void Width_OfARun_IsTheSumOfItsCharacters()
    {
        const string text = "Kim 김철수 山田ﾔﾏﾀﾞ\U0001F600";

        // Rounding of single precision.
        Assert.Equal(text.EnumerateRunes().Sum(rune => TextPainter.Width(rune.ToString(), Style)), TextPainter.Width(text, Style), 1e-3f);
    }

    [Fact]
    public void Shorten_LongName_EndsWithAnEllipsisAndFits()
    {
        var shortened = TextPainter.Shorten(new string('長', 40), 300, Style);
        Assert.EndsWith("長…", shortened);
        Assert.True(TextPainter.Width(shortened, Style) <= 300);
        Assert.Equal("short", TextPainter.Shorten("short", 300, Style));
    }

    private static byte[] Pixels(string text, TextStyle style)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(60, 60, SKColorType.Gray8, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        TextPainter.Draw(canvas, text, 5, 45, style);
        return bitmap.Bytes;
    }
}
