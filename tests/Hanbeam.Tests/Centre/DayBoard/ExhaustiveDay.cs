using Hanbeam.Centre.DayBoard;

namespace Hanbeam.Tests.Centre.DayBoard;

/// <summary>
/// The best of a small day by trying: all subsets of start ticks, one appointment after the other in the input's order, checked pair by pair. It knows no order and no decoder.
/// </summary>
public sealed class ExhaustiveDay
{
    private readonly BeamDay day;
    private readonly Visit[] placed;
    private readonly bool[] isPlaced;
    private (long Lost, long Late, long End) best = (long.MaxValue, long.MaxValue, long.MaxValue);

    private ExhaustiveDay(BeamDay day)
    {
        this.day = day;
        placed = new Visit[day.Appointments.Count];
        isPlaced = new bool[day.Appointments.Count];
    }

    /// <summary>Priorities lost, ticks late, and the tick at which the day ends.</summary>
    public static (long Lost, long Late, long End) Best(BeamDay day, long horizon)
    {
        var search = new ExhaustiveDay(day);
        search.Try(0, (0, 0, day.Start), horizon);
        return search.best;
    }

    private void Try(int index, (long Lost, long Late, long End) cost, long horizon)
    {
        if (cost.CompareTo(best) >= 0) return;
        if (index == placed.Length)
        {
            best = cost;
            return;
        }

        var one = day.Appointments[index];
        for (var start = day.Rooms[one.Room].Open; start + one.Total <= Math.Min(horizon, day.Rooms[one.Room].Close); start++)
        {
            placed[index] = new Visit(index, one.Room, start, start + one.Setup, start + one.Setup + one.Beam, start + one.Total);
            if (!Fits(one, placed[index])) continue;
            isPlaced[index] = true;
            Try(index + 1, (cost.Lost, cost.Late + Math.Max(0, placed[index].End - one.Latest), Math.Max(cost.End, placed[index].End)), horizon);
            isPlaced[index] = false;
        }

        Try(index + 1, (cost.Lost + one.Priority, cost.Late, cost.End), horizon);
    }

    private bool Fits(Appointment one, Visit visit)
    {
        if (visit.Start < one.Earliest) return false;
        if (one.Windows.Count > 0 && !one.Windows.Any(window => visit.Start >= window.Start && visit.End <= window.End)) return false;
        if (day.Rooms[one.Room].Unavailable.Any(window => Overlap(visit.Start, visit.End, window.Start, window.End))) return false;
        if (day.BeamUnavailable.Any(window => Overlap(visit.BeamStart, visit.BeamEnd, window.Start, window.End))) return false;
        for (var n = 0; n < visit.Appointment; n++)
        {
            if (!isPlaced[n]) continue;
            if (placed[n].Room == visit.Room && Overlap(placed[n].Start, placed[n].End, visit.Start, visit.End)) return false;
            if (Overlap(placed[n].BeamStart, placed[n].BeamEnd, visit.BeamStart, visit.BeamEnd)) return false;
        }

        return true;
    }

    private static bool Overlap(long startA, long endA, long startB, long endB) => startA < endA && startB < endB && startA < endB && startB < endA;
}
