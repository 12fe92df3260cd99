using Hanbeam.Centre.DayBoard;
using Xunit;

namespace Hanbeam.Tests.Centre.DayBoard;

/// <summary>Says whether a schedule keeps every rule of its day, by looking at pairs of intervals and nothing of the search.</summary>
public static class ScheduleCheck
{
    /// <summary>Fails where a rule is broken.</summary>
    public static void Holds(DaySchedule schedule)
    {
        var day = schedule.Day;
        Assert.Equal(Enumerable.Range(0, day.Appointments.Count), schedule.Visits.Select(visit => visit.Appointment).Concat(schedule.NotTreated).Order());
        foreach (var visit in schedule.Visits) HoldsAlone(day, visit);
        foreach (var (a, b) in Pairs(schedule.Visits))
        {
            if (a.Room == b.Room) Assert.False(Overlap(a.Start, a.End, b.Start, b.End), $"{a} and {b} share a room");
            Assert.False(Overlap(a.BeamStart, a.BeamEnd, b.BeamStart, b.BeamEnd), $"{a} and {b} share the beam");
        }
    }

    private static void HoldsAlone(BeamDay day, Visit visit)
    {
        var (one, room) = (day.Appointments[visit.Appointment], day.Rooms[visit.Room]);
        Assert.Equal(one.Room, visit.Room);
        Assert.Equal((visit.Start + one.Setup, visit.Start + one.Setup + one.Beam, visit.Start + one.Total), (visit.BeamStart, visit.BeamEnd, visit.End));
        Assert.True(visit.Start >= room.Open && visit.Start >= one.Earliest && visit.End <= room.Close, $"{visit} is outside its hours");
        Assert.DoesNotContain(room.Unavailable, window => Overlap(visit.Start, visit.End, window.Start, window.End));
        Assert.DoesNotContain(day.BeamUnavailable, window => Overlap(visit.BeamStart, visit.BeamEnd, window.Start, window.End));
        if (one.Windows.Count > 0) Assert.Contains(one.Windows, window => visit.Start >= window.Start && visit.End <= window.End);
    }

    // Stretches without length overlap nothing.
    private static bool Overlap(long startA, long endA, long startB, long endB) => startA < endA && startB < endB && startA < endB && startB < endA;

    private static IEnumerable<(Visit, Visit)> Pairs(IReadOnlyList<Visit> visits) =>
        from n in Enumerable.Range(0, visits.Count)
        from k in Enumerable.Range(0, n)
        select (visits[k], visits[n]);
}
