using Hanbeam.Physics.Ions;
using Xunit;

namespace Hanbeam.Tests.Physics.Ions;

public sealed class IonTests
{
    [Theory]
    [InlineData(0, 1, 939.565)]
    [InlineData(1, 1, 938.272)]
    [InlineData(2, 4, 3727.379)]
    [InlineData(6, 10, 9327.573)]
    [InlineData(6, 12, 11174.863)]
    [InlineData(7, 14, 13040.203)]
    [InlineData(8, 16, 14895.080)]
    [InlineData(10, 20, 18617.733)]
    [InlineData(20, 40, 37214.717)]
    public void Mass_OfANucleus_IsTheEvaluatedOne(int z, int a, double mass) =>
        Assert.Equal(mass, new Ion(z, a).MassMeV, 0.003); // rest energies as usually quoted for the bare nucleus; up to oxygen the binding of the electrons is below 3 keV

    [Fact]
    public void Energy_OfKnownReactions_FollowsFromTheMasses()
    {
        static double Mass(int z, int a) => new Ion(z, a).MassMeV;
        Assert.Equal(18.722, Mass(6, 11) + Mass(0, 1) - Mass(6, 12), 0.003); // neutron separation energy of 12C
        Assert.Equal(7.275, 3 * Mass(2, 4) - Mass(6, 12), 0.003); // 12C into three alphas
        Assert.Equal(2.2246, Mass(1, 1) + Mass(0, 1) - Mass(1, 2), 0.002); // deuteron
        Assert.Equal(7.162, Mass(6, 12) + Mass(2, 4) - Mass(8, 16), 0.003); // alpha separation energy of 16O
    }

    [Fact]
    public void Mass_BeyondTheTable_IsCloseToTheTrueOne()
    {
        Assert.Equal(52089.8, new Ion(26, 56).MassMeV, 8.0); // 56Fe, by the liquid drop
        Assert.InRange(new Ion(3, 3).MassMeV, 2815, 2850); // unbound, in the table
    }

    [Theory]
    [InlineData(0, 1, "n")]
    [InlineData(1, 2, "2H")]
    [InlineData(6, 12, "12C")]
    [InlineData(10, 20, "20Ne")]
    [InlineData(14, 28, "28(Z=14)")]
    public void Name_Is_MassNumberAndSymbol(int z, int a, string name) => Assert.Equal(name, new Ion(z, a).Name);
}
