using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.Biology.LinearQuadratic;

public sealed class RbeTableTests
{
    [Fact]
    public void Rows_OneIonAndEnergies_AreThoseAskedForInOrder()
    {
        var rows = RbeTable.Rows("mmkm-qst", ["C", "11C", "He"], [100, 10]).ToList();
        Assert.Equal(["12C", "12C", "11C", "11C", "4He", "4He"], rows.Select(row => row.Ion));
        Assert.Equal([100.0, 10, 100, 10, 100, 10], rows.Select(row => row.EnergyMeVPerU));
        Assert.All(rows, row => Assert.Equal(0.172 + 0.0615 * row.SpecificEnergyGy!.Value, row.AlphaPerGy, 1e-12));
    }

    [Fact]
    public void Rows_NothingAskedFor_AreSixIonsOverAllEnergies()
    {
        var rows = RbeTable.Rows("mmkm-qst").ToList();
        Assert.Equal(6 * RbeTable.DefaultEnergiesMeVPerU.Count, rows.Count);
        Assert.Equal(0.1, RbeTable.DefaultEnergiesMeVPerU[0]);
        Assert.Equal(500, RbeTable.DefaultEnergiesMeVPerU[^1]);
    }

    [Fact]
    public void CsvLine_ARow_HasTheHeadersFieldsAndLeavesMissingZStarEmpty()
    {
        Assert.Equal("12C,6,12,100,26.0213,,0.5,0.05", RbeTable.CsvLine(new RbeTableRow("12C", 6, 12, 100, 26.02134, null, 0.5, 0.05)));
        Assert.Equal(RbeTable.Header.Split(',').Length, RbeTable.CsvLine(RbeTable.Rows("mmkm-qst", ["C"], [100]).Single()).Split(',').Length);
    }

    [Fact]
    public void Rows_BadCalls_AreRefusedInOneSentence()
    {
        Assert.Contains("depends on no ion", Assert.Throws<InputException>(() => RbeTable.Rows("physical")).Message, StringComparison.Ordinal);
        Assert.Contains("unknown ion U; known: 1H", Assert.Throws<InputException>(() => RbeTable.Rows("mmkm-qst", ["U"])).Message, StringComparison.Ordinal);
        Assert.Equal("energy 0.01 MeV/u is outside 0.1 to 500 MeV/u", Assert.Throws<InputException>(() => RbeTable.Rows("mmkm-qst", ["C"], [0.01])).Message);
        Assert.Throws<InputException>(() => RbeTable.Rows("mmkm-qst", ["C"], [100], new Dictionary<string, double> { ["foo"] = 1 }));
    }
}
