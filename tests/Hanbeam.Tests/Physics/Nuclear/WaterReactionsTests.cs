using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Nuclear;
using Xunit;

namespace Hanbeam.Tests.Physics.Nuclear;

public sealed class WaterReactionsTests
{
    public static TheoryData<int, int> Projectiles =>
        new() { { 6, 12 }, { 6, 11 }, { 5, 11 }, { 5, 10 }, { 4, 9 }, { 4, 7 }, { 3, 7 }, { 3, 6 }, { 2, 4 }, { 2, 3 } };

    [Theory]
    [MemberData(nameof(Projectiles))]
    public void Yields_Conserve_TheProjectilesCharge(int z, int a)
    {
        var pieces = WaterReactions.Yields(new Ion(z, a)).Where(y => y.Origin == FragmentOrigin.Projectile);
        Assert.Equal(z, pieces.Sum(y => y.Multiplicity * y.Fragment.Z), 1e-2 * z); // 4He: 568 of 800 mb rounded to 0.71
        Assert.All(pieces, y => Assert.InRange(y.Multiplicity, 0, 6));
    }

    [Theory]
    [MemberData(nameof(Projectiles))]
    public void Reaction_HandsOut_NoMoreEnergyThanItHas(int z, int a)
    {
        var ion = new Ion(z, a);
        foreach (var e in new[] { 5.0, 30, 100, 430 })
        {
            var carried = WaterReactions.Yields(ion).Sum(y => y.Multiplicity * y.Fragment.A * y.EnergyFraction) * e + WaterReactions.LocalEnergyMeV(ion, e);
            Assert.InRange(carried, 0, a * e);
        }
    }

    [Theory]
    [InlineData(250, 1)]
    [InlineData(99, 1.23)]
    [InlineData(2, 1.72)]
    [InlineData(600, 0.98)]
    public void EnergyShape_AtItsPoints_IsTheData(double energy, double ratio) => Assert.Equal(ratio, WaterReactions.EnergyShape(energy), 1e-12);

    [Fact]
    public void MeanFreePath_OfChargeChange_IsThatOfTheCrossSection()
    {
        // 18.0153 g/mol / (0.60221 per b·cm) / 1.12 b = 26.7 cm; with neutron loss of 0.13 b: 23.9 cm.
        Assert.Equal(239.3, 1 / WaterReactions.PerMm(Ion.Carbon12, 250), 0.5);
    }
}
