using System.Globalization;
using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Biology.Mkm;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Stopping;
using Xunit;

namespace Hanbeam.Tests.Biology.Mkm;

public sealed class ModifiedMkmTests
{
    private static readonly ModifiedMkm Model = ((QstClinicalDose)RbeModels.Get("mmkm-qst")).Mkm;

    [Fact]
    public void Saturation_FromTheFormula_IsThatOfTheParameterSet() => Assert.Equal(48.98, Model.Parameters.SaturationGy, 0.005);

    [Fact]
    public void SpecificEnergy_GivenTheTablesLet_AgreesWithinHalfAPercent()
    {
        var rows = File.ReadLines(SharedData.Path("physics", "tables", "mkm_NIRS_QST_mMKM_HSG.csv")).Where(line => line[0] != '#').Skip(1).ToList();
        Assert.Equal(234, rows.Count);
        foreach (var row in rows.Select(line => line.Split(',')))
        {
            double Field(int n) => double.Parse(row[n], CultureInfo.InvariantCulture);
            var ion = IonGrid.Representative(int.Parse(row[1], CultureInfo.InvariantCulture));
            var specificEnergy = Model.SpecificEnergyGy(ion, Field(2), Field(3));
            var tolerance = ion.Z == 1 ? 0.01 : 0.005; // H: the table takes the proton for one atomic mass unit, 0.7 % in its squared speed
            Assert.Equal(Field(5), specificEnergy, tolerance * Field(5));
            Assert.Equal(Field(6), Model.Parameters.Alpha0PerGy + Model.Parameters.BetaPerGy2 * specificEnergy, 0.005 * Field(6));
        }
    }

    [Fact]
    public void Table_BetweenItsPoints_AgreesWithTheComputedValue()
    {
        for (var z = 1; z <= IonGrid.LargestZ; z++)
        {
            for (var energy = 0.1037; energy < 500; energy *= 1.173)
            {
                var ion = IonGrid.Representative(z);
                var computed = Model.SpecificEnergyGy(ion, energy, ElectronicStopping.LetInWaterKeVPerUm(ion, energy));
                Assert.Equal(computed, Model.SpecificEnergyGy(z, energy), 1e-3 * computed); // what the table promises
            }
        }
    }

    [Fact]
    public void Table_OutsideItsEnergies_IsClamped()
    {
        Assert.Equal(Model.SpecificEnergyGy(6, 0.1), Model.SpecificEnergyGy(6, 1e-3));
        Assert.Equal(Model.SpecificEnergyGy(1, 500), Model.SpecificEnergyGy(1, 700));
    }

    [Fact]
    public void Table_AnotherIsotope_DiffersLessThanAPercentFromItsOwnTrack()
    {
        foreach (var ion in new Ion[] { new(1, 2), new(1, 3), new(2, 3), new(3, 6), new(4, 7), new(5, 10), new(6, 11) })
        {
            foreach (var energy in new[] { 1.0, 10, 100, 400 })
            {
                var own = Model.SpecificEnergyGy(ion, energy, ElectronicStopping.LetInWaterKeVPerUm(ion, energy));
                Assert.Equal(own, Model.SpecificEnergyGy(ion.Z, energy), 0.01 * own); // mass per nucleon differs by up to 0.7 %
            }
        }
    }

    [Fact]
    public void SpecificEnergy_ChargeWithoutTable_IsRefused() =>
        Assert.Contains("charges 1 to 6, not for 8", Assert.Throws<InputException>(() => Model.SpecificEnergyGy(8, 100)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parameters_Set_ReplacesThemAndRefusesNonsense()
    {
        var set = Model.Parameters.With(new Dictionary<string, double> { ["alpha0"] = 0.13, ["beta"] = 0.05, ["rd"] = 0.42, ["rn"] = 4.1, ["z0"] = 40 });
        Assert.Equal(new MkmParameters(0.13, 0.05, 0.42, 4.1, 40), set);
        Assert.Equal(40, set.SaturationGy);
        Assert.Equal("parameter rd is -1 µm, but must be above 0", Assert.Throws<InputException>(() => Model.Parameters.With(new Dictionary<string, double> { ["rd"] = -1 })).Message);
        Assert.Contains("unknown parameter dt", Assert.Throws<InputException>(() => Model.Parameters.With(new Dictionary<string, double> { ["dt"] = 1 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_AnotherParameterSet_AgreesWithItsTable()
    {
        // The Kase 2006 family in its own table; LET is Hanbeam's, hence 1 % from 10 MeV/u.
        var settings = new Dictionary<string, double> { ["alpha0"] = 0.13, ["beta"] = 0.05, ["rd"] = 0.42, ["rn"] = 4.1 };
        var expected = File.ReadLines(SharedData.Path("physics", "tables", "mkm_Kase2006_HSG_rd0.42.csv"))
            .Where(line => line.StartsWith("C,", StringComparison.Ordinal)).Select(line => line.Split(',').Skip(2).Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray())
            .Where(row => row[0] >= 10).ToList();
        var rows = RbeTable.Rows("mmkm-qst", ["C"], [.. expected.Select(row => row[0])], settings).ToList();
        Assert.Equal(expected.Count, rows.Count);
        for (var n = 0; n < rows.Count; n++) Assert.Equal(expected[n][3], rows[n].SpecificEnergyGy!.Value, 0.01 * expected[n][3]);
    }
}
