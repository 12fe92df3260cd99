using Hanbeam.Biology.Lem;
using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Biology.TrackStructure;
using Xunit;

namespace Hanbeam.Tests.Biology.Lem;

public sealed class LocalEffectTests
{
    [Theory]
    [InlineData(0.2, 700, 0, 5)] // the core holds all
    [InlineData(1, 650, 0, 5)]
    [InlineData(10, 161, 0, 5)]
    [InlineData(10, 161, 0, 1)] // the ring ends within the penumbra
    [InlineData(100, 26, 0, 5)]
    [InlineData(100, 26, 5, 155)]
    [InlineData(400, 0.3, 0.004, 5)] // begins inside the core
    public void Integral_OverARing_EqualsTheSumOverThinRings(double energyMeVPerU, double letKeVPerUm, double fromUm, double toUm)
    {
        var track = ScholzKraft.Track(energyMeVPerU, letKeVPerUm);
        foreach (var photons in new PhotonCurve[] { new(0.1, 0.05, 30), new(0.313, 0.0615, 7.5) })
        {
            // Brute force: rings of equal ratio, local dose and photon curve taken at their middles.
            const int Rings = 200_000;
            var start = Math.Max(fromUm, 1e-6);
            var sum = fromUm < start ? Math.PI * start * start * photons.Effect(track.DoseGy(0)) : 0;
            var step = Math.Log(toUm / start) / Rings;
            for (var n = 0; n < Rings; n++)
            {
                var (low, high) = (start * Math.Exp(n * step), start * Math.Exp((n + 1) * step));
                sum += Math.PI * (high * high - low * low) * photons.Effect(track.DoseGy(Math.Sqrt(low * high)));
            }

            Assert.Equal(sum, LocalEffect.Integral(track, photons, fromUm, toUm), 1e-3 * sum); // one ring astride the core's edge and one astride the penumbra's
        }
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.35)]
    [InlineData(10)]
    [InlineData(430)]
    public void Track_AnyEnergy_IntegratesToTheLet(double energyMeVPerU)
    {
        var track = ScholzKraft.Track(energyMeVPerU, 100);
        Assert.Equal(16.02176634, track.IntegralGyUm2, 1e-10);
        Assert.True(track.PenumbraRadiusUm >= track.CoreRadiusUm);
    }
}
