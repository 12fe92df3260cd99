using System.Text.Json;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Stopping;
using Xunit;

namespace Hanbeam.Tests.Physics.Stopping;

public sealed class EffectiveChargeTests
{
    [Theory]
    [InlineData(1, "H")]
    [InlineData(2, "He")]
    [InlineData(6, "C")]
    [InlineData(10, "Ne")]
    public void Coefficients_Are_WhatTheFitScriptWrote(int charge, string ion)
    {
        using var fit = JsonDocument.Parse(File.ReadAllText(SourceTree.Path("data", "physics", "effective-charge.json")));
        var written = fit.RootElement.GetProperty("coefficients").GetProperty(ion).EnumerateArray().Select(c => c.GetDouble());
        Assert.Equal(written, EffectiveCharge.Coefficients(charge));
        var upper = charge > 6 ? EffectiveCharge.NeonFitUpperMeVPerU : EffectiveCharge.FitUpperMeVPerU;
        Assert.Equal(upper, fit.RootElement.GetProperty("upperMeVPerU").GetProperty(ion).GetDouble());
        Assert.Equal(EffectiveCharge.FitLowerMeVPerU, fit.RootElement.GetProperty("lowerMeVPerU").GetDouble());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(10)]
    public void Correction_AtItsUpperEnd_JoinsOneSmoothly(int charge)
    {
        // u² at a thousandth below the upper end is 1e-6, its coefficient below 0.011.
        var upper = charge > 6 ? 60 : 30;
        Assert.Equal(1, EffectiveCharge.Correction(charge, upper * 0.999), 1e-7);
        Assert.Equal(1, EffectiveCharge.Correction(charge, upper));
        Assert.Equal(1, EffectiveCharge.Correction(charge, 400));
    }

    [Fact]
    public void Correction_OfBeryllium_LiesHalfWayBetweenHeliumAndCarbon()
    {
        var between = 0.5 * (EffectiveCharge.Correction(2, 3) + EffectiveCharge.Correction(6, 3));
        Assert.Equal(between, EffectiveCharge.Correction(4, 3), 1e-14); // rounding
    }

    [Fact]
    public void Correction_OfOxygen_LiesHalfWayBetweenCarbonAndNeon()
    {
        var between = 0.5 * (EffectiveCharge.Correction(6, 3) + EffectiveCharge.Correction(10, 3));
        Assert.Equal(between, EffectiveCharge.Correction(8, 3), 1e-14); // rounding
    }

    [Fact]
    public void Number_OfAFastIon_IsItsCharge() =>
        Assert.Equal(6, EffectiveCharge.Number(Ion.Carbon12, 400), 1e-4 * 6); // exp(-125·0.71/3.3) = 2e-12
}
