using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Nuclear;
using Xunit;

namespace Hanbeam.Tests.Physics.Nuclear;

public sealed class NuclearMassesTests
{
    [Theory]
    [InlineData(6, 12, 5, 11, 1, 1, 15.957)] // separation energies of AME2020, MeV
    [InlineData(6, 12, 6, 11, 0, 1, 18.722)]
    [InlineData(8, 16, 6, 12, 2, 4, 7.162)]
    [InlineData(3, 6, 1, 2, 2, 4, 1.474)]
    [InlineData(4, 9, 3, 8, 1, 1, 16.886)]
    [InlineData(10, 20, 9, 19, 1, 1, 12.843)]
    public void Separation_IsThePublishedOne(int z, int a, int firstZ, int firstA, int secondZ, int secondA, double separationMeV) =>
        Assert.Equal(separationMeV, NuclearMasses.MassMeV(firstZ, firstA) + NuclearMasses.MassMeV(secondZ, secondA) - NuclearMasses.MassMeV(z, a), 0.003); // electron binding is left out

    [Theory]
    [InlineData(20, 40, 37214.7)] // Ca-40: 40 u − 34.846 MeV − 20 electrons
    [InlineData(53, 127, 118183.7)] // I-127: 127 u − 88.984 MeV − 53 electrons
    public void HeavierNuclei_AreWithinAThousandth(int z, int a, double massMeV) => Assert.Equal(massMeV, NuclearMasses.MassMeV(z, a), 1e-3 * massMeV);

    [Fact]
    public void Ion_HasTheSameMass()
    {
        foreach (var ion in new[] { Ion.Proton, new Ion(2, 4), new Ion(3, 7), new Ion(5, 11), Ion.Carbon12 })
            Assert.Equal(ion.MassMeV, NuclearMasses.MassMeV(ion.Z, ion.A), 0.01); // that table has three digits
    }

    [Fact]
    public void UnboundNuclei_AreNotListed()
    {
        Assert.False(NuclearMasses.IsListed(4, 8));
        Assert.False(NuclearMasses.IsListed(2, 5));
        Assert.False(NuclearMasses.IsListed(5, 9));
        Assert.False(NuclearMasses.IsListed(-1, 3));
    }
}
