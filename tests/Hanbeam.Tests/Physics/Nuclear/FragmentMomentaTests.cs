using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Nuclear;
using Xunit;

namespace Hanbeam.Tests.Physics.Nuclear;

public sealed class FragmentMomentaTests
{
    [Theory]
    [InlineData(5, 11, 0.59)]
    [InlineData(4, 9, 1.1)]
    [InlineData(3, 7, 1.7)]
    [InlineData(3, 6, 2.0)]
    [InlineData(2, 4, 2.8)]
    [InlineData(1, 1, 6.5)]
    public void Angle_At290_IsGoldhabers(int z, int a, double degrees)
    {
        var variance = FragmentMomenta.VarianceRad2(Ion.Carbon12, new FragmentYield(new Ion(z, a), 1), 290);
        Assert.Equal(degrees, Math.Sqrt(variance) * 180 / Math.PI, 0.06); // expected values have two digits
    }

    [Fact]
    public void Momentum_OfTheWholeProjectile_HasNoSpread() => Assert.Equal(0, FragmentMomenta.MomentumSigmaMeV(Ion.Carbon12, Ion.Carbon12));
}
