namespace Hanbeam.Centre.Courses;

/// <summary>A patient's course: fractions to be put on days. Days count from 0 at the period's first; gaps are differences of days.</summary>
public sealed record Course
{
    /// <summary>The patient.</summary>
    public required string Name { get; init; }

    /// <summary>Number of fractions, at least 1.</summary>
    public required int Fractions { get; init; }

    /// <summary>Most fractions in a week, Monday to Sunday.</summary>
    public required int MostPerWeek { get; init; }

    /// <summary>Least days from one fraction to the next, at least 1.</summary>
    public int LeastGapDays { get; init; } = 1;

    /// <summary>Most days from one fraction to the next.</summary>
    public required int MostGapDays { get; init; }

    /// <summary>First day on which it may start.</summary>
    public required int StartFrom { get; init; }

    /// <summary>Last day on which it may start.</summary>
    public required int StartTo { get; init; }

    /// <summary>Indices of the rooms that can treat it; all its fractions are given in one of them.</summary>
    public required IReadOnlyList<int> Rooms { get; init; }

    /// <summary>Days on which the patient cannot come.</summary>
    public IReadOnlySet<int> Away { get; init; } = new HashSet<int>();

    /// <summary>Seconds in the room for each fraction.</summary>
    public required long RoomSeconds { get; init; }

    /// <summary>Seconds of beam for each fraction.</summary>
    public required long BeamSeconds { get; init; }

    /// <summary>What a course not taken, or a day's delay, counts; at least 1.</summary>
    public int Priority { get; init; } = 1;
}
