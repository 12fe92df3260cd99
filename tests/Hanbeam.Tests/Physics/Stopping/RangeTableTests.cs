using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Stopping;
using Xunit;

namespace Hanbeam.Tests.Physics.Stopping;

public sealed class RangeTableTests
{
    public static TheoryData<int, int> Ions => new() { { 1, 1 }, { 1, 3 }, { 2, 4 }, { 3, 7 }, { 5, 11 }, { 6, 12 }, { 8, 16 }, { 10, 20 } };

    [Theory]
    [MemberData(nameof(Ions))]
    public void EnergyOfRange_ReturnsTheEnergy(int z, int a)
    {
        var table = RangeTable.Of(new Ion(z, a));
        for (var e = 0.003; e < 900; e *= 1.137)
            Assert.Equal(1, table.EnergyMeVPerU(table.RangeMm(e)) / e, 1e-5); // two cubic interpolations on 60 points a decade; the third derivative of S jumps at 1.5 MeV/u
    }

    [Theory]
    [MemberData(nameof(Ions))]
    public void Range_Equals_SlowIntegration(int z, int a)
    {
        var ion = new Ion(z, a);
        var table = RangeTable.Of(ion);
        foreach (var high in new[] { 10.0, 100, 430 })
        {
            const int Steps = 20000;
            var step = Math.Log(high / 0.1) / Steps;
            var sum = table.RangeMm(0.1);
            for (var i = 0; i < Steps; i++)
            {
                var e = 0.1 * Math.Exp((i + 0.5) * step);
                sum += a * e * step / ElectronicStopping.LetInWaterKeVPerUm(ion, e);
            }

            Assert.Equal(1, table.RangeMm(high) / sum, 1e-6); // midpoint rule of 20000 steps: 1e-8; interpolation: 1e-7; kink at 30 MeV/u
        }
    }

    [Theory]
    [MemberData(nameof(Ions))]
    public void Range_Grows_AndItsSlopeIsTheStoppingPower(int z, int a)
    {
        var table = RangeTable.Of(new Ion(z, a));
        for (var e = 0.6; e < 900; e *= 1.31)
        {
            var slope = (table.RangeMm(e * 1.001) - table.RangeMm(e * 0.999)) / (0.002 * e);
            Assert.Equal(1, slope * table.StoppingKeVPerUm(e) / a, 1e-3); // stopping power is linear between points in the logarithms
        }
    }

    [Fact]
    public void StoppingIntegral_Equals_SlowIntegration()
    {
        var table = RangeTable.Of(Ion.Carbon12);
        var sum = 0.0;
        const int Steps = 200000;
        for (var i = 0; i < Steps; i++) sum += table.StoppingKeVPerUm((i + 0.5) * 100 / Steps) * 100 / Steps;
        Assert.Equal(1, table.StoppingIntegral(100) / sum, 3e-4); // linear interpolation of the stopping power in the sum
    }

    [Fact]
    public void Range_InAMaterial_IsWatersOverItsStoppingPower()
    {
        // The relative stopping power of PMMA moves by 0.2 % between 50 and 300 MeV/u.
        var ratio = RelativeStoppingPower.Of(Material.Pmma, 1.19);
        var table = RangeTable.Of(Ion.Carbon12, Material.Pmma);
        Assert.Equal(RangeTable.Of(Ion.Carbon12).RangeMm(300) / ratio, table.RangeMm(300), 0.005 * table.RangeMm(300));
        Assert.Equal(200, table.EnergyMeVPerU(table.RangeMm(200)), 1e-3);
        var dense = RangeTable.Of(Ion.Proton, Material.OfFormula("dense water", 2, "H2O", 78));
        Assert.Equal(RangeTable.Of(Ion.Proton).RangeMm(150) / 2, dense.RangeMm(150), 4e-3); // 5e-5: Z/A to five digits, and the cubic part of the shell term, whose scale is that of the quadratic one
        Assert.Same(RangeTable.Of(Ion.Carbon12), RangeTable.Of(Ion.Carbon12, Material.Water));
    }

    [Fact]
    public void Table_OutsideItsEnergies_SaysSo()
    {
        var table = RangeTable.Of(Ion.Carbon12);
        Assert.Equal("12C of 1200 MeV/u lies outside the range tables, which go up to 1000 MeV/u", Assert.Throws<InputException>(() => table.RangeMm(1200)).Message);
        Assert.Throws<InputException>(() => table.RangeMm(double.NaN));
        Assert.StartsWith("a range of 5000 mm of water lies outside the tables of 12C, which end with ", Assert.Throws<InputException>(() => table.EnergyMeVPerU(5000)).Message, StringComparison.Ordinal);
        Assert.Equal(1000, table.EnergyMeVPerU(table.RangeMm(1000)), 1e-6);
        Assert.Throws<ArgumentException>(() => RangeTable.Of(Ion.Neutron));
    }

    [Fact]
    public void Table_AtZero_IsZero()
    {
        var table = RangeTable.Of(Ion.Proton);
        Assert.Equal(0, table.RangeMm(0));
        Assert.Equal(0, table.EnergyMeVPerU(0));
        Assert.Equal(0, table.EnergyMeVPerU(-1));
        Assert.Equal(0, table.StoppingKeVPerUm(0));
        Assert.Equal(0, table.StoppingIntegral(0));
    }
}
