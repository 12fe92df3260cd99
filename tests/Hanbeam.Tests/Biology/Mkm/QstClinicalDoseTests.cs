using Hanbeam.Biology.LinearQuadratic;
using Xunit;

namespace Hanbeam.Tests.Biology.Mkm;

public sealed class QstClinicalDoseTests
{
    private static readonly IRbeModel Model = RbeModels.Get("mmkm-qst");
    private static readonly double SqrtBeta = Model.SqrtBeta(6, 12, 100);

    [Theory]
    [InlineData(3.65, 2.36, 1.53)]
    [InlineData(9.63, 1.494, 2.41)]
    [InlineData(15, 1.10, 3.27)]
    public void Evaluate_PublishedCheckValues_GiveThreePointSixGyRbe(double specificEnergyGy, double doseGy, double rbe)
    {
        var value = Evaluate(doseGy, 0.172 + 0.0615 * specificEnergyGy);
        Assert.Equal(3.6, value, 0.005 * value); // dose and z* are given with three digits
        Assert.Equal(rbe, value / doseGy, 0.006); // half a unit of the last digit, and that of the dose
    }

    [Theory]
    [InlineData(0.433, 3.172)]
    [InlineData(1.604, 8.489)]
    public void Evaluate_TwoGray_GivesTheCheckValues(double alphaPerGy, double gyRbe) => Assert.Equal(gyRbe, Evaluate(2, alphaPerGy), 5e-4); // last digit

    [Theory]
    [InlineData(0.01)]
    [InlineData(2.0)]
    [InlineData(100)]
    public void Evaluate_AlphaOfTheReference_HasTheClinicalFactorAtEveryDose(double doseGy) =>
        Assert.Equal(2.41, Evaluate(doseGy, 0.764) / doseGy, 1e-11); // rounding of the root at small dose

    [Theory]
    [InlineData(0.2)]
    [InlineData(1.8)]
    public void Evaluate_SmallAndLargeDose_HaveTheirLimits(double alphaPerGy)
    {
        const double Small = 1e-6, Large = 1e7;
        Assert.Equal(2.41 * alphaPerGy / 0.764, Evaluate(Small, alphaPerGy) / Small, 1e-6 * 2.41 * 3); // terms of order β d
        Assert.Equal(2.41, Evaluate(Large, alphaPerGy) / Large, 1e-5); // terms of order α/(β d)
    }

    [Fact]
    public void Evaluate_ReferenceBeamAtTenPercentSurvival_HasTheKnownDose()
    {
        // D10 of α 0.764, β 0.0615 is 2.508 Gy; the clinical dose there is 6.04 Gy(RBE); X-rays (0.313) need 4.082 Gy: RBE10 1.63.
        static double D10(double alpha, double beta) => (-alpha + Math.Sqrt(alpha * alpha + 4 * beta * Math.Log(10))) / (2 * beta);
        Assert.Equal(2.508, D10(0.764, 0.0615), 5e-4);
        Assert.Equal(1.63, D10(0.313, 0.0615) / D10(0.764, 0.0615), 0.005);
        Assert.Equal(6.04, Evaluate(D10(0.764, 0.0615), 0.764), 0.005);
    }

    private static double Evaluate(double doseGy, double alphaPerGy) => Model.Evaluate(doseGy, alphaPerGy * doseGy, SqrtBeta * doseGy).GyRbe;
}
