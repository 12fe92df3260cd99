namespace Hanbeam.Centre.DayBoard;

/// <summary>
/// A patient's treatment on one day: a room is held for setup, beam and exit without a break, the beam for the middle part only.
/// </summary>
public sealed record Appointment
{
    /// <summary>Latest end of an appointment that has none.</summary>
    public const Ticks NoLatest = long.MaxValue / 4;

    /// <summary>The patient, by the name or number that the board shows.</summary>
    public required string Name { get; init; }

    /// <summary>Index of the room.</summary>
    public required int Room { get; init; }

    /// <summary>Ticks in the room before the beam: immobilisation, imaging, positioning.</summary>
    public required Ticks Setup { get; init; }

    /// <summary>Ticks of beam; 0 for an appointment that needs none.</summary>
    public required Ticks Beam { get; init; }

    /// <summary>Ticks in the room after the beam.</summary>
    public required Ticks Exit { get; init; }

    /// <summary>The patient cannot be in the room before this tick.</summary>
    public Ticks Earliest { get; init; }

    /// <summary>The patient should have left by this tick; later is allowed and called late.</summary>
    public Ticks Latest { get; init; } = NoLatest;

    /// <summary>Where not empty, the whole stay lies inside one of these: ascending, not overlapping.</summary>
    public IReadOnlyList<TimeWindow> Windows { get; init; } = [];

    /// <summary>What is lost when the patient cannot be treated on this day, at least 1.</summary>
    public long Priority { get; init; } = 1;

    /// <summary>The start that the patient was told, where a day is planned anew.</summary>
    public Ticks? ToldStart { get; init; }

    /// <summary>Ticks in the room.</summary>
    public Ticks Total => Setup + Beam + Exit;
}
