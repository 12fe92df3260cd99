using Hanbeam.Centre.Power.Storage;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.Centre.Power.Storage;

public sealed class ClearSkyTests
{
    [Fact]
    public void Series_GivesTheYield_AndKnowsSummerNoonAndNight()
    {
        var series = ClearSky.Series(36.5, 12.5, 1300);
        Assert.Equal(8760, series.Length);

        // What dusk loses is below 1e-6 kW in at most 730 hours.
        Assert.Equal(1300, series.Sum(), 1e-3);
        Assert.Equal(0, series[(180 * 24) + 1]);
        Assert.Equal(series[(180 * 24) + 12], Enumerable.Range(180 * 24, 24).Max(hour => series[hour]));
        Assert.True(series[(172 * 24) + 12] > 1.5 * series[(355 * 24) + 12]);
    }

    [Fact]
    public void Series_OfTheOtherHemisphere_HasItsSummerInJanuary()
    {
        var series = ClearSky.Series(-35, 12, 1500);
        Assert.True(series[(10 * 24) + 12] > series[(190 * 24) + 12]);
    }

    [Theory]
    [InlineData(80, 12, 1000)]
    [InlineData(40, 9, 1000)]
    [InlineData(40, 12, -1)]
    public void Series_OutOfRange_IsRefused(double latitude, double noon, double yield) => Assert.Throws<InputException>(() => ClearSky.Series(latitude, noon, yield));

    [Fact]
    public void Annuity_WithoutInterest_IsEvenAndWithItMore()
    {
        Assert.Equal(50, Annuity.Of(1000, 20, 0));

        // Repaid: what is paid, discounted, is what was borrowed.
        var yearly = Annuity.Of(1000, 20, 0.04);
        Assert.Equal(1000, Enumerable.Range(1, 20).Sum(year => yearly / Math.Pow(1.04, year)), 1e-9);
    }
}
