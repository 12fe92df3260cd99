using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Biology.Mkm;
using Hanbeam.Biology.TrackStructure;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Stopping;
using Xunit;

namespace Hanbeam.Tests.Biology.Mkm;

public sealed class StochasticMkmTests
{
    private static readonly MkmParameters Hsg = new(0.174, 0.0568, 0.28, 8.1, 66.0);
    private static readonly StochasticMkm Model = new(Hsg);

    [Theory]
    [InlineData(6, 12, 3)]
    [InlineData(6, 12, 60)]
    [InlineData(2, 4, 200)]
    public void Means_OfDomainAndNucleus_AreThoseOfABruteDoubleIntegral(int z, int a, double energy)
    {
        var ion = new Ion(z, a);
        var let = ElectronicStopping.LetInWaterKeVPerUm(ion, energy);
        var means = Model.Means(ion, energy, let);
        var track = KieferChatterjee.Track(ion, energy, let);
        Assert.Equal(Brute(track, 8.1), means.NucleusGy, 0.01 * means.NucleusGy); // steps of the sums, and the core's area between them
        Assert.Equal(Brute(track, 0.28), means.DomainGy, 0.01 * means.DomainGy);
    }

    [Theory]
    [InlineData(0.3, 0.05)]
    [InlineData(1.2, 0.03)]
    public void LethalEvents_AgainstTheMeanOverSpreadNuclei_DifferBySecondOrderOnly(double specificEnergy, double nucleusGy)
    {
        // ⟨exp(−αz − βz²)⟩ over a Gaussian of mean D and variance z_n D, summed: the formula is its expansion to first order in z_n.
        var wide = Math.Abs(Difference(specificEnergy, nucleusGy));
        var narrow = Math.Abs(Difference(specificEnergy, nucleusGy / 2));
        Assert.True(wide < 0.01, $"{wide}"); // of −ln S
        Assert.InRange(wide / narrow, 3.2, 4.8); // second order: a quarter at half the spread, and a little of third order
    }

    [Fact]
    public void LethalEvents_NoSpread_IsLinearQuadratic() =>
        Assert.Equal((0.174 + 0.0568 * 5) * 3 + 0.0568 * 5 / 6 * 9, Model.LethalEvents(new SmkMeans(5, 6, 0), 3), 1e-12);

    [Fact]
    public void Effect_OfEveryIon_FollowsTheFullCurve()
    {
        var worst = 0.0;
        for (var z = 1; z <= 6; z++)
        {
            foreach (var energy in new[] { 0.3, 1, 3, 10, 30, 100, 400 })
            {
                var ion = IonGrid.Representative(z);
                var let = ElectronicStopping.LetInWaterKeVPerUm(ion, energy);
                var (effect, means) = (Model.Effect(ion, energy, let), Model.Means(ion, energy, let));
                var ten = (-effect.AlphaPerGy + Math.Sqrt(effect.AlphaPerGy * effect.AlphaPerGy + 4 * effect.BetaPerGy2 * Math.Log(10))) / (2 * effect.BetaPerGy2);
                Assert.Equal(Math.Log(10), Model.LethalEvents(means, ten), 1e-9);
                Assert.Equal(Model.LethalEvents(means, 1e-5) / 1e-5, effect.AlphaPerGy, 1e-4 * effect.AlphaPerGy);
                foreach (var share in new[] { 0.25, 0.5, 1.5, 2 })
                {
                    var full = Model.LethalEvents(means, share * ten);
                    worst = Math.Max(worst, Math.Abs((effect.AlphaPerGy + effect.BetaPerGy2 * share * ten) * share * ten / full - 1));
                }
            }
        }

        Assert.True(worst < 0.02, $"{worst}"); // what the model's page promises
    }

    private static double Difference(double specificEnergy, double nucleusGy)
    {
        const double Dose = 2;
        var means = new SmkMeans(specificEnergy * 10, specificEnergy * 10, nucleusGy);
        var alpha = Hsg.Alpha0PerGy + Hsg.BetaPerGy2 * means.SaturatedGy;
        var sigma = Math.Sqrt(nucleusGy * Dose);
        var (sum, weights) = (0.0, 0.0);
        for (var n = -4000; n <= 4000; n++)
        {
            var u = n * 0.002;
            var z = Dose + u * sigma;
            var weight = Math.Exp(-0.5 * u * u);
            sum += weight * Math.Exp(-alpha * z - Hsg.BetaPerGy2 * z * z);
            weights += weight;
        }

        return -Math.Log(sum / weights) - Model.LethalEvents(means, Dose);
    }

    // ∫z² b db / ∫z b db with z summed over rings about the centre of the disc: no closed form anywhere.
    private static double Brute(RadialDose track, double radius)
    {
        const int Distances = 300;
        var (squares, mean) = (0.0, 0.0);
        foreach (var (first, last) in new[] { (1e-3 * radius, radius), (radius, track.PenumbraRadiusUm + radius) })
        {
            for (var i = 0; i < Distances; i++)
            {
                var b = first * Math.Exp((i + 0.5) / Distances * Math.Log(last / first));
                var z = MeanOverDisc(track, b, radius);
                squares += z * z * b * b * Math.Log(last / first);
                mean += z * b * b * Math.Log(last / first);
            }
        }

        return squares / mean;
    }

    // Rings about the path, by the share of each that lies in the disc.
    private static double MeanOverDisc(RadialDose track, double b, double radius)
    {
        const int Rings = 200, Angles = 200;
        var sum = Math.PI * track.CoreRadiusUm * track.CoreRadiusUm * track.CoreDoseGy * (b < radius ? 1 : 0);
        var (inner, outer) = (Math.Max(track.CoreRadiusUm, b - radius), Math.Min(track.PenumbraRadiusUm, b + radius));
        var widest = b > radius ? Math.Asin(radius / b) : Math.PI;
        for (var i = 0; i < Rings; i++)
        {
            var r = inner * Math.Exp((i + 0.5) / Rings * Math.Log(outer / inner));
            var inside = 0;
            for (var n = 0; n < Angles; n++)
                if (r * r + b * b - 2 * r * b * Math.Cos((n + 0.5) * widest / Angles) < radius * radius) inside++;
            sum += track.PenumbraGyUm2 * 2 * widest * inside / Angles * Math.Log(outer / inner) / Rings;
        }

        return sum / (Math.PI * radius * radius);
    }
}
