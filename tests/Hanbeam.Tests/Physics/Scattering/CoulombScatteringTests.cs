using Hanbeam.Numerics.Random;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Scattering;
using Xunit;

namespace Hanbeam.Tests.Physics.Scattering;

public sealed class CoulombScatteringTests
{
    public static TheoryData<int, int, double, string> Cases => new()
    {
        { 6, 12, 290, "water" }, { 6, 12, 20, "water" }, { 1, 1, 150, "water" }, { 2, 4, 100, "PMMA" }, { 10, 20, 200, "aluminium" }, { 6, 12, 290, "lead" }, { 6, 12, 400, "air" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Total_Is_TheNumericalIntegralOfTheAngularDensity(int z, int a, double energy, string material)
    {
        var coefficients = CoulombScattering.Coefficients(new Ion(z, a), energy, MaterialLibrary.Find(material), 0.7);
        // From the difference of two cuts: soft variance between them is ½ χ_c² ∫ e^(−bs)/s ds, with χ_c² = rate · cut.
        var finer = CoulombScattering.Coefficients(new Ion(z, a), energy, MaterialLibrary.Find(material), 7);
        var strength = coefficients.HardRate * coefficients.CutAngleSquared;
        Assert.Equal(strength, finer.HardRate * finer.CutAngleSquared, 1e-9 * strength);
        const int Steps = 2000;
        var width = Math.Log(coefficients.CutAngleSquared / finer.CutAngleSquared) / Steps;
        var integral = Enumerable.Range(0, Steps).Sum(n => Math.Exp(-coefficients.FormFactor * finer.CutAngleSquared * Math.Exp((n + 0.5) * width))) * width;
        Assert.Equal(1, (coefficients.SoftVariance - finer.SoftVariance) / (0.5 * strength * integral), 1e-6); // midpoint rule
        Assert.Equal(1, finer.TotalVariance / coefficients.TotalVariance, 1e-12); // the cut changes nothing
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void HardAngles_Carry_WhatTheSoftPartLacks(int z, int a, double energy, string material)
    {
        const int Samples = 200_000;
        var coefficients = CoulombScattering.Coefficients(new Ion(z, a), energy, MaterialLibrary.Find(material), 0.7);
        var random = new CounterRandom(17, 4);
        double second = 0, fourth = 0;
        for (var n = 0; n < Samples; n++)
        {
            var angle = CoulombScattering.HardAngle(coefficients.CutAngleSquared, coefficients.FormFactor, ref random);
            Assert.True(angle == 0 || angle * angle >= coefficients.CutAngleSquared);
            second += angle * angle;
            fourth += Math.Pow(angle, 4);
        }

        var expected = (coefficients.TotalVariance - coefficients.SoftVariance) * 2 / coefficients.HardRate;
        Assert.Equal(expected, second / Samples, 5 * Math.Sqrt(fourth) / Samples); // five standard errors
        Assert.True(coefficients.SoftVariance > 0.5 * coefficients.TotalVariance);
    }

    [Theory]
    [InlineData(6, 12, 400)]
    [InlineData(6, 12, 100)]
    [InlineData(1, 1, 200)]
    public void Power_InWater_LiesBelowRossisAndAboveHighlandsOfAMillimetre(int z, int a, double energy)
    {
        // Rossi's constant is that of layers of about a radiation length, Highland's logarithm that of a Gaussian core: 1 mm has 0.52 of Rossi's.
        var ratio = CoulombScattering.PowerInWater(new Ion(z, a), energy) / FermiEyges.RossiPowerInWater(new Ion(z, a), energy);
        Assert.InRange(ratio, 0.52, 1.0);
    }

    [Fact]
    public void Power_OfElectrons_IsASmallPart()
    {
        // Helium gas against hydrogen: with nuclei alone the ratio per gram is (4/4.003)/(1/1.008) = 1.007; hydrogen's electrons count as much as half a nucleus.
        var hydrogen = CoulombScattering.Coefficients(Ion.Carbon12, 290, Material.OfFormula("hydrogen", 8.4e-5, "H2")).TotalVariance;
        var helium = CoulombScattering.Coefficients(Ion.Carbon12, 290, MaterialLibrary.Find("helium")).TotalVariance;
        Assert.InRange(helium / hydrogen, 0.75, 0.95);
    }

    [Fact]
    public void LargeAngles_AreCutByTheSizeOfTheNuclei()
    {
        // q = p θ: at 290 MeV/u p = 12 · 790 MeV/c; radii of 2.46 and 2.6 fm: F² falls to 1/e at q = √3 · 197/3.6 = 95 MeV/c, 10 mrad.
        var coefficients = CoulombScattering.Coefficients(Ion.Carbon12, 290, Material.Water);
        Assert.Equal(0.010, 1 / Math.Sqrt(coefficients.FormFactor), 0.0005);
    }
}
