namespace Hanbeam.Centre.DayBoard;

/// <summary>How far a day has come while an order is turned into times: when beam and rooms are free, and the cost so far.</summary>
internal sealed class DayState
{
    private readonly BeamDay day;
    private readonly Ticks[] roomFree;
    private readonly Ticks meanStay;
    private Ticks beamFree;
    private long lost;
    private Ticks late;
    private Ticks delay;
    private Ticks end;

    public DayState(BeamDay day)
    {
        this.day = day;
        roomFree = [.. day.Rooms.Select(room => room.Open)];
        beamFree = end = day.Start;
        meanStay = Math.Max(1, day.Appointments.Sum(one => one.Total) / day.Appointments.Count);
    }

    public DayCost Cost => new(lost, late, delay + end);

    public void CopyFrom(DayState other)
    {
        other.roomFree.CopyTo(roomFree, 0);
        (beamFree, lost, late, delay, end) = (other.beamFree, other.lost, other.late, other.delay, other.end);
    }

    /// <summary>Gives the next appointment of the order its earliest times.</summary>
    /// <returns>False where it fits nowhere any more.</returns>
    public bool Place(int index, out Visit visit)
    {
        var one = day.Appointments[index];
        var start = EarliestStart(one);
        visit = new Visit(index, one.Room, start, start + one.Setup, start + one.Setup + one.Beam, start + one.Total);
        if (start == TreatmentRoom.NeverCloses || visit.End > day.Rooms[one.Room].Close)
        {
            lost += one.Priority;
            return false;
        }

        roomFree[one.Room] = visit.End;
        if (one.Beam > 0) beamFree = visit.BeamEnd;
        late += Math.Max(0, visit.End - one.Latest);
        if (one.ToldStart is { } told) delay += Weighed(Math.Max(0, start - told));
        end = Math.Max(end, visit.End);
        return true;
    }

    // One long wait is worse than the same time spread over many: a delay of n mean stays counts n (n + 1) of them.
    private Ticks Weighed(Ticks wait) => wait + wait * wait / meanStay;

    // Every step goes to the first tick that the window in the way allows, so none before it is possible.
    private Ticks EarliestStart(Appointment one)
    {
        var room = day.Rooms[one.Room];
        var start = Math.Max(roomFree[one.Room], one.Earliest);
        if (one.Beam > 0) start = Math.Max(start, beamFree - one.Setup);
        while (true)
        {
            var next = After(room.Unavailable, start, one.Total);
            if (one.Beam > 0) next = Math.Max(next, After(day.BeamUnavailable, next + one.Setup, one.Beam) - one.Setup);
            if (one.Windows.Count > 0) next = Math.Max(next, Into(one.Windows, next, one.Total));
            if (next == start) return start;
            start = next;
        }
    }

    private static Ticks After(IReadOnlyList<TimeWindow> unavailable, Ticks start, Ticks length)
    {
        for (var n = 0; n < unavailable.Count; n++)
            if (start < unavailable[n].End && start + length > unavailable[n].Start) start = unavailable[n].End;
        return start;
    }

    private static Ticks Into(IReadOnlyList<TimeWindow> windows, Ticks start, Ticks length)
    {
        for (var n = 0; n < windows.Count; n++)
            if (Math.Max(start, windows[n].Start) + length <= windows[n].End) return Math.Max(start, windows[n].Start);
        return TreatmentRoom.NeverCloses;
    }
}
