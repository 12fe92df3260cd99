using Hanbeam.Dose.Vectors;
using Hanbeam.Numerics.Random;
using Hanbeam.Physics.Nuclear;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>What happens where an ion makes an attempt at a reaction.</summary>
internal static class ReactionSite
{
    /// <summary>
    /// Charged products with less range than this in the water-equivalent of the material are recoils, mm: deposited where they are made and left out of LET and
    /// other means.
    /// </summary>
    public const float RecoilRangeMm = 0.1f;

    /// <summary>Rejects the attempt, or makes the reaction: pushes products that fly on and tells the scorer of those that stay.</summary>
    /// <returns>Whether the ion ended here.</returns>
    public static bool Attempt<TScorer>(
        TransportPhysics physics, ulong seed, ref Particle ion, int voxel, int material, float attemptsPerMm, float inverseRatio,
        ref TScorer scorer, ParticleStack stack, ref EnergyTally tally)
        where TScorer : struct, ITransportScorer
    {
        var random = new CounterRandom(seed, ion.Stream, ion.Block);
        var element = physics.Reactions.Pick(ion.Species, ion.E, material, random.NextDouble() * attemptsPerMm);
        ion.ToReaction = -FloatMath.Log(random.NextSingle());
        if (element < 0)
        {
            ion.Block = random.Blocks;
            return false;
        }

        var (z, a) = physics.Reactions.Target(element);
        var projectile = physics.Species[ion.Species];
        var products = stack.Products;
        var outcome = ReactionGenerator.Sample(physics.Model, projectile, ion.E, z, a, ref random, products);
        var left = (double)projectile.A * ion.E + outcome.QMeV - outcome.ExcitationOrGammaMeV;
        tally.Reactions++;
        tally.Q += outcome.QMeV;
        tally.Gamma += outcome.ExcitationOrGammaMeV;
        for (var n = 0; n < outcome.Count; n++)
        {
            ref readonly var product = ref products[n];
            if (product.Z == 0)
            {
                tally.Neutrons += product.A * product.E;
                left -= product.A * product.E;
            }
            else left -= PushIfItFlies(physics, seed, ion, product, (uint)n, stack);
        }

        scorer.Local(ion, voxel, left, inverseRatio);
        tally.Deposited += left;
        return true;
    }

    // Returns the energy that flies on; 0 for a recoil.
    private static double PushIfItFlies(TransportPhysics physics, ulong seed, in Particle parent, in ReactionProduct product, uint child, ParticleStack stack)
    {
        var species = physics.SpeciesOf(product.Z, product.A);
        if (species < 0 || product.E <= 0) return 0;
        var (range, energy) = physics.RangeOf(species, product.E);
        if (range < RecoilRangeMm) return 0;
        var born = parent;
        born.Species = species;
        born.RangeMm = range;
        born.E = energy;
        born.Generation++;
        born.Stream = CounterRandom.ChildStream(parent.Stream, child);
        ParticleStart.DrawPaths(seed, ref born);
        Directions.Turn(ref born, product.CosTheta, product.Phi);
        stack.Push(born);
        return (double)physics.MassNumber[species] * energy;
    }
}
