using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Materials;
using Xunit;

namespace Hanbeam.Tests.Physics.Materials;

public sealed class MaterialTests
{
    [Theory]
    [InlineData("water", 36.08, 0.55509)]
    [InlineData("air", 36.62, 0.49919)]
    [InlineData("PMMA", 40.55, 0.53937)]
    [InlineData("polyethylene", 44.77, 0.57034)]
    [InlineData("polystyrene", 43.79, 0.53768)]
    [InlineData("polycarbonate", 41.50, 0.52697)]
    [InlineData("Kapton", 40.58, 0.51264)]
    [InlineData("Mylar", 39.95, 0.52037)]
    [InlineData("aluminium", 24.01, 0.48181)]
    [InlineData("iron", 13.84, 0.46557)]
    [InlineData("copper", 12.86, 0.45636)]
    [InlineData("tungsten", 6.76, 0.40252)]
    [InlineData("lead", 6.37, 0.39575)]
    public void Material_OfTheLibrary_HasThePublishedFigures(string name, double radiationLength, double chargeToMass)
    {
        // Tables of atomic and nuclear properties of materials [PDG2022], whose last digits round.
        var material = MaterialLibrary.Find(name);
        Assert.Equal(radiationLength, material.RadiationLengthGPerCm2, 0.015);
        Assert.Equal(chargeToMass, material.ChargeToMass, 1.5e-5);
        Assert.Equal(1, material.Elements.Sum(element => element.MassFraction), 1e-4);
    }

    [Fact]
    public void RadiationLength_OfWaterByItsElements_IsThePublishedOne() => Assert.Equal(36.08, Material.OfFormula("w", 1, "H2O").RadiationLengthGPerCm2, 0.005);

    [Fact]
    public void MeanExcitationEnergy_NotGiven_IsAdditiveOnTheScaleOfWater()
    {
        Assert.Equal(78, Material.OfFormula("w", 1, "H2O").MeanExcitationEnergyEV, 1e-9);
        // PMMA by additivity, 70.9 eV, times 78/75.3: 73.4 against the fitted 74.
        Assert.Equal(74, Material.OfFormula("p", 1.19, "C5H8O2").MeanExcitationEnergyEV, 1.0);
        Assert.Equal(166, Material.OfFormula("a", 2.7, "Al").MeanExcitationEnergyEV, 1e-9); // an element has its own
    }

    [Fact]
    public void Percent_And_Formula_MakeTheSameMaterial()
    {
        var formula = Material.OfFormula("f", 1, "H2O");
        var percent = Material.OfPercent("p", 1, [("H", 11.1907), ("O", 88.8093)]);
        Assert.Equal(formula.ChargeToMass, percent.ChargeToMass, 1e-6); // four decimals of a per cent
        Assert.Equal(formula.RadiationLengthGPerCm2, percent.RadiationLengthGPerCm2, 1e-4);
    }

    [Fact]
    public void Bad_Materials_AreRefusedInOneSentence()
    {
        Refused("material x has no elements; give at least one with its share of the mass", () => new Material("x", 1, []));
        Refused("material x: the density is 0 g/cm³, but must be above 0 and at most 25", () => Material.OfFormula("x", 0, "H2O"));
        Refused("material x: the density is NaN g/cm³, but must be above 0 and at most 25", () => Material.OfFormula("x", double.NaN, "H2O"));
        Refused("material x: h2o is no formula such as C5H8O2", () => Material.OfFormula("x", 1, "h2o"));
        Refused("material x: the mass fractions of its elements add to 0.9, but must add to 1 within 0.005", () => Material.OfPercent("x", 1, [("C", 90)]));
        Refused("material x: the element Z = 6 of atomic weight 12.011 has the mass fraction -0.1, but it must be above 0 and at most 1", () => Material.OfPercent("x", 1, [("C", -10)]));
        Assert.StartsWith("no element Uu; known: H, He, ", Assert.Throws<InputException>(() => Material.OfFormula("x", 1, "Uu2")).Message, StringComparison.Ordinal);
        Assert.StartsWith("no material jelly; known: water, air, PMMA, ", Assert.Throws<InputException>(() => MaterialLibrary.Find("jelly")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pmma", "PMMA")]
    [InlineData("Lucite", "PMMA")]
    [InlineData("aluminum", "aluminium")]
    [InlineData("KAPTON", "Kapton")]
    public void Library_UnderAnotherName_FindsTheMaterial(string name, string expected) => Assert.Equal(expected, MaterialLibrary.Find(name).Name);

    private static void Refused(string message, Func<Material> make) => Assert.Equal(message, Assert.Throws<InputException>(make).Message);
}
