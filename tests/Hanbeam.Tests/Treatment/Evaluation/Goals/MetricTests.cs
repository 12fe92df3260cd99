using CsCheck;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Evaluation.Goals;
using Xunit;

namespace Hanbeam.Tests.Treatment.Evaluation.Goals;

/// <summary>Names of metrics: what is read, what is refused, and that a name printed and read again is the same metric.</summary>
public sealed class MetricTests
{
    private static readonly MetricUnit[] DoseUnits = [MetricUnit.Gray, MetricUnit.GrayRbe, MetricUnit.KeVPerUm, MetricUnit.Rbe, MetricUnit.Percent];

    // Numbers of up to nine digits: all that a name of at most fifteen characters can hold exactly.
    private static Gen<double> Number(int most) => Gen.Select(Gen.Int[0, most], Gen.Int[0, 999]).Select((whole, thousandths) => double.Parse($"{whole}.{thousandths:000}", System.Globalization.CultureInfo.InvariantCulture));

    private static readonly Gen<Metric> AnyMetric = Gen.Select(Gen.Int[0, 9], Number(100), Number(100_000), Gen.Int[0, DoseUnits.Length - 1].Select(n => DoseUnits[n]), Gen.Bool).Select((kind, percent, number, unit, flag) => kind switch
    {
        0 => Metric.DoseAtPercent(Math.Min(100, percent), unit),
        1 => Metric.DoseAtCc(number, unit),
        2 => Metric.VolumeAt(number, unit, flag ? MetricUnit.Percent : MetricUnit.CubicCentimetre),
        3 => Metric.MeanIn(unit),
        4 => Metric.MaxIn(unit),
        5 => Metric.MinIn(unit),
        6 => Metric.EudIn((flag ? 1 : -1) * Math.Round(number + 0.5, 3), unit),
        7 => Metric.Homogeneity,
        8 => Metric.Conformity(Math.Round(percent + 0.5, 3)),
        _ => Metric.Gradient,
    });

    [Fact]
    public void Name_PrintedAndRead_IsTheSameMetric() => AnyMetric.Sample(metric => Metric.Parse(metric.ToString()) == metric);

    [Theory]
    [InlineData("D95%[Gy(RBE)]", "D95%[Gy(RBE)]")]
    [InlineData("D0.1cc[Gy]", "D0.1cc[Gy]")]
    [InlineData("D00.50cc[Gy]", "D0.5cc[Gy]")]
    [InlineData("V20Gy(RBE)[%]", "V20Gy(RBE)[%]")]
    [InlineData("V20Gy[cc]", "V20Gy[cc]")]
    [InlineData("V95%[%]", "V95%[%]")]
    [InlineData("D95%[%]", "D95%[%]")]
    [InlineData("Mean[keV/µm]", "Mean[keV/um]")]
    [InlineData("V50keV/um[%]", "V50keV/um[%]")]
    [InlineData("Mean[RBE]", "Mean[RBE]")]
    [InlineData("EUD-10[Gy(RBE)]", "EUD-10[Gy(RBE)]")]
    [InlineData(" HI ", "HI")]
    [InlineData("CI95%", "CI95%")]
    [InlineData("GI", "GI")]
    public void Name_ThatIsValid_IsRead(string text, string canonical) => Assert.Equal(canonical, Metric.Parse(text).ToString());

    [Theory]
    [InlineData("D95[Gy]", 4, "D95%[Gy]")]
    [InlineData("D95%", 5, "D95%[Gy]")]
    [InlineData("d95%[Gy(RBE)]", 1, "D95%[Gy(RBE)]")]
    [InlineData("D95%[GyRBE]", 8, "D95%[Gy(RBE)]")]
    [InlineData("D95%[cGy]", 6, "D95%[Gy]")]
    [InlineData("D2cm3[Gy]", 3, "D2cc[Gy]")]
    [InlineData("V20[%]", 4, "V20%[%]")]
    [InlineData("V20Gy", 6, "V20Gy[%]")]
    [InlineData("V20Gy[%]x", 9, "V20Gy[%]")]
    [InlineData("Dmean[Gy]", 2, "Mean[Gy]")]
    [InlineData("Dmax[Gy(RBE)]", 2, "Max[Gy(RBE)]")]
    [InlineData("mean[Gy]", 1, "Mean[Gy]")]
    [InlineData("D150%[Gy]", 2, "D150cc[Gy]")]
    [InlineData("D-2%[Gy]", 2, "D2%[Gy]")]
    [InlineData("D1.2.3cc[Gy]", 2, "D1cc[Gy]")]
    [InlineData("D.5cc[Gy]", 2, "D5cc[Gy]")]
    [InlineData("CI", 3, "CI95%")]
    [InlineData("EUD0[Gy]", 5, "EUD1[Gy]")]
    [InlineData("D1234567890123456cc[Gy]", 2, "D95cc[Gy]")]
    [InlineData("", 1, "HI")]
    public void Name_ThatIsNone_IsRefusedWithPlaceAndNearest(string text, int place, string nearest)
    {
        var error = Assert.Throws<InputException>(() => Metric.Parse(text));
        Assert.Contains($"at character {place},", error.Message, StringComparison.Ordinal);
        Assert.EndsWith($"did you mean {nearest}?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Suggestion_ForAnyText_IsAValidName() =>
        Gen.String[Gen.Char["DVMeanGyRBE%[]()0123456789.,-ckuxÄ "], 0, 24].Sample(text =>
        {
            try
            {
                Metric.Parse(text);
            }
            catch (InputException error)
            {
                var at = error.Message.LastIndexOf("mean ", StringComparison.Ordinal);
                Metric.Parse(error.Message[(at + 5)..^1]);
            }
        });

    [Theory]
    [InlineData("D95%[Gy(RBE)] >= 54.7", "D95%[Gy(RBE)] >= 54.7")]
    [InlineData("V20Gy(RBE)[%]<=30", "V20Gy(RBE)[%] <= 30")]
    [InlineData("Max[Gy] ≤ 45.0", "Max[Gy] <= 45")]
    [InlineData("HI < 0.1", "HI < 0.1")]
    [InlineData("V95%[%] > 99", "V95%[%] > 99")]
    public void Goal_ThatIsValid_IsRead(string text, string canonical) => Assert.Equal(canonical, GoalExpression.Parse(text).ToString());

    [Theory]
    [InlineData("D95%[Gy(RBE)]", "has no limit")]
    [InlineData("D95%[Gy(RBE)] >= 54.7 Gy", "'54.7 Gy' is no number")]
    [InlineData("D95%[Gy(RBE)] >= 54,7", "'54,7' is no number")]
    [InlineData("D95%[Gy(RBE)] => 54.7", "at character 15, '=>' is no comparison")]
    [InlineData("D95[Gy(RBE)] >= 54.7", "did you mean D95%[Gy(RBE)]?")]
    [InlineData("Max[Gy] <= -1", "'-1' is no number")]
    public void Goal_ThatIsNone_IsRefused(string text, string says) =>
        Assert.Contains(says, Assert.Throws<InputException>(() => GoalExpression.Parse(text)).Message, StringComparison.Ordinal);
}
