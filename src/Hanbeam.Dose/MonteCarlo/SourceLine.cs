using Hanbeam.Numerics.Random;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>One worker's way of a source's ions from their start to the geometry.</summary>
internal sealed class SourceLine
{
    private readonly UpstreamLine? line;
    private readonly ScalarTransport<EscapeCollector>? transport;
    private readonly TransportPhysics physics;
    private readonly List<Particle> through;

    public SourceLine(RunPlan plan, BeamSource source, int firstMaterial, List<Particle> through)
    {
        (physics, this.through) = (plan.Physics, through);
        Entrance = new BeamEntrance(source.Frame, plan.Geometry);
        if (source.Slabs.Count == 0) return;
        line = new UpstreamLine(source.Slabs, firstMaterial, source.Frame.StartZgMm);
        var scatter = (float[])physics.ScatteringRatio.Clone();
        for (var n = 0; n < source.Slabs.Count; n++)
            if (!source.Slabs[n].ScattersPrimaries)
                scatter[firstMaterial + n] = 0;
        transport = new(physics, line.Grid, scatter, plan.Transport, new EscapeCollector(line.Grid.Nz - 1, through));
    }

    /// <summary>From the layers to the geometry.</summary>
    public BeamEntrance Entrance { get; }

    /// <summary>Follows an ion through the slabs; all that comes out at the far end is left in the list given to the constructor.</summary>
    public void Pass(in Particle ion, ref CounterRandom random, ref EnergyTally tally)
    {
        through.Clear();
        if (transport is null || line is null)
        {
            through.Add(ion);
            return;
        }

        line.DrawRipples(ref random);
        transport.Tally = default;
        transport.FollowAll(ion);
        var t = transport.Tally;
        foreach (var next in through) t.Escaped -= physics.MassNumber[next.Species] * next.E;
        (t.Upstream, t.Deposited) = (t.Deposited, 0);
        tally.Add(t);
    }
}
