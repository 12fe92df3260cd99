using Hanbeam.Centre.Courses;
using Hanbeam.Numerics.Random;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.Centre.Courses;

public sealed class CoursePlannerTests
{
    [Fact]
    public void Plan_OfSmallPeriods_IsAsGoodAsAllAssignments()
    {
        var refused = 0;
        for (ulong seed = 1; seed <= 60; seed++)
        {
            var period = Small(seed);
            var schedule = CoursePlanner.Plan(period);
            CourseCheck.Holds(period, schedule);
            Assert.True(schedule.IsProvenOptimal);
            var lost = schedule.Refused.Sum(one => period.Courses[one.Course].Priority);
            Assert.Equal(Best(period), (lost, schedule.DelayDays));
            refused += schedule.Refused.Count;
        }

        Assert.InRange(refused, 5, 100);
    }

    [Fact]
    public void Plan_WithoutTheSolver_KeepsTheRulesAndIsNoBetter()
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var period = Small(seed);
            var (greedy, solved) = (CoursePlanner.Plan(period, deterministicTime: 0), CoursePlanner.Plan(period));
            CourseCheck.Holds(period, greedy);
            long Lost(CourseSchedule schedule) => schedule.Refused.Sum(one => (long)period.Courses[one.Course].Priority);
            Assert.True((Lost(greedy), greedy.DelayDays).CompareTo((Lost(solved), solved.DelayDays)) >= 0);
        }
    }

    [Fact]
    public void Plan_OfACentresMonths_RepeatsForAnyNumberOfThreads()
    {
        var period = Months(courses: 40);
        var plans = new[] { 1, 3 }.Select(threads => CoursePlanner.Plan(period, deterministicTime: 0.3, new WorkContext(threads))).ToList();
        CourseCheck.Holds(period, plans[0]);
        Assert.Equal(plans[0].Placements.Select(Text), plans[1].Placements.Select(Text));
        Assert.Equal(plans[0].DelayDays, plans[1].DelayDays);
    }

    [Fact]
    public void Plan_OfFourFractionsAWeekOverAHoliday_KeepsTheRhythm()
    {
        // Monday start, Tuesday to Friday would be the habit; day 3 is a holiday. 4 a week: days 0, 1, 2, 4, then 7, 8, 9, 10.
        var period = Period(14, [3], new Course { Name = "a", Fractions = 8, MostPerWeek = 4, MostGapDays = 4, StartFrom = 0, StartTo = 0, Rooms = [0], RoomSeconds = 10, BeamSeconds = 1 });
        Assert.Equal([0, 1, 2, 4, 7, 8, 9, 10], Assert.Single(CoursePlanner.Plan(period).Placements).Days);
    }

    public static TheoryData<RefusalReason, int[], int, int, int, int, long> Reasons => new()
    {
        // reason, rooms, fractions, start from, start to, most gap, room seconds
        { RefusalReason.NoRoom, [], 2, 0, 13, 5, 10 },
        { RefusalReason.FractionTooLong, [0], 2, 0, 13, 5, 101 },
        { RefusalReason.NoDayToStart, [0], 2, 5, 6, 5, 10 },
        { RefusalReason.PeriodTooShort, [0], 11, 0, 13, 5, 10 },
        { RefusalReason.GapTooLong, [0], 6, 0, 2, 2, 10 },
    };

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Plan_OfACourseThatCannotBe_SaysWhy(RefusalReason reason, int[] rooms, int fractions, int from, int to, int gap, long seconds)
    {
        var period = Period(14, [], new Course { Name = "a", Fractions = fractions, MostPerWeek = 5, MostGapDays = gap, StartFrom = from, StartTo = to, Rooms = rooms, RoomSeconds = seconds, BeamSeconds = 1 });
        Assert.Equal(reason, Assert.Single(CoursePlanner.Plan(period).Refused).Reason);
    }

    [Fact]
    public void Plan_OfMoreThanTheRoomHolds_RefusesForCapacityWhatCountsLeast()
    {
        var course = new Course { Name = "a", Fractions = 10, MostPerWeek = 5, MostGapDays = 3, StartFrom = 0, StartTo = 0, Rooms = [0], RoomSeconds = 60, BeamSeconds = 1 };
        var schedule = CoursePlanner.Plan(Period(14, [], course, course with { Priority = 2 }));
        Assert.Equal([new RefusedCourse(0, RefusalReason.NoCapacity)], schedule.Refused);
        Assert.True(schedule.IsProvenOptimal);
    }

    [Fact]
    public void Plan_OfNothing_IsRefused()
    {
        Assert.Throws<InputException>(() => CoursePlanner.Plan(Period(5, [])));
        Assert.Throws<InputException>(() => CoursePlanner.Plan(Period(401, [], new Course { Name = "a", Fractions = 1, MostPerWeek = 1, MostGapDays = 1, StartFrom = 0, StartTo = 1, Rooms = [0], RoomSeconds = 1, BeamSeconds = 1 })));
    }

    private static string Text(CoursePlacement placement) => $"{placement.Course} {placement.Room} {string.Join(' ', placement.Days)}";

    private static CoursePeriod Period(int days, int[] closed, params Course[] courses)
    {
        long[] open = [.. Enumerable.Range(0, days).Select(day => day % 7 >= 5 || closed.Contains(day) ? 0L : 100L)];
        return new CoursePeriod { FirstWeekday = 0, BeamSeconds = open, Rooms = [new CourseRoom { Name = "A", Seconds = open }], Courses = courses };
    }

    private static CoursePeriod Small(ulong seed)
    {
        var random = new RandomStream(seed, 77);
        var period = Period(9, [random.NextInt32(9)], [.. Enumerable.Range(0, 4).Select(n =>
        {
            var from = random.NextInt32(4);
            var least = 1 + random.NextInt32(2);
            return new Course
            {
                Name = $"{n}",
                Fractions = 1 + random.NextInt32(3),
                MostPerWeek = 1 + random.NextInt32(4),
                LeastGapDays = least,
                MostGapDays = least + random.NextInt32(4),
                StartFrom = from,
                StartTo = from + random.NextInt32(5),
                Rooms = random.NextInt32(2) == 0 ? [0] : [0, 1],
                RoomSeconds = 30 + random.NextInt32(50),
                BeamSeconds = 10 + random.NextInt32(50),
                Priority = 1 + random.NextInt32(2),
            };
        })]);
        return period with { Rooms = [period.Rooms[0], new CourseRoom { Name = "B", Seconds = [.. period.BeamSeconds.Select(seconds => seconds * 3 / 4)] }] };
    }

    private static CoursePeriod Months(int courses)
    {
        var random = new RandomStream(3, 78);
        var period = Period(60, [20, 21], [.. Enumerable.Range(0, courses).Select(n =>
        {
            var from = random.NextInt32(25);
            return new Course
            {
                Name = $"{n}",
                Fractions = random.NextInt32(2) == 0 ? 12 : 16,
                MostPerWeek = 4,
                MostGapDays = 5,
                StartFrom = from,
                StartTo = from + 14,
                Rooms = random.NextInt32(2) == 0 ? [0] : [0, 1],
                RoomSeconds = 4 + random.NextInt32(4),
                BeamSeconds = 1 + random.NextInt32(3),
            };
        })]);
        return period with { Rooms = [period.Rooms[0], period.Rooms[0] with { Name = "B" }] };
    }

    // All sets of days and rooms of every course, then all combinations: the slow way to the same answer.
    private static (int Lost, long Delay) Best(CoursePeriod period)
    {
        var choices = period.Courses.Select((course, index) => (
            from days in Subsets(period.Days, course.Fractions)
            from room in course.Rooms
            let placement = new CoursePlacement(index, room, days)
            where CourseCheck.KeepsRhythm(period, placement) && CourseCheck.KeepsCapacity(period, [placement])
            select placement).ToList()).ToList();
        var soonest = choices.Select(list => list.Count == 0 ? 0 : list.Min(placement => placement.Last)).ToList();
        var best = (Lost: int.MaxValue, Delay: long.MaxValue);
        void Try(int index, List<CoursePlacement> placed, (int Lost, long Delay) cost)
        {
            if (cost.CompareTo(best) >= 0 || !CourseCheck.KeepsCapacity(period, placed)) return;
            if (index == choices.Count)
            {
                best = cost;
                return;
            }

            var priority = period.Courses[index].Priority;
            foreach (var placement in choices[index]) Try(index + 1, [.. placed, placement], (cost.Lost, cost.Delay + priority * (placement.Last - soonest[index])));
            Try(index + 1, placed, (cost.Lost + priority, cost.Delay));
        }

        Try(0, [], (0, 0));
        return best;
    }

    private static IEnumerable<int[]> Subsets(int days, int count) =>
        Enumerable.Range(0, 1 << days).Where(bits => int.PopCount(bits) == count).Select(bits => Enumerable.Range(0, days).Where(day => (bits >> day & 1) == 1).ToArray());
}
