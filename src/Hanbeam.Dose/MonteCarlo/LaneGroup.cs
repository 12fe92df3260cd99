namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Sixteen lanes and which of them are empty.</summary>
internal sealed class LaneGroup
{
    /// <summary>The bits of all lanes.</summary>
    public const uint All = 0xFFFF;

    public LaneGroup(TransportPhysics physics, TransportGrid grid, TransportSettings settings, ScoringLayout layout, float[] cells)
    {
        State = new LaneState();
        Step = new LaneStep(State, physics, grid, settings, layout, cells);
    }

    public LaneState State { get; }

    public LaneStep Step { get; }

    /// <summary>Bits of the lanes without an ion.</summary>
    public uint Empty { get; set; }
}
