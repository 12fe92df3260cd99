using Hanbeam.Dose.Vectors;
using Hanbeam.Numerics.Random;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>What happens where an ion meets a candidate for hard scattering.</summary>
internal static class HardEvent
{
    /// <summary>Turns the ion where the candidate is accepted, and draws the path to the next.</summary>
    public static void Turn(TransportPhysics physics, ulong seed, ref Particle ion, int material, float scatter)
    {
        var random = new CounterRandom(seed, ion.Stream, ion.Block);
        ion.ToHard = -FloatMath.Log(random.NextSingle());
        var angle = scatter > 0 ? physics.HardScattering.Angle(ion.Species, ion.RangeMm, material, ref random) : 0;
        if (angle > 0) Directions.Turn(ref ion, Math.Cos(angle), 2 * Math.PI * random.NextDouble());
        ion.Block = random.Blocks;
    }
}
