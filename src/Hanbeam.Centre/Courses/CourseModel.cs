using Google.OrTools.Sat;

namespace Hanbeam.Centre.Courses;

/// <summary>The courses as a model of OR-Tools' CP-SAT (docs/methods/courses.md).</summary>
internal sealed class CourseModel
{
    private readonly CoursePeriod period;
    private readonly CpModel model = new();
    private readonly BoolVar?[][] given;
    private readonly BoolVar?[][] inRoom;
    private readonly LinearExprBuilder objective = LinearExpr.NewBuilder();

    /// <param name="period">The period.</param>
    /// <param name="soonest">Last day of each course with the centre to itself, or null where it has no place at all.</param>
    /// <param name="lost">What a course not taken costs for each unit of priority.</param>
    public CourseModel(CoursePeriod period, IReadOnlyList<int?> soonest, long lost)
    {
        this.period = period;
        given = [.. period.Courses.Select(_ => new BoolVar?[period.Days])];
        inRoom = [.. period.Courses.Select(_ => new BoolVar?[period.Rooms.Count])];
        foreach (var (index, course) in period.Courses.Index())
            if (soonest[index] is { } first) AddCourse(index, course, first, lost);
        AddCapacities();
        model.Minimize(objective);
    }

    /// <summary>Solves with one worker and a limit of deterministic time, so that the answer repeats.</summary>
    /// <returns>The placements (null where a course is not taken), or null where the solver found none in time; and whether they are proven best.</returns>
    public (CoursePlacement?[]? Placed, bool IsProven) Solve(IReadOnlyList<CoursePlacement?> hint, double deterministicTime, CancellationToken cancellation)
    {
        AddHint(hint);
        var solver = new CpSolver { StringParameters = FormattableString.Invariant($"max_deterministic_time:{deterministicTime},num_workers:1,random_seed:1") };
        using var stop = cancellation.Register(solver.StopSearch);
        var status = solver.Solve(model);
        cancellation.ThrowIfCancellationRequested();
        if (status is not (CpSolverStatus.Optimal or CpSolverStatus.Feasible)) return (null, false);
        return ([.. period.Courses.Select((_, index) => Read(solver, index))], status == CpSolverStatus.Optimal);
    }

    private void AddCourse(int index, Course course, int soonest, long lost)
    {
        var isTaken = model.NewBoolVar($"taken{index}");
        foreach (var room in course.Rooms) inRoom[index][room] = model.NewBoolVar($"room{index}_{room}");
        model.Add(LinearExpr.Sum(inRoom[index].OfType<BoolVar>()) == isTaken);
        var last = model.NewIntVar(soonest, period.Days - 1, $"last{index}");
        for (var day = course.StartFrom; day < period.Days; day++)
        {
            if (!course.Rooms.Any(room => period.Allows(course, room, day))) continue;
            var fraction = given[index][day] = model.NewBoolVar($"given{index}_{day}");
            model.Add(last >= day * fraction);
            foreach (var room in course.Rooms.Where(room => !period.Allows(course, room, day))) model.Add(fraction + inRoom[index][room]! <= 1);
        }

        model.Add(Sum(index, 0, period.Days - 1) == course.Fractions * isTaken);
        model.Add(Sum(index, course.StartFrom, course.StartTo) >= isTaken);
        AddRhythm(index, course);
        objective.AddTerm(last, course.Priority);
        objective.Add(course.Priority * (lost - soonest));
        objective.AddTerm(isTaken, -course.Priority * lost);
    }

    private void AddRhythm(int index, Course course)
    {
        foreach (var week in Enumerable.Range(0, period.Days).GroupBy(period.Week)) model.Add(Sum(index, week.First(), week.Last()) <= course.MostPerWeek);
        for (var day = course.StartFrom; day < period.Days; day++)
        {
            if (course.LeastGapDays > 1) model.Add(Sum(index, day, day + course.LeastGapDays - 1) <= 1);
            if (given[index][day] is not { } fraction || course.Fractions == 1) continue;

            // After a fraction the next comes within the gap, or all have been given.
            var isLast = model.NewBoolVar($"last{index}_{day}");
            model.Add(Sum(index, 0, day) >= course.Fractions * isLast);
            model.Add(Sum(index, day + 1, day + course.MostGapDays) + isLast >= fraction);
        }
    }

    private void AddCapacities()
    {
        for (var day = 0; day < period.Days; day++)
        {
            var beam = LinearExpr.NewBuilder();
            var rooms = period.Rooms.Select(_ => LinearExpr.NewBuilder()).ToList();
            foreach (var (index, course) in period.Courses.Index())
            {
                if (given[index][day] is not { } fraction) continue;
                beam.AddTerm(fraction, course.BeamSeconds);
                foreach (var room in course.Rooms) rooms[room].AddTerm(Both(index, room, day, fraction), course.RoomSeconds);
            }

            model.Add(beam <= period.BeamSeconds[day]);
            for (var room = 0; room < rooms.Count; room++) model.Add(rooms[room] <= period.Rooms[room].Seconds[day]);
        }
    }

    private BoolVar Both(int index, int room, int day, BoolVar fraction)
    {
        if (period.Courses[index].Rooms.Count == 1) return fraction;
        var both = model.NewBoolVar($"both{index}_{room}_{day}");
        model.Add(both >= fraction + inRoom[index][room]! - 1);
        return both;
    }

    private LinearExpr Sum(int index, int from, int to) =>
        LinearExpr.Sum(Enumerable.Range(from, Math.Max(0, Math.Min(to, period.Days - 1) - from + 1)).Select(day => given[index][day]).OfType<BoolVar>());

    private void AddHint(IReadOnlyList<CoursePlacement?> hint)
    {
        foreach (var (index, placement) in hint.Index())
        {
            for (var day = 0; day < period.Days; day++)
                if (given[index][day] is { } fraction) model.AddHint(fraction, placement?.Days.Contains(day) == true);
            for (var room = 0; room < period.Rooms.Count; room++)
                if (inRoom[index][room] is { } chosen) model.AddHint(chosen, placement?.Room == room);
        }
    }

    private CoursePlacement? Read(CpSolver solver, int index)
    {
        var room = Array.FindIndex(inRoom[index], chosen => chosen is not null && solver.BooleanValue(chosen));
        if (room < 0) return null;
        return new CoursePlacement(index, room, [.. Enumerable.Range(0, period.Days).Where(day => given[index][day] is { } fraction && solver.BooleanValue(fraction))]);
    }
}
