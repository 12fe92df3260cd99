using Hanbeam.Dose.Vectors;
using Hanbeam.Numerics.Random;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>The beginning of an ion's random stream.</summary>
internal static class ParticleStart
{
    /// <summary>Draws how far it is to the first reaction attempt and hard scattering, from the first block of the ion's stream.</summary>
    public static void DrawPaths(ulong seed, ref Particle ion)
    {
        var random = new CounterRandom(seed, ion.Stream);
        ion.ToReaction = -FloatMath.Log(random.NextSingle());
        ion.ToHard = -FloatMath.Log(random.NextSingle());
        ion.Block = random.Blocks;
    }
}
