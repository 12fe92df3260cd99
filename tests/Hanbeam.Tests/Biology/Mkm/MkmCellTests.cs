using System.Globalization;
using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Biology.Mkm;
using Hanbeam.Physics.Ions;
using Xunit;

namespace Hanbeam.Tests.Biology.Mkm;

public sealed class MkmCellTests
{
    private static readonly MkmParameters Parameters = new(0.172, 0.0615, 0.32, 3.9);

    [Fact]
    public void ClassicForm_GivenTheTablesLet_HasItsUnsaturatedMean()
    {
        var classic = new MkmCell(Parameters, MkmForm.Classic);
        foreach (var line in File.ReadLines(SharedData.Path("physics", "tables", "mkm_NIRS_QST_mMKM_HSG.csv")).Where(line => line[0] != '#').Skip(1))
        {
            var row = line.Split(',').Skip(1).Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray();
            var effect = classic.Effect(IonGrid.Representative((int)row[0]), row[1], row[2]);
            Assert.Equal(row[3], effect.SpecificEnergyGy!.Value, (row[0] == 1 ? 0.01 : 0.005) * row[3]); // H: the table takes the proton for one atomic mass unit
            Assert.Equal(0.172 + 0.0615 * effect.SpecificEnergyGy.Value, effect.AlphaPerGy, 1e-12);
        }
    }

    [Fact]
    public void SaturatedForm_IsThatOfTheClinicalDose()
    {
        var clinical = (QstClinicalDose)RbeModels.Get("mmkm-qst");
        Assert.Equal(clinical.Mkm.SpecificEnergyGy(Ion.Carbon12, 50, 44), new MkmCell(Parameters).Effect(Ion.Carbon12, 50, 44).SpecificEnergyGy);
    }

    [Theory]
    [InlineData(400, 10.8)]
    [InlineData(10, 161)]
    public void NonPoissonForm_IsTheClassicOneDampedByTheTraversal(double energy, double let)
    {
        var classic = new MkmCell(Parameters, MkmForm.Classic).Effect(Ion.Carbon12, energy, let).AlphaPerGy;
        var traversal = 0.1602176634 * let / (Math.PI * 3.9 * 3.9);
        var damped = new MkmCell(Parameters, MkmForm.NonPoisson).Effect(Ion.Carbon12, energy, let).AlphaPerGy;

        // 1 − x/2 + x²/6 for x = αγ, to the series' next term.
        var x = classic * traversal;
        Assert.Equal(classic * (1 - x / 2 + x * x / 6), damped, classic * x * x * x / 24);
        Assert.True(damped < classic);
    }

    [Fact]
    public void NonPoissonForm_HugeNucleus_IsTheClassicOne()
    {
        var effect = new MkmCell(Parameters with { NucleusRadiusUm = 1e4 }, MkmForm.NonPoisson).Effect(Ion.Carbon12, 50, 44).AlphaPerGy;
        Assert.Equal(new MkmCell(Parameters, MkmForm.Classic).Effect(Ion.Carbon12, 50, 44).AlphaPerGy, effect, 1e-6); // αγ = 4e-8, less the digits of 1 − exp
    }
}
