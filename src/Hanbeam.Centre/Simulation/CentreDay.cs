using System.Diagnostics;
using Hanbeam.Centre.Simulation.Events;

namespace Hanbeam.Centre.Simulation;

/// <summary>One day in the rooms: visits, people, the beam and its failures, from the first arrival until the last patient has left.</summary>
internal sealed class CentreDay : IProcess
{
    private readonly CentreStreams streams;
    private readonly RoomDesk[] rooms;
    private readonly BeamServer beam;
    private readonly FailureClock failures;
    private readonly int[]?[] needs;
    private readonly string[] roles;
    private readonly DayTally tally = new();
    private readonly int[] onDuty;
    private OpeningDay hours = new([], []);
    private double lastEntrySeconds;
    private int expected;

    public CentreDay(CentreDescription centre, CentreStreams streams)
    {
        (Centre, this.streams) = (centre, streams);
        roles = [.. centre.Roles];
        onDuty = new int[roles.Length];
        Staff = new ResourcePool(Calendar, onDuty);
        rooms = [.. centre.Rooms.Select(_ => new RoomDesk())];
        beam = new BeamServer(Calendar, centre.Beam);
        failures = new FailureClock(centre, Calendar, beam, streams);
        needs = [.. Enum.GetValues<SessionTask>().Select(task => NeedsOf(task))];
    }

    public CentreDescription Centre { get; }

    public EventCalendar Calendar { get; } = new();

    /// <summary>People by role, in the order of <see cref="CentreDescription.Roles"/>.</summary>
    public ResourcePool Staff { get; }

    /// <summary>Receives the beam's intervals, or null.</summary>
    public List<BeamInterval>? Log
    {
        get => beam.Log;
        set => beam.Log = value;
    }

    /// <summary>Runs a day.</summary>
    /// <param name="number">The day.</param>
    /// <param name="openingDay">Its hours.</param>
    /// <param name="appointments">Its appointments.</param>
    /// <returns>What happened; valid until the next day is run.</returns>
    public DayTally Run(int number, OpeningDay openingDay, IReadOnlyList<Appointment> appointments)
    {
        hours = openingDay;
        lastEntrySeconds = hours.ClosesSeconds + 60 * Centre.Booking.LastEntryMinutes;
        tally.Reset(rooms.Length, roles.Length);
        Calendar.Reset(Math.Max(0, hours.OpensSeconds - 60 * Centre.Beam.OnBeforeMinutes));
        tally.OnSeconds = Calendar.Now;
        beam.Reset();
        foreach (var room in rooms) room.Reset();
        SetStaff(0);
        Staff.Reset(onDuty);
        for (var shift = 1; shift < hours.Shifts.Count; shift++) Calendar.Schedule(60 * hours.Shifts[shift].FromMinutes, this, shift);
        Calendar.Schedule(lastEntrySeconds, this, -1);
        expected = 0;
        foreach (var visit in Visits(appointments)) Expect(visit);
        failures.Begin(number, BreakOffWhereBroken, AdmitEverywhere);
        Calendar.Run(hours.ClosesSeconds);
        while (expected > 0 && Calendar.RunNext())
        {
        }

        Debug.Assert(expected == 0, "every patient has been treated or has gone home");
        CloseTally();
        return tally;
    }

    /// <inheritdoc/>
    public void Resume(int signal)
    {
        if (signal >= 0)
        {
            SetStaff(signal);
            for (var role = 0; role < roles.Length; role++) Staff.SetUnits(role, onDuty[role]);
            return;
        }

        foreach (var room in rooms)
            foreach (var visit in room.SendHome()) Lose(visit);
        BreakOffWhereBroken();
    }

    /// <summary>A patient is there.</summary>
    public void Arrive(Visit visit)
    {
        if (Calendar.Now >= lastEntrySeconds)
        {
            Lose(visit);
            return;
        }

        rooms[visit.Room].Arrive(visit);
        Admit(visit.Room);
    }

    /// <summary>People needed for a task, or null where nobody is.</summary>
    public int[]? PeopleFor(SessionTask task) => needs[(int)task];

