using Hanbeam.Centre.DayBoard;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.Centre.DayBoard;

public sealed class DayPlannerTests
{
    // Small days are solved in a few iterations; the budget is there for the unlucky.
    private static readonly DaySearchSettings Short = new() { Iterations = 400 };

    [Theory]
    [InlineData(4, 300)]
    [InlineData(6, 150)]
    [InlineData(8, 20)]
    [InlineData(9, 3)]
    public void Plan_OfASmallDay_IsAsGoodAsAllPermutations(int appointments, int days)
    {
        for (ulong seed = 1; seed <= (ulong)days; seed++)
        {
            var day = GeneratedDay.Small(appointments, 1 + (int)(seed % 4), seed);
            var best = Permutations(appointments).Min(order => OrderDecoder.Decode(day, order).Makespan);
            var plan = DayPlanner.Plan(day, Short);
            ScheduleCheck.Holds(plan.Schedule);
            Assert.Equal(best, plan.Schedule.Makespan);
            Assert.InRange(plan.LowerBound, 0, best);
        }
    }

    [Fact]
    public void Plan_OfATinyDay_IsAsGoodAsAnyStartTimes()
    {
        for (ulong seed = 1; seed <= 60; seed++)
        {
            var day = Shortened(GeneratedDay.Small(4, 1 + (int)(seed % 3), seed));
            var plan = DayPlanner.Plan(day, Short);
            var (lost, _, end) = ExhaustiveDay.Best(day, horizon: day.Appointments.Sum(one => one.Total));
            Assert.Equal((0, end), (lost, plan.Schedule.End));
        }
    }

    [Fact]
    public void Plan_OfADayWithWindowsAndHours_IsAsGoodAsAnyStartTimes()
    {
        for (ulong seed = 1; seed <= 60; seed++)
        {
            var day = GeneratedDay.Constrained(4, 1 + (int)(seed % 3), seed);
            var schedule = DayPlanner.Plan(day, Short).Schedule;
            ScheduleCheck.Holds(schedule);
            var cost = (schedule.NotTreated.Sum(index => day.Appointments[index].Priority), schedule.Late.Sum(visit => visit.End - day.Appointments[visit.Appointment].Latest), schedule.End);
            Assert.Equal(ExhaustiveDay.Best(day, horizon: 120), cost);
        }
    }

    [Theory]
    [InlineData('B', 3)]
    [InlineData('S', 2)]
    [InlineData('S', 4)]
    public void Plan_WithAnyNumberOfThreads_IsTheSame(char type, int rooms)
    {
        var day = GeneratedDay.Of(type, 40, rooms, seed: 9);
        var settings = new DaySearchSettings { Iterations = 300, Chains = 5 };
        var plans = new[] { 1, 2, 7 }.Select(threads => DayPlanner.Plan(day, settings, new WorkContext(threads))).ToList();
        Assert.All(plans, plan => Assert.Equal(plans[0].Schedule.Order, plan.Schedule.Order));
    }

    [Theory]
    [InlineData('B')]
    [InlineData('S')]
    public void Plan_OfTheSameAppointmentsInAnotherOrder_HasTheSameBoundAndIsAsGood(char type)
    {
        var day = GeneratedDay.Of(type, 12, 3, seed: 4);
        var turned = day with { Appointments = [.. day.Appointments.Reverse()] };
        var (plan, other) = (DayPlanner.Plan(day), DayPlanner.Plan(turned));
        Assert.Equal(plan.LowerBound, other.LowerBound);
        Assert.Equal(plan.Schedule.Makespan, other.Schedule.Makespan);
    }

    [Fact]
    public void Plan_WithinGenerousHours_IsThatOfTheFreeDay()
    {
        var day = GeneratedDay.Of('S', 30, 3, seed: 2);
        var free = DayPlanner.Plan(day);
        var shifted = DayPlanner.Plan(day with { Rooms = [.. day.Rooms.Select(room => room with { Open = 5000, Close = 5000 + free.Schedule.Makespan })] });
        Assert.Equal(free.Schedule.Order, shifted.Schedule.Order);
        Assert.Equal(free.Schedule.Makespan, shifted.Schedule.Makespan);
        Assert.Equal(free.LowerBound, shifted.LowerBound);
    }

    [Fact]
    public void Plan_OfMoreThanTheHoursAllow_LosesTheLeastPriority()
    {
        // One room, open for two stays of ten: the one of priority 3 and one other.
        var day = new BeamDay
        {
            Rooms = [new TreatmentRoom { Name = "A", Close = 20 }],
            Appointments = [.. new long[] { 1, 3, 1, 2 }.Select(priority => new Appointment { Name = "x", Room = 0, Setup = 4, Beam = 2, Exit = 4, Priority = priority })],
        };
        var plan = DayPlanner.Plan(day, Short);
        Assert.Equal([0, 2], plan.Schedule.NotTreated.Order());
        Assert.Equal(20, plan.LowerBound);
    }

    [Fact]
    public void Plan_ThatIsCancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => DayPlanner.Plan(GeneratedDay.Of('S', 50, 2, 1), null, new WorkContext(1, null, source.Token)));
    }

    [Theory]
    [InlineData(0, 4, null)]
    [InlineData(100, 0, null)]
    [InlineData(100, 4, -1.0)]
    public void Plan_WithSettingsOutOfRange_IsRefused(int iterations, int chains, double? seconds) => Assert.Throws<InputException>(() =>
        DayPlanner.Plan(GeneratedDay.Of('B', 5, 2, 1), new DaySearchSettings { Iterations = iterations, Chains = chains, Seconds = seconds }));

    // Days of at most some 25 ticks, so that all start times can be tried.
    private static BeamDay Shortened(BeamDay day) => day with
    {
        Appointments = [.. day.Appointments.Select(one => one with { Setup = one.Setup % 4, Beam = one.Beam % 4, Exit = one.Exit % 4 })],
    };

    private static IEnumerable<int[]> Permutations(int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        var turns = new int[count];
        yield return order;
        for (var n = 0; n < count;)
        {
            if (turns[n] < n)
            {
                var other = n % 2 == 0 ? 0 : turns[n];
                (order[other], order[n]) = (order[n], order[other]);
                yield return order;
                turns[n++]++;
                n = 0;
            }
            else
            {
                turns[n++] = 0;
            }
        }
    }
}
