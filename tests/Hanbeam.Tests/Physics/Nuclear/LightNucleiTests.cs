using Hanbeam.Physics.Nuclear;
using Xunit;

namespace Hanbeam.Tests.Physics.Nuclear;

public sealed class LightNucleiTests
{
    [Theory]
    [InlineData(4, 8)] // two helium nuclei within 10⁻¹⁶ s
    [InlineData(2, 5)]
    [InlineData(5, 9)]
    [InlineData(0, 2)]
    [InlineData(-1, 3)]
    public void UnboundNuclei_AreNotAmongThem(int z, int a) => Assert.False(LightNuclei.Contains(z, a));

    [Fact]
    public void Every_IsLighterThanAnySplitIntoTwoOfThem()
    {
        foreach (var whole in LightNuclei.All)
        {
            foreach (var part in LightNuclei.All.Where(part => LightNuclei.Contains(whole.Z - part.Z, whole.A - part.A)))
                Assert.True(part.MassMeV + new Hanbeam.Physics.Ions.Ion(whole.Z - part.Z, whole.A - part.A).MassMeV > whole.MassMeV, $"{whole} into {part}");
        }
    }
}
