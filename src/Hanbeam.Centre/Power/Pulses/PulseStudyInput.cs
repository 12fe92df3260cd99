namespace Hanbeam.Centre.Power.Pulses;

/// <summary>The machine's cycle, the grid it hangs on and the bank that may level it; the user's figures.</summary>
public sealed record PulseStudyInput
{
    /// <summary>The cycle's phases.</summary>
    public required IReadOnlyList<PulsePhase> Phases { get; init; }

    /// <summary>Factor on all powers of the cycle together: its uncertainty, such as 0.8 to 1.2.</summary>
    public required ValueRange Scale { get; init; }

    /// <summary>Where the cycle comes from.</summary>
    public required string Source { get; init; }

    /// <summary>The bank.</summary>
    public required CapacitorBank Bank { get; init; }

    /// <summary>Where the bank's figures come from.</summary>
    public required string BankSource { get; init; }

    /// <summary>The grid, with the short-circuit power of <see cref="ShortCircuitMva"/>'s low end; null where it is not known.</summary>
    public GridConnection? Grid { get; init; }

    /// <summary>Short-circuit power of the grid, MVA.</summary>
    public ValueRange ShortCircuitMva { get; init; }

    /// <summary>Where the grid's figures come from.</summary>
    public string? GridSource { get; init; }

    /// <summary>The P_st that the grid's operator allows, or null.</summary>
    public double? FlickerLimit { get; init; }
}
