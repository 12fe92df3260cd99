namespace Hanbeam.Centre.DayBoard;

/// <summary>
/// One day of a centre as a problem: appointments in rooms that share one beam. Without opening hours, windows and unavailability it is the
/// job sequencing problem with one common and multiple secondary resources of [Horn2019].
/// </summary>
public sealed record BeamDay
{
    /// <summary>The rooms.</summary>
    public required IReadOnlyList<TreatmentRoom> Rooms { get; init; }

    /// <summary>The appointments, in the input's order.</summary>
    public required IReadOnlyList<Appointment> Appointments { get; init; }

    /// <summary>When there is no beam: ascending, not overlapping.</summary>
    public IReadOnlyList<TimeWindow> BeamUnavailable { get; init; } = [];

    /// <summary>The tick from which the makespan counts: the first opening.</summary>
    public Ticks Start => Rooms.Min(room => room.Open);

    /// <summary>Whether appointments can be moved freely in time: nothing but their durations matters until closing.</summary>
    internal bool IsFree => BeamUnavailable.Count == 0 && Rooms.All(room => room.Open == Start && room.Unavailable.Count == 0)
        && Appointments.All(one => one.Earliest <= Start && one.Windows.Count == 0 && one.ToldStart is null);
}
