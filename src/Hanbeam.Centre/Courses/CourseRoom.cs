namespace Hanbeam.Centre.Courses;

/// <summary>A treatment room over a period of days.</summary>
public sealed record CourseRoom
{
    /// <summary>What the staff call it.</summary>
    public required string Name { get; init; }

    /// <summary>Its beam ports.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];

    /// <summary>Seconds that may be planned on each day of the period; 0 on days on which it is closed.</summary>
    public required IReadOnlyList<long> Seconds { get; init; }
}
