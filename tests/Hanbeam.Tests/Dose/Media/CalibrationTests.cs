using System.Globalization;
using Hanbeam.Dose.Media;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Stopping;
using Hanbeam.Treatment.Imaging;
using Xunit;

namespace Hanbeam.Tests.Dose.Media;

public sealed class CalibrationTests
{
    [Fact]
    public void Stoichiometric_EveryRowOfTheReferenceTable_AgreesWithinATenthOfAPercent()
    {
        // The table has four decimals: half a unit of the last one counts besides 0.1 %.
        var calibration = StoichiometricCalibration.Create();
        var rows = File.ReadLines(SharedData.Path("physics", "tables", "hu_to_rsp_stoichiometric.csv"))
            .Where(line => line[0] != '#').Skip(1).Select(line => line.Split(',').Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray()).ToList();
        Assert.Equal(87, rows.Count);
        foreach (var row in rows)
        {
            Assert.Equal(row[5], calibration.RelativeStoppingPower(row[0]), 1e-3 * row[5] + 5.1e-5);
            Assert.Equal(row[1], StoichiometricCalibration.DensityGPerCm3(row[0]), 5.1e-5);
            // The table's I are those by additivity, where water has 75.32 eV; materials have them on the scale where it has 78.
            Assert.Equal(row[4], StoichiometricCalibration.MaterialOf(row[0]).MeanExcitationEnergyEV * 75.32 / 78, 0.01);
        }
    }

    [Theory]
    [InlineData(-5000, -1000)]
    [InlineData(20000, 2995)]
    public void Stoichiometric_OutsideTheTable_IsClamped(double hu, double end)
    {
        var calibration = StoichiometricCalibration.Create();
        Assert.Equal(calibration.RelativeStoppingPower(end), calibration.RelativeStoppingPower(hu), 1e-12);
    }

    [Fact]
    public void Stoichiometric_BetweenBorders_FollowsTheFormulaNotTheChord()
    {
        var calibration = StoichiometricCalibration.Create();
        foreach (var hu in new[] { 17.999, 18.001, 100.5, 100.999, 101.001, 950.25, 2000.5 })
        {
            var expected = RelativeStoppingPower.Of(StoichiometricCalibration.MaterialOf(hu), StoichiometricCalibration.DensityGPerCm3(hu));
            Assert.Equal(expected, calibration.RelativeStoppingPower(hu), 1e-12);
        }
    }

    [Fact]
    public void Stoichiometric_TissueFractions_AddToOne()
    {
        foreach (var hu in Enumerable.Range(-1000, 3996))
            Assert.Equal(1, StoichiometricCalibration.MaterialOf(hu).Elements.Sum(element => element.MassFraction), 1e-9);
    }

    [Fact]
    public void Stoichiometric_Tissues_StopAsTheCurveSays()
    {
        // The whole formula with shell term against the curve's leading terms: what a Monte Carlo and a pencil beam may differ by in range.
        Assert.Equal(24, StoichiometricCalibration.Materials.Count);
        foreach (var (hu, tissue) in StoichiometricCalibration.Materials)
        {
            var ratio = ElectronicStopping.MassStoppingPower(Ion.Carbon12, 200, tissue) / ElectronicStopping.MassStoppingPower(Ion.Carbon12, 200, Material.Water);
            Assert.Equal(RelativeStoppingPower.Of(tissue, 1), ratio, 1e-3);
            Assert.Same(tissue, StoichiometricCalibration.MaterialOf(hu));
        }
    }

    [Fact]
    public void Override_OfAMaterial_SaysWhatItIsMadeOf()
    {
        Assert.Same(Material.Water, new MaterialOverride("A", "water", null).Composition());
        Assert.Equal(22, new MaterialOverride("A", "titanium", null).Composition().Elements.Single().Z);
        Assert.Throws<InputException>(() => new MaterialOverride("A", null, 1.1).Composition());
    }

    [Fact]
    public void WaterZero_AtItsKnotsAndBetween_IsTheTable()
    {
        var calibration = Calibrations.Resolve("water-zero", CaseKind.Dicom);
        Assert.Equal(1, calibration.RelativeStoppingPower(0));
        Assert.Equal(1.0475, calibration.RelativeStoppingPower(50), 1e-12);
        Assert.Equal(0.001, calibration.RelativeStoppingPower(-2000));
    }

    [Theory]
    [InlineData(CaseKind.Dicom, "stoichiometric")]
    [InlineData(CaseKind.Masks, "water-zero")]
    [InlineData(CaseKind.Water, "water")]
    public void Resolve_NoName_GivesTheKindsDefault(CaseKind kind, string name) => Assert.Equal(name, Calibrations.Resolve(null, kind).Name);

    [Theory]
    [InlineData("HU,RSP\n-1000,0\n0,1\n", null)]
    [InlineData("# a comment\n\nhu, rsp\n-1000,0\n0,1\n", null)]
    [InlineData("-1000,0\n0,1\n", "line 1 is \"-1000,0\", but must be the header HU,RSP")]
    [InlineData("HU,RSP\n0,1\n-5,0.9\n", "line 3 has -5 HU, but HU must ascend (above 0 HU)")]
    [InlineData("HU,RSP\n0,1\n5,NaN\n", "line 3 is \"5,NaN\", but must be two numbers HU,RSP")]
    [InlineData("HU,RSP\n0,100\n", "line 2 has the relative stopping power 100, but it must lie from 0 to 12")]
    [InlineData("HU,RSP\n0,1\n", "1 lines HU,RSP, but at least 2 are needed")]
    public void Csv_GoodOrBroken_IsReadOrRefusedInOneSentence(string text, string? error)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            if (error is null) Assert.Equal(0.5, Calibrations.Resolve(path, CaseKind.Dicom).RelativeStoppingPower(-500), 1e-12);
            else Assert.Equal($"calibration {path}: {error}", Assert.Throws<InputException>(() => Calibrations.Resolve(path, CaseKind.Dicom)).Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Resolve_UnknownName_ListsWhatThereIs()
    {
        var error = Assert.Throws<InputException>(() => Calibrations.Resolve("stochiometric", CaseKind.Dicom));
        Assert.Equal("calibration stochiometric: neither a file nor one of stoichiometric, water-zero", error.Message);
        Assert.Throws<InputException>(() => Calibrations.Resolve("water-zero", CaseKind.Water));
    }

    [Theory]
    [InlineData("water", 1, 1e-12)] // by definition
    [InlineData("pmma", 1.16, 0.01)] // the usual value for range shifters
    [InlineData("titanium", 3.2, 0.1)] // 3.1 to 3.3 in the literature on implants
    [InlineData("air", 0.00107, 0.00002)] // the first line of the tissue table
    public void Override_NamedMaterial_HasItsStoppingPower(string material, double rsp, double tolerance) =>
        Assert.Equal(rsp, new MaterialOverride("A", material, null).RelativeStoppingPower(), tolerance);

    [Theory]
    [InlineData(null, null, "give either material or rsp")]
    [InlineData("water", 1.0, "give either material or rsp")]
    [InlineData(null, -0.5, "rsp is -0.5, but must lie from 0 to 12")]
    [InlineData("gold", null, "unknown material gold; known: water, air, pmma, titanium")]
    public void Override_Wrong_SaysHow(string? material, double? rsp, string error) =>
        Assert.Equal($"override of A: {error}", Assert.Throws<InputException>(() => new MaterialOverride("A", material, rsp).RelativeStoppingPower()).Message);
}
