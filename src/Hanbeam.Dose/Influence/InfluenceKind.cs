namespace Hanbeam.Dose.Influence;

/// <summary>What an operator holds in memory.</summary>
public enum InfluenceKind
{
    /// <summary>Stored in eight bits up to 2 GB an operator, else recomputed: chosen by the case, never by the machine.</summary>
    Automatic,

    /// <summary>A matrix of eight-bit numbers: for iterations; the rounding is at most 1/510 of a spot's largest dose in the brick.</summary>
    Stored,

    /// <summary>A matrix of sixteen-bit numbers.</summary>
    StoredWide,

    /// <summary>No matrix: every product computes its values anew.</summary>
    Recomputed,
}
