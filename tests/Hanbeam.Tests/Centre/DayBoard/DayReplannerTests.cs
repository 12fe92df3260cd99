using Hanbeam.Centre.DayBoard;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.Centre.DayBoard;

public sealed class DayReplannerTests
{
    // Two rooms, stays of 5 + 4 + 1, in the order of their names: beams 5–9, 9–13, 15–19 (room 0 again), 19–23.
    private static readonly BeamDay Day = new()
    {
        Rooms = [new TreatmentRoom { Name = "A", Close = 60 }, new TreatmentRoom { Name = "B", Close = 60 }],
        Appointments = [.. Enumerable.Range(0, 4).Select(n => new Appointment { Name = $"p{n}", Room = n % 2, Setup = 5, Beam = 4, Exit = 1 })],
    };

    private static readonly DaySchedule Told = OrderDecoder.Decode(Day, [0, 1, 2, 3]);

    [Fact]
    public void Replan_WhileABeamIsOn_GivesItsRestFirst()
    {
        var replan = DayReplanner.Replan(Told, down: 7, resume: 20);
        var by = replan.Changes.ToDictionary(change => change.Appointment);
        Assert.Equal([VisitStatus.Interrupted, VisitStatus.Waiting, VisitStatus.Moved, VisitStatus.Moved], Enumerable.Range(0, 4).Select(n => by[n].Status));

        // p0 had 2 of 4 ticks: 20–22 and out at 23; p1 22–26 and out at 27; p2 enters room A at 23, p3 room B at 27 (beams 28–32, 32–36).
        Assert.Equal((20, 22, 23), (by[0].Visit!.Value.BeamStart, by[0].Visit!.Value.BeamEnd, by[0].Visit!.Value.End));
        Assert.Equal((22, 26, 27), (by[1].Visit!.Value.BeamStart, by[1].Visit!.Value.BeamEnd, by[1].Visit!.Value.End));
        Assert.Equal([23, 27], [by[2].Visit!.Value.Start, by[3].Visit!.Value.Start]);
        Assert.Equal(37, replan.End);
    }

    [Fact]
    public void Replan_WhileSomebodyNeedsNoBeam_LetsThemGo()
    {
        var day = Day with { Appointments = [.. Day.Appointments.Select((one, n) => n == 1 ? one with { Beam = 0 } : one)] };
        var change = DayReplanner.Replan(OrderDecoder.Decode(day, [0, 1, 2, 3]), down: 3, resume: 20).Changes.Single(one => one.Appointment == 1);
        Assert.Equal((VisitStatus.Done, 6L), (change.Status, change.Visit!.Value.End));
    }

    [Fact]
    public void Replan_OfAShortFailureBeforeABeam_LeavesItAsTold() =>
        Assert.Equal(VisitStatus.AsTold, DayReplanner.Replan(Told, down: 1, resume: 3).Changes.Single(one => one.Appointment == 0).Status);

    [Fact]
    public void Replan_NearClosing_NamesWhoNoLongerFits()
    {
        var replan = DayReplanner.Replan(Told, down: 7, resume: 50);
        Assert.Equal([VisitStatus.Interrupted, VisitStatus.Waiting], replan.Changes.Take(2).Select(change => change.Status));
        Assert.All(replan.Changes.Skip(2), change => Assert.Equal((VisitStatus.NotTreated, (Visit?)null), (change.Status, change.Visit)));
    }

    [Fact]
    public void Replan_AfterTheLastBeam_ChangesNothing()
    {
        var replan = DayReplanner.Replan(Told, down: 23, resume: 24);
        Assert.Null(replan.Plan);
        Assert.All(replan.Changes, change => Assert.Equal((VisitStatus.Done, change.Told), (change.Status, change.Visit)));
    }

    [Fact]
    public void Replan_OfRandomDays_KeepsTheRulesOfBeamAndRooms()
    {
        for (ulong seed = 1; seed <= 60; seed++)
        {
            var day = GeneratedDay.Constrained(8, 2, seed);
            var told = DayPlanner.Plan(day, new DaySearchSettings { Iterations = 30 }).Schedule;
            if (told.Visits.Count < 3) continue;
            var down = told.Visits[told.Visits.Count / 2].BeamStart;
            if (down >= told.End) continue;
            var replan = DayReplanner.Replan(told, down, down + 9, settings: new DaySearchSettings { Iterations = 30 });
            Assert.Equal(Enumerable.Range(0, 8), replan.Changes.Select(change => change.Appointment).Order());
            CheckRules(day, replan);
        }
    }

    [Fact]
    public void Replan_WithSmallShifts_TellsNobody()
    {
        var replan = DayReplanner.Replan(Told, down: 6, resume: 7, tellFrom: 5);
        Assert.DoesNotContain(replan.Changes, change => change.Status == VisitStatus.Moved);
        Assert.Contains(replan.Changes, change => change.Status == VisitStatus.AsTold && change.Shift != 0);
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(10, 9)]
    [InlineData(500, 501)]
    [InlineData(-5, 5)]
    public void Replan_OfAFailureThatCannotBe_IsRefused(long down, long resume) => Assert.Throws<InputException>(() => DayReplanner.Replan(Told, down, resume));

    private static void CheckRules(BeamDay day, DownReplan replan)
    {
        foreach (var change in replan.Changes.Where(change => change.Visit is not null))
        {
            var (visit, one) = (change.Visit!.Value, day.Appointments[change.Appointment]);
            if (change.Told is { } told && change.Status != VisitStatus.Done) Assert.True(visit.Start >= told.Start && visit.BeamStart >= told.BeamStart);
            if (change.Status != VisitStatus.Done) Assert.True(one.Beam == 0 || visit.BeamStart >= replan.Resume || visit.BeamStart == visit.BeamEnd, $"{change} while the beam is down");
            foreach (var other in replan.Changes.Where(other => other.Visit is not null && other.Appointment > change.Appointment).Select(other => other.Visit!.Value))
            {
                if (visit.Room == other.Room) Assert.True(visit.End <= other.Start || other.End <= visit.Start, $"{visit} and {other} share a room");
                Assert.True(visit.BeamEnd <= other.BeamStart || other.BeamEnd <= visit.BeamStart || visit.BeamStart == visit.BeamEnd || other.BeamStart == other.BeamEnd, $"{visit} and {other} share the beam");
            }
        }
    }
}
