using Hanbeam.Numerics.Random;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Nuclear;
using Xunit;

namespace Hanbeam.Tests.Physics.Nuclear;

public sealed class ReactionGeneratorTests
{
    // H, C, N, O, Na, P, Ar, Ca, I: what bodies, chambers and contrast agents are made of.
    private static readonly (int Z, int A)[] Targets = [(1, 1), (6, 12), (7, 14), (8, 16), (11, 23), (15, 31), (18, 40), (20, 40), (53, 127)];

    [Fact]
    public void Reactions_OfEveryNucleusAtAnyEnergy_ConserveChargeMassNumberAndEnergy()
    {
        var ions = LightNuclei.All;
        var random = new CounterRandom(1, 2);
        var products = new ReactionProduct[ReactionGenerator.MaximumProducts];
        for (var n = 0; n < 60_000; n++)
        {
            var ion = ions[(int)(random.NextDouble() * ions.Count)];
            var (z, a) = Targets[(int)(random.NextDouble() * Targets.Length)];
            var energy = 0.1 * Math.Pow(4500, random.NextDouble()); // 0.1 to 450 MeV/u
            var outcome = ReactionGenerator.Sample(ion, energy, z, a, ref random, products);
            var made = products.AsSpan(0, outcome.Count);
            int charge = 0, mass = 0;
            var kinetic = 0.0;
            foreach (var one in made)
            {
                (charge, mass, kinetic) = (charge + one.Z, mass + one.A, kinetic + one.A * one.E);
                Assert.True(one.E >= 0 && Math.Abs(one.CosTheta) <= 1 && double.IsFinite(one.Phi), $"{ion} at {energy} on {z},{a}: {one}");
            }

            Assert.Equal(ion.Z + z, charge);
            Assert.Equal(ion.A + a, mass);
            Assert.True(outcome.ExcitationOrGammaMeV >= 0);
            Assert.Equal(ion.A * energy + outcome.QMeV, kinetic + outcome.ExcitationOrGammaMeV, 1e-9 * (1 + ion.A * energy)); // rounding of some hundred additions
        }
    }

    [Fact]
    public void Products_AreNucleiThatHoldTogether()
    {
        var random = new CounterRandom(3, 4);
        var products = new ReactionProduct[ReactionGenerator.MaximumProducts];
        for (var n = 0; n < 20_000; n++)
        {
            var outcome = ReactionGenerator.Sample(Ion.Carbon12, 200, 8, 16, ref random, products);
            foreach (var one in products.AsSpan(0, outcome.Count)) Assert.True(LightNuclei.Contains(one.Z, one.A), $"{one}");
        }
    }

    [Fact]
    public void SameStream_GivesTheSameReaction()
    {
        var (first, second) = (new ReactionProduct[ReactionGenerator.MaximumProducts], new ReactionProduct[ReactionGenerator.MaximumProducts]);
        CounterRandom one = new(5, 6), other = new(5, 6);
        Assert.Equal(ReactionGenerator.Sample(Ion.Carbon12, 300, 6, 12, ref one, first), ReactionGenerator.Sample(Ion.Carbon12, 300, 6, 12, ref other, second));
        Assert.Equal(first, second);
    }

    [Fact]
    public void Sampling_AllocatesNothing()
    {
        var random = new CounterRandom(7, 8);
        var products = new ReactionProduct[ReactionGenerator.MaximumProducts];
        ReactionGenerator.Sample(Ion.Carbon12, 300, 8, 16, ref random, products);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var n = 0; n < 1000; n++) ReactionGenerator.Sample(Ion.Carbon12, 300, 8, 16, ref random, products);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Reactions_OfCarbonAt300_AreBreakUps()
    {
        var random = new CounterRandom(9, 10);
        var products = new ReactionProduct[ReactionGenerator.MaximumProducts];
        for (var n = 0; n < 20_000; n++) Assert.NotEqual(0, ReactionGenerator.Sample(Ion.Carbon12, 300, 8, 16, ref random, products).QMeV); // 0: nothing but an excitation
    }

    [Fact]
    public void Isotopes_AreMadeAsOftenAsTheCrossSectionsSay()
    {
        const int Reactions = 40_000;
        var random = new CounterRandom(11, 12);
        var products = new ReactionProduct[ReactionGenerator.MaximumProducts];
        var boron = 0;
        for (var n = 0; n < Reactions; n++)
        {
            var outcome = ReactionGenerator.Sample(Ion.Carbon12, 250, 6, 12, ref random, products);
            foreach (var one in products.AsSpan(0, outcome.Count)) boron += one is { Z: 5, A: 11, Origin: ProductOrigin.Projectile } ? 1 : 0;
        }

        var share = ReactionCrossSections.IsotopicMb(Ion.Carbon12, 250, 6, 12, new Ion(5, 11)) / ReactionCrossSections.TotalMb(Ion.Carbon12, 250, 6, 12);
        Assert.Equal(share, boron / (double)Reactions, 4 * Math.Sqrt(share / Reactions)); // four standard deviations
    }

    [Fact]
    public void Protons_OnHydrogen_ScatterElastically()
    {
        var random = new CounterRandom(13, 14);
        var products = new ReactionProduct[ReactionGenerator.MaximumProducts];
        var outcome = ReactionGenerator.Sample(Ion.Proton, 150, 1, 1, ref random, products);
        Assert.Equal(2, outcome.Count);
        // Two bodies of one mass: tan θ1 tan θ2 = 2/(γ + 1), close to the right angle between them.
        double Tangent(ReactionProduct one) => Math.Tan(Math.Acos(one.CosTheta));
        var gamma = Kinematics.Gamma(Ion.Proton, 150);
        Assert.Equal(2 / (gamma + 1), Tangent(products[0]) * Tangent(products[1]), 1e-6);
    }
}