    /// <summary>A visit is ready for its field.</summary>
    public void AskForBeam(Visit visit)
    {
        beam.Ask(visit);
        BreakOffWhereBroken();
    }

    /// <summary>A visit leaves its room.</summary>
    public void Leave(Visit visit, double seconds, bool completed)
    {
        rooms[visit.Room].Leave(seconds);
        if (completed)
        {
            tally.Complete(visit, seconds);
            expected--;
        }
        else
        {
            Lose(visit);
        }

        tally.LastExitSeconds = Calendar.Now;
        Admit(visit.Room);
    }

    private int[]? NeedsOf(SessionTask task)
    {
        if (!Centre.Staffing.TryGetValue(task, out var people)) return null;
        int[] units = [.. roles.Select(role => people.GetValueOrDefault(role))];
        return units.Any(count => count > 0) ? units : null;
    }

    private void SetStaff(int shift)
    {
        for (var role = 0; role < roles.Length; role++) onDuty[role] = hours.Shifts[shift].Staff.GetValueOrDefault(roles[role]);
    }

    /// <summary>Appointments of a room follow each other in the order of the patients' numbers; one that does not fit before a pause moves behind it.</summary>
    private IEnumerable<Visit> Visits(IReadOnlyList<Appointment> appointments)
    {
        for (var room = 0; room < rooms.Length; room++)
        {
            var stretch = 0;
            var at = hours.Bookable[0].From;
            foreach (var appointment in appointments.Where(one => one.Room == room).OrderBy(one => one.Extra).ThenBy(one => one.Patient.Number))
            {
                var seconds = 60 * appointment.Patient.Site.AppointmentMinutes;
                while (stretch < hours.Bookable.Count - 1 && at + seconds > hours.Bookable[stretch].To) at = hours.Bookable[++stretch].From;
                yield return new Visit(this, appointment, at, streams);
                at += seconds;
            }
        }
    }

    private void Expect(Visit visit)
    {
        tally.Booked++;
        if (visit.Missed)
        {
            tally.Missed++;
            tally.Lost.Add(visit.Appointment);
        }
        else
        {
            expected++;
            Calendar.Schedule(Math.Max(Calendar.Now, visit.ArrivalSeconds), visit, Visit.Arrived);
        }
    }

    private void AdmitEverywhere()
    {
        for (var room = 0; room < rooms.Length; room++) Admit(room);
    }

    /// <summary>Nobody is brought into a room while the machine is broken, before opening, or after the latest time.</summary>
    private void Admit(int room)
    {
        var desk = rooms[room];
        if (desk.Occupied || desk.Waiting.Count == 0 || beam.Down || Calendar.Now >= lastEntrySeconds) return;
        if (Calendar.Now < hours.OpensSeconds)
        {
            Calendar.Schedule(hours.OpensSeconds, new Opening(this, room));
            return;
        }

        var visit = desk.Enter();
        visit.Enter(beam.DownSecondsSince(visit.WaitsFromSeconds));
    }

    private void BreakOffWhereBroken()
    {
        if (!beam.Down || Calendar.Now < lastEntrySeconds) return;
        foreach (var visit in beam.SendHome()) visit.BreakOff();
    }

    private void Lose(Visit visit)
    {
        expected--;
        tally.Cancelled++;
        tally.Lost.Add(visit.Appointment);
    }

    private void CloseTally()
    {
        failures.End();
        tally.OffSeconds = Math.Max(hours.ClosesSeconds, tally.LastExitSeconds) + 60 * Centre.Beam.OffAfterMinutes;
        tally.BeamHeldSeconds = beam.HeldSeconds;
        tally.BeamTimes = beam.Delivered;
        tally.DownSeconds = beam.DownSeconds;
        for (var room = 0; room < rooms.Length; room++) tally.OccupiedSeconds[room] = rooms[room].OccupiedSeconds;
        for (var role = 0; role < roles.Length; role++)
        {
            tally.StaffSeconds[role] = Staff.HeldUnitSeconds(role);
            tally.StaffWaitSeconds[role] = Staff.WaitedSeconds(role);
        }
    }

    private sealed class Opening(CentreDay day, int room) : IProcess
    {
        public void Resume(int signal) => day.Admit(room);
    }
}
