using Hanbeam.Numerics.Work;

namespace Hanbeam.Centre.DayBoard;

/// <summary>
/// Plans the rest of a day after the beam failed. What is done stays; those in a room stay in it and get the beam first, in their order, as soon as
/// it is back; all others are ordered anew (docs/methods/day-board.md): as few as possible lost, then late, then the day's end with the delays, long ones weighing more.
/// </summary>
public static class DayReplanner
{
    /// <summary>Plans anew.</summary>
    /// <param name="schedule">The board so far.</param>
    /// <param name="down">The beam fails, ticks.</param>
    /// <param name="resume">It is expected back, ticks, after <paramref name="down"/>.</param>
    /// <param name="callEarlier">By how many ticks a patient may be asked to come earlier than told.</param>
    /// <param name="tellFrom">Shifts of fewer ticks need not be told.</param>
    /// <param name="settings">How long to look, or null for the usual.</param>
    /// <param name="context">Threads, progress, cancellation.</param>
    /// <exception cref="InputException">The beam comes back before it fails, or fails outside the day.</exception>
    public static DownReplan Replan(DaySchedule schedule, Ticks down, Ticks resume, Ticks callEarlier = 0, Ticks tellFrom = 0, DaySearchSettings? settings = null, WorkContext? context = null)
    {
        if (resume <= down) throw new InputException("the beam must come back after it went down.");
        if (down < schedule.Day.Start || down >= schedule.End) throw new InputException("the beam goes down before the first opening or after the last patient has left.");
        var inRooms = InRooms(schedule, down, resume);
        var changes = new List<VisitChange>(inRooms);
        var open = OpenAppointments(schedule, inRooms);
        var plan = open.Count == 0 ? null : DayPlanner.Plan(RestOfDay(schedule, inRooms, open, down, resume, callEarlier), settings, context);
        if (plan is not null) AddPlanned(changes, schedule, plan, open, tellFrom);
        return new DownReplan(down, resume, plan, [.. changes.OrderBy(change => change.Visit?.Start ?? long.MaxValue).ThenBy(change => change.Appointment)]);
    }

    /// <summary>Those who were in a room or gone: their beam as it was, or from when it is back.</summary>
    private static List<VisitChange> InRooms(DaySchedule schedule, Ticks down, Ticks resume)
    {
        var changes = new List<VisitChange>();
        var beamFree = resume;
        foreach (var told in schedule.Visits.Where(visit => visit.Start < down))
        {
            if (told.BeamEnd <= down || told.BeamStart == told.BeamEnd)
            {
                changes.Add(new VisitChange(told.Appointment, VisitStatus.Done, told, told));
                continue;
            }

            var needed = told.BeamEnd - Math.Max(down, told.BeamStart);
            var start = AfterUnavailable(schedule.Day.BeamUnavailable, Math.Max(beamFree, told.BeamStart), needed);
            beamFree = start + needed;
            var status = told.BeamStart < down ? VisitStatus.Interrupted : start == told.BeamStart ? VisitStatus.AsTold : VisitStatus.Waiting;
            changes.Add(new VisitChange(told.Appointment, status, told, told with { BeamStart = start, BeamEnd = beamFree, End = beamFree + (told.End - told.BeamEnd) }));
        }

        return changes;
    }

    private static List<int> OpenAppointments(DaySchedule schedule, List<VisitChange> inRooms)
    {
        var settled = inRooms.Select(change => change.Appointment).ToHashSet();
        return [.. Enumerable.Range(0, schedule.Day.Appointments.Count).Where(index => !settled.Contains(index))];
    }

    private static BeamDay RestOfDay(DaySchedule schedule, List<VisitChange> inRooms, List<int> open, Ticks down, Ticks resume, Ticks callEarlier)
    {
        var day = schedule.Day;
        var told = schedule.Visits.ToDictionary(visit => visit.Appointment);
        var beams = inRooms.Where(change => change.Status != VisitStatus.Done && change.Visit!.Value.BeamEnd > change.Visit.Value.BeamStart)
            .Select(change => new TimeWindow(change.Visit!.Value.BeamStart, change.Visit.Value.BeamEnd));
        return day with
        {
            Rooms = [.. day.Rooms.Select((room, n) => room with
            {
                Open = inRooms.Where(change => change.Visit!.Value.Room == n).Select(change => change.Visit!.Value.End).Append(room.Open).Append(down).Max(),
            })],
            BeamUnavailable = Merge([.. day.BeamUnavailable, .. beams, new TimeWindow(down, resume)]),
            Appointments = [.. open.Select(index => told.TryGetValue(index, out var visit)
                ? day.Appointments[index] with { ToldStart = visit.Start, Earliest = Math.Max(day.Appointments[index].Earliest, Math.Max(down, visit.Start - callEarlier)) }
                : day.Appointments[index] with { Earliest = Math.Max(day.Appointments[index].Earliest, down) })],
        };
    }

    private static void AddPlanned(List<VisitChange> changes, DaySchedule schedule, DayPlan plan, List<int> open, Ticks tellFrom)
    {
        var told = schedule.Visits.ToDictionary(visit => visit.Appointment);
        foreach (var visit in plan.Schedule.Visits)
        {
            var index = open[visit.Appointment];
            var before = told.TryGetValue(index, out var first) ? first : (Visit?)null;
            var isAsTold = before is { } old && (old.Start == visit.Start || Math.Abs(old.Start - visit.Start) < tellFrom);
            changes.Add(new VisitChange(index, isAsTold ? VisitStatus.AsTold : VisitStatus.Moved, before, visit with { Appointment = index }));
        }

        foreach (var lost in plan.Schedule.NotTreated)
        {
            var before = told.TryGetValue(open[lost], out var first) ? first : (Visit?)null;
            changes.Add(new VisitChange(open[lost], VisitStatus.NotTreated, before, null));
        }
    }

    private static Ticks AfterUnavailable(IReadOnlyList<TimeWindow> unavailable, Ticks start, Ticks length)
    {
        foreach (var window in unavailable)
            if (start < window.End && start + length > window.Start) start = window.End;
        return start;
    }

    private static IReadOnlyList<TimeWindow> Merge(IEnumerable<TimeWindow> windows)
    {
        var merged = new List<TimeWindow>();
        foreach (var window in windows.OrderBy(window => window.Start))
        {
            if (merged.Count > 0 && window.Start <= merged[^1].End) merged[^1] = merged[^1] with { End = Math.Max(merged[^1].End, window.End) };
            else merged.Add(window);
        }

        return merged;
    }
}
