using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Biology.Translation;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.Biology.Translation;

public sealed class DoseTranslatorTests
{
    private static readonly IRbeModel Qst = RbeModels.Get("mmkm-qst");
    private static readonly IRbeModel Lem = RbeModels.Get("lem1:chordoma");
    private static readonly double QstRoot = Math.Sqrt(0.0615);

    [Theory]
    [InlineData("mmkm-qst")]
    [InlineData("lem1:chordoma")]
    [InlineData("lem1:hsg")]
    [InlineData("kanai")]
    [InlineData("smk:hsg-2018")]
    [InlineData("physical")]
    [InlineData("constant:1.1")]
    public void PhysicalGy_OfTheDoseOfADose_IsThatDose(string name)
    {
        var model = RbeModels.Get(name);
        foreach (var dose in new[] { 1e-3, 0.2, 1.494, 7, 12, 45 })
            foreach (var (alpha, root) in new[] { (0.2, 0.25), (1.7, 0.1) })
                Assert.Equal(dose, DoseTranslator.PhysicalGy(model, alpha, root, model.Evaluate(dose, alpha * dose, root * dose).GyRbe), 1e-11 * Math.Max(1, dose));
    }

    [Fact]
    public void Translate_OnePoint_IsTheOtherModelsDoseOfThePhysicalDose()
    {
        // The reference beam: 3.6 Gy(RBE) are 3.6/2.41 Gy, which the local effect model weighs by its own coefficients.
        var result = new DoseTranslator(Qst, Lem).Translate(3.6, [new RadiationQuality(0.764, QstRoot, 0.7, 0.2, 50, 1)]);
        var dose = 3.6 / 2.41;
        Assert.Equal(dose, result.PhysicalGy, 1e-12);
        var effect = 0.7 * dose + 0.04 * dose * dose;
        var expected = (-0.1 + Math.Sqrt(0.01 + 0.2 * effect)) / 0.1;
        Assert.Equal(expected, result.ToGyRbe, 1e-12);
        Assert.Equal(expected / 3.6, result.Factor, 1e-12);
        Assert.Equal(expected, result.LowGyRbe, 1e-12);
        Assert.Equal(expected, result.HighGyRbe, 1e-12);
        Assert.Equal(50, result.LetKeVPerUm, 1e-12);
    }

    [Fact]
    public void Translate_ThereAndBack_IsTheSameDose()
    {
        var there = new DoseTranslator(Qst, Lem).Translate(4.2, [new RadiationQuality(0.9, QstRoot, 0.8, 0.19, 60, 1)]);
        var back = new DoseTranslator(Lem, Qst).Translate(there.ToGyRbe, [new RadiationQuality(0.8, 0.19, 0.9, QstRoot, 60, 1)]);
        Assert.Equal(4.2, back.ToGyRbe, 1e-10);
    }

    [Fact]
    public void Translate_OneModelIntoItself_ChangesNothing()
    {
        var result = new DoseTranslator(Lem, Lem).Translate(3, [new RadiationQuality(0.8, 0.19, 0.8, 0.19, 60, 2), new RadiationQuality(0.3, 0.2, 0.3, 0.2, 12, 1)]);
        Assert.Equal(3, result.LowGyRbe, 1e-11);
        Assert.Equal(3, result.HighGyRbe, 1e-11);
    }

    [Fact]
    public void Translate_SeveralPoints_HasTheWeightedMeanAndTheBand()
    {
        // From physical dose to a constant RBE nothing depends on the point; quality enters by the other model's alpha alone.
        var region = Enumerable.Range(1, 100).Select(n => new RadiationQuality(0, 0, 0.01 * n, 0.2, n, 1)).ToList();
        var model = RbeModels.Get("mkm:hsg-2010");
        var each = region.Select(point => model.Evaluate(2, 2 * point.ToAlpha, 0.4).GyRbe).ToList();
        var result = new DoseTranslator(RbeModels.Get("physical"), model).Translate(2, region);
        Assert.Equal(each.Average(), result.ToGyRbe, 1e-12);
        Assert.Equal((each[4], each[94]), (result.LowGyRbe, result.HighGyRbe));
        Assert.Equal(50.5, result.LetKeVPerUm, 1e-12);
    }

    [Fact]
    public void Translate_NoDose_IsRefused()
    {
        var translator = new DoseTranslator(Qst, Lem);
        Assert.Throws<InputException>(() => translator.Translate(0, [new RadiationQuality(1, 1, 1, 1, 1, 1)]));
        Assert.Throws<InputException>(() => translator.Translate(double.NaN, [new RadiationQuality(1, 1, 1, 1, 1, 1)]));
        Assert.Throws<InputException>(() => translator.Translate(1, []));
    }
}
