using Hanbeam.Centre.DayBoard;
using Xunit;

namespace Hanbeam.Tests.Centre.DayBoard;

public sealed class DayBoundsTests
{
    [Fact]
    public void End_OfSmallDays_IsNeverAboveTheBest()
    {
        for (ulong seed = 1; seed <= 200; seed++)
        {
            var day = GeneratedDay.Small(3 + (int)(seed % 4), 1 + (int)(seed % 3), seed + 5000);
            Assert.InRange(DayBounds.End(day), 0, CpSatDay.Solve(day, seconds: 20).Makespan!.Value);
        }
    }

    [Fact]
    public void End_OfADayWithWindows_IsNeverAboveItsSchedule()
    {
        for (ulong seed = 1; seed <= 300; seed++)
        {
            var day = GeneratedDay.Constrained(5, 2, seed + 9000);
            var schedule = DayPlanner.Plan(day, new DaySearchSettings { Iterations = 50 }).Schedule;
            if (schedule.NotTreated.Count == 0) Assert.InRange(DayBounds.End(day), 0, schedule.End);
        }
    }

    [Fact]
    public void RoomMakespan_OfLongBeamsBesideOneRoom_CountsWhatDoesNotFit()
    {
        // Room 0: setup 2, beam 1, exit 3, three times. Each long beam of 10 finds at most an exit and a setup, 5: two cost 2 × 5 beyond the 18 of the room.
        var own = Enumerable.Range(0, 3).Select(n => new Appointment { Name = $"own{n}", Room = 0, Setup = 2, Beam = 1, Exit = 3 });
        var others = Enumerable.Range(1, 2).Select(n => new Appointment { Name = $"long{n}", Room = n, Setup = 0, Beam = 10, Exit = 0 });
        var day = new BeamDay { Rooms = [.. Enumerable.Range(0, 3).Select(n => new TreatmentRoom { Name = $"{n}" })], Appointments = [.. own, .. others] };
        Assert.Equal(28, DayBounds.RoomMakespan(day, 0));
        Assert.Equal(28, CpSatDay.Solve(day, seconds: 20).Makespan);
    }

    [Fact]
    public void BeamMakespan_WhereOneAppointmentHasShortestSetupAndExit_TakesTwo()
    {
        var day = new BeamDay
        {
            Rooms = [new TreatmentRoom { Name = "A" }, new TreatmentRoom { Name = "B" }],
            Appointments = [new Appointment { Name = "short", Room = 0, Setup = 1, Beam = 10, Exit = 1 }, new Appointment { Name = "long", Room = 1, Setup = 4, Beam = 10, Exit = 7 }],
        };
        Assert.Equal(20 + 4 + 1, DayBounds.BeamMakespan(day));
        Assert.Equal(25, DayPlanner.Plan(day).Schedule.Makespan);
    }

    // The machine is away from 4 to 6. By hand: a 0–2, b (longer tail) 2–4 and 6–7, c 7–9 with its tail to 9, b's tail to 12.
    [Fact]
    public void OneMachineBound_WithHeadsTailsAndAHole_IsThatByHand() => Assert.Equal(12, OneMachineBound.Of(
        [new(0, 2, 0), new(2, 3, 5), new(0, 2, 0)], [new TimeWindow(4, 6)]));

    [Fact]
    public void OneMachineBound_OfRandomWork_IsTheSlowOne()
    {
        for (ulong seed = 1; seed <= 300; seed++)
        {
            var day = GeneratedDay.Constrained(5, 1, seed);
            var pieces = day.Appointments.Select(one => new OneMachineBound.Piece(one.Earliest, one.Beam, one.Exit)).Where(piece => piece.Body > 0).ToList();
            Assert.Equal(TickByTick(pieces, day.BeamUnavailable), OneMachineBound.Of(pieces, day.BeamUnavailable));
        }
    }

    // Max over sets of pieces with heads and tails above two limits: the machine's work after the least head, then the least tail.
    private static long TickByTick(List<OneMachineBound.Piece> pieces, IReadOnlyList<TimeWindow> unavailable)
    {
        long best = 0;
        foreach (var (head, tail) in from a in pieces from b in pieces select (a.Head, b.Tail))
        {
            var work = pieces.Where(piece => piece.Head >= head && piece.Tail >= tail).Sum(piece => piece.Body);
            if (work == 0) continue;
            var tick = head;
            for (; work > 0; tick++)
                if (!unavailable.Any(window => tick >= window.Start && tick < window.End)) work--;
            best = Math.Max(best, tick + tail);
        }

        return best;
    }
}
