using Hanbeam.Biology.LinearQuadratic;
using Xunit;

namespace Hanbeam.Tests.Biology.LinearQuadratic;

public sealed class PhotonCurveTests
{
    private static readonly PhotonCurve Straight = new(0.1, 0.05, 30);
    private static readonly PhotonCurve Quadratic = new(0.313, 0.0615);

    [Theory]
    [InlineData(0)]
    [InlineData(1e-9)]
    [InlineData(2)]
    [InlineData(30)]
    [InlineData(31)]
    [InlineData(500)]
    public void DoseOf_EffectOfADose_IsThatDose(double dose)
    {
        foreach (var curve in new[] { Straight, Quadratic }) Assert.Equal(dose, curve.DoseOf(curve.Effect(dose)).DoseGy, 1e-12 * Math.Max(1, dose));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(47.9)] // just below the effect of 48 at D_t
    [InlineData(48.1)]
    [InlineData(300)]
    public void DoseOf_Slope_EqualsFiniteDifference(double effect)
    {
        const double Step = 1e-4; // central: error of order 1e-8 times the third derivative
        foreach (var curve in new[] { Straight, Quadratic })
        {
            var difference = (curve.DoseOf(effect + Step).DoseGy - curve.DoseOf(effect - Step).DoseGy) / (2 * Step);
            Assert.Equal(difference, curve.DoseOf(effect).Slope, 1e-6 * difference);
        }
    }

    [Fact]
    public void Effect_AtTheThreshold_GoesOnWithTheLargestSlope()
    {
        Assert.Equal(3.1, Straight.LargestSlopePerGy, 1e-12);
        Assert.Equal(48, Straight.Effect(30), 1e-12);
        Assert.Equal(48 + 31, Straight.Effect(40), 1e-12);
        Assert.Equal(Straight.DoseOf(48 - 1e-9).Slope, Straight.DoseOf(48 + 1e-9).Slope, 1e-9);
    }
}
