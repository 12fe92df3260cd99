using Hanbeam.Centre.DayBoard;

namespace Hanbeam.App.Centre;

/// <summary>Makes a board's document from a plan.</summary>
/// <param name="file">The day.</param>
internal sealed class BoardDocuments(DayFile file)
{
    private readonly BeamDay day = file.Day;
    private readonly BoardClock clock = file.Clock;

    /// <summary>The document of a plan.</summary>
    public BoardDocument Of(DayPlan plan, DaySearchSettings settings) => new()
    {
        Makespan = clock.Length(plan.Schedule.Makespan),
        LowerBound = clock.Length(plan.LowerBound),
        IsProvenOptimal = plan.IsProvenOptimal,
        GapPercent = 100 * plan.Gap,
        Unit = clock.Unit,
        Order = plan.Schedule.Order,
        Schedule = [.. plan.Schedule.Visits.Select(Visit)],
        Late = [.. plan.Schedule.Late.Select(Late)],
        NotTreated = [.. plan.Schedule.NotTreated.Order().Select(NotTreated)],
        Search = new BoardSearch(plan.Iterations, settings.Chains, settings.Seed, settings.Seconds is null),
    };

    /// <summary>The part about a beam-down.</summary>
    public BoardReplan Of(DownReplan replan)
    {
        var visits = replan.Changes.Where(change => change.Visit is not null).Select(change => change.Visit!.Value).ToList();
        return new BoardReplan(
            clock.Text(replan.Down), clock.Text(replan.Resume), clock.Length(replan.End - day.Start),
            [.. visits.OrderBy(visit => visit.BeamStart).ThenBy(visit => visit.Start).Select(visit => visit.Appointment)],
            [.. replan.Changes.Select(Change)],
            [.. visits.Where(visit => visit.End > day.Appointments[visit.Appointment].Latest).Select(Late)],
            [.. replan.Changes.Where(change => change.Status == VisitStatus.NotTreated).Select(change => NotTreated(change.Appointment))]);
    }

    /// <summary>The word for a status.</summary>
    public static string Word(VisitStatus status) => status switch
    {
        VisitStatus.Done => "done",
        VisitStatus.Waiting => "waits in the room",
        VisitStatus.Interrupted => "interrupted",
        VisitStatus.AsTold => "as told",
        VisitStatus.Moved => "moved",
        _ => "not treated",
    };

    private BoardVisit Visit(Visit visit) => new(
        visit.Appointment, day.Appointments[visit.Appointment].Name, day.Rooms[visit.Room].Name,
        clock.Length(visit.Start), clock.Length(visit.BeamStart), clock.Length(visit.BeamEnd), clock.Length(visit.End),
        Clock(visit.Start), Clock(visit.BeamStart), Clock(visit.End));

    private BoardLate Late(Visit visit) => new(visit.Appointment, day.Appointments[visit.Appointment].Name, clock.Length(visit.End - day.Appointments[visit.Appointment].Latest));

    private BoardChange Change(VisitChange change) => new(
        change.Appointment, day.Appointments[change.Appointment].Name, Word(change.Status),
        change.Told is { } told ? clock.Length(told.Start) : null, change.Visit is { } visit ? clock.Length(visit.Start) : null,
        change.Told is not null && change.Visit is not null ? clock.Length(change.Shift) : null, change.Visit is { } now ? Visit(now) : null);

    private BoardNotTreated NotTreated(int index)
    {
        var (one, room) = (day.Appointments[index], day.Rooms[day.Appointments[index].Room]);
        return new BoardNotTreated(index, one.Name, Reason(index, one, room));
    }

    private string Reason(int index, Appointment one, TreatmentRoom room)
    {
        if (one.Total > room.Close - room.Open) return $"needs {clock.LengthText(one.Total)}, and room {room.Name} is open {clock.LengthText(room.Close - room.Open)}";
        if (one.Windows.Count > 0 && one.Windows.All(window => window.End - window.Start < one.Total)) return $"needs {clock.LengthText(one.Total)}, and none of its windows is as long";
        if (OrderDecoder.Decode(day, [index]).NotTreated.Count > 0) return $"has no stretch of {clock.LengthText(one.Total)} that its hours, room {room.Name} and the beam all allow";
        var until = room.Close < TreatmentRoom.NeverCloses ? $" before room {room.Name} closes at {clock.Text(room.Close)}" : $" in room {room.Name}";
        return $"no place is left{(one.Windows.Count > 0 ? " in its windows" : until)}";
    }

    private string? Clock(long ticks) => clock.HasHours ? clock.Text(ticks) : null;
}
