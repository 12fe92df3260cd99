namespace Hanbeam.Centre.DayBoard;

/// <summary>A treatment room on one day.</summary>
public sealed record TreatmentRoom
{
    /// <summary>The end of a day that does not end.</summary>
    public const Ticks NeverCloses = long.MaxValue / 4;

    /// <summary>What the staff call it.</summary>
    public required string Name { get; init; }

    /// <summary>The first tick at which a patient may be in it.</summary>
    public Ticks Open { get; init; }

    /// <summary>The tick at which the last patient must have left; a patient who cannot leave by then is not treated on this day.</summary>
    public Ticks Close { get; init; } = NeverCloses;

    /// <summary>When nobody may be in it: ascending, not overlapping.</summary>
    public IReadOnlyList<TimeWindow> Unavailable { get; init; } = [];
}
