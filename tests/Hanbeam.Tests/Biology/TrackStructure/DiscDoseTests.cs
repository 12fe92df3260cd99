using Hanbeam.Biology.TrackStructure;
using Xunit;

namespace Hanbeam.Tests.Biology.TrackStructure;

public sealed class DiscDoseTests
{
    /// <summary>A core of 0.01 µm with 1000 Gy, 0.05 Gy·µm² out to 2 µm.</summary>
    private static readonly RadialDose Track = new(0.01, 2, 1000, 0.05);

    [Theory]
    [InlineData(0)] // the path in the middle of the disc: closed form
    [InlineData(0.2)] // inside: closed form
    [InlineData(0.3125)] // the core cuts the disc's edge
    [InlineData(0.32)]
    [InlineData(0.3275)]
    [InlineData(0.5)] // outside: closed form
    [InlineData(1.9)] // the disc reaches beyond the penumbra
    [InlineData(2.1)]
    public void Mean_AtAnyDistance_EqualsTheSumOverRings(double distanceUm)
    {
        var slow = SlowMean(distanceUm, 0.32);
        Assert.Equal(slow, DiscDose.MeanGy(Track, distanceUm, 0.32), 5e-4 * slow); // the slow sum's steps at the core's edge
    }

    [Fact]
    public void Mean_BeyondReach_IsZero() => Assert.Equal(0, DiscDose.MeanGy(Track, 2.33, 0.32));

    [Fact]
    public void Mean_WholeTrackInTheDisc_IsTheIntegralOverTheDisc()
    {
        var expected = Track.IntegralGyUm2 / (Math.PI * 25);
        Assert.Equal(expected, DiscDose.MeanGy(Track, 1, 5), 1e-12 * expected);
    }

    /// <summary>Rings about the disc's centre, each averaged over its angle: no formula in common with the code.</summary>
    private static double SlowMean(double distanceUm, double radiusUm)
    {
        const int Rings = 1600, Angles = 4000;
        var sum = 0.0;
        for (var i = 0; i < Rings; i++)
        {
            var r = (i + 0.5) * radiusUm / Rings;
            for (var j = 0; j < Angles; j++)
            {
                var angle = (j + 0.5) * Math.PI / Angles;
                sum += r * Track.DoseGy(Math.Sqrt(r * r + distanceUm * distanceUm - 2 * r * distanceUm * Math.Cos(angle)));
            }
        }

        return sum * 2 / (Rings * (double)Angles * radiusUm);
    }
}
