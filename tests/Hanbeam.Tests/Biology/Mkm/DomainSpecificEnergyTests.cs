using Hanbeam.Biology.Mkm;
using Hanbeam.Biology.TrackStructure;
using Hanbeam.Physics.Ions;
using Xunit;

namespace Hanbeam.Tests.Biology.Mkm;

public sealed class DomainSpecificEnergyTests
{
    private const double DomainRadiusUm = 0.32;

    [Theory]
    [InlineData(1, 1, 0.1, 81.2)]
    [InlineData(1, 1, 400, 0.3006)]
    [InlineData(6, 12, 0.1, 712)]
    [InlineData(6, 12, 10, 159.8)]
    [InlineData(6, 12, 430, 10.52)]
    public void Mean_PanelsAgainstABruteSum_AgreesToOneInTenThousand(int z, int a, double energyMeVPerU, double letKeVPerUm)
    {
        var track = KieferChatterjee.Track(new Ion(z, a), energyMeVPerU, letKeVPerUm);
        const double Saturation = 48.98;
        var (squares, mean) = (0.0, 0.0);
        const int Steps = 100_000;
        var last = Math.Log((track.PenumbraRadiusUm + DomainRadiusUm) / 1e-4);
        for (var n = 0; n < Steps; n++)
        {
            var b = 1e-4 * Math.Exp((n + 0.5) * last / Steps);
            var specific = DiscDose.MeanGy(track, b, DomainRadiusUm);
            squares += Saturation * Saturation * (1 - Math.Exp(-specific * specific / (Saturation * Saturation))) * b * b;
            mean += specific * b * b;
        }

        var expected = squares / mean;
        Assert.Equal(expected, DomainSpecificEnergy.DoseMeanGy(track, DomainRadiusUm, Saturation), 1e-4 * expected); // the sum's own step and start
    }

    [Fact]
    public void Mean_TrackOfAPoint_IsEnergyOverDomain()
    {
        // A track much thinner than the domain leaves z = LET/(πr²) in every domain that it hits: so is the dose mean.
        var track = new RadialDose(1e-6, 1e-5, 0, 1);
        var expected = track.IntegralGyUm2 / (Math.PI * DomainRadiusUm * DomainRadiusUm);
        Assert.Equal(expected, DomainSpecificEnergy.DoseMeanGy(track, DomainRadiusUm, double.PositiveInfinity), 1e-4 * expected); // 1e-5/0.32 of hits on the edge
    }

    [Fact]
    public void Mean_SmallSaturationParameter_FallsWithIt()
    {
        var track = KieferChatterjee.Track(Ion.Carbon12, 10, 159.8);
        var free = DomainSpecificEnergy.DoseMeanGy(track, DomainRadiusUm, double.PositiveInfinity);
        var saturated = DomainSpecificEnergy.DoseMeanGy(track, DomainRadiusUm, 48.98);
        var strongly = DomainSpecificEnergy.DoseMeanGy(track, DomainRadiusUm, 10);
        Assert.True(free > saturated && saturated > strongly);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(26.02)]
    public void Track_AnyLet_IntegratesToTheLet(double letKeVPerUm)
    {
        // 1 keV/µm is less than the penumbra of this ion takes by its formula; 26.02 is its LET.
        var track = KieferChatterjee.Track(Ion.Carbon12, 100, letKeVPerUm);
        Assert.Equal(0.1602176634 * letKeVPerUm, track.IntegralGyUm2, 1e-12 * letKeVPerUm);
        Assert.True(track.CoreDoseGy >= 0);
    }
}
