using Hanbeam.App.Checks;
using Xunit;

namespace Hanbeam.Tests.App.Checks;

public sealed class CheckVerdictTests
{
    [Theory]
    [InlineData(true, 95, 95, true)]
    [InlineData(true, 94.99, 95, false)]
    [InlineData(true, double.NaN, 95, false)]
    [InlineData(false, 1.5, 1.5, true)]
    [InlineData(false, 1.51, 1.5, false)]
    [InlineData(false, double.NaN, 3, false)]
    public void Limit_IsKept_UpToTheLimitItself(bool isLeast, double value, double limit, bool expected) =>
        Assert.Equal(expected, CheckVerdict.Holds(isLeast, value, limit));

    [Fact]
    public void Sentence_OfAFailure_NamesValueAndLimit()
    {
        var criterion = new CriterionEntry(CriterionKind.Gamma, "gamma 3 %/2 mm, physical dose", "physical", null, 91.234, 95, true, false, "%", "source");
        Assert.Equal("Gamma 3 %/2 mm, physical dose: 91.23 %, at least 95 % is asked for.", CheckVerdict.Sentence(criterion));
    }
}
