using Hanbeam.Numerics.Random;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Centre.Courses;

/// <summary>
/// Puts the fractions of whole courses on days: as many courses as possible (by priority), then the least sum of priority × delay, where the delay of a course is
/// the number of days by which it ends later than with the centre to itself. A greedy start, then CP-SAT with one worker and a limit of deterministic time, so
/// that the answer repeats for any number of threads. Range: 1 to 1000 courses, 1 to 400 days. Source: docs/methods/courses.md.
/// </summary>
public static class CoursePlanner
{
    /// <summary>Most courses.</summary>
    public const int MostCourses = 1000;

    /// <summary>Most days.</summary>
    public const int MostDays = 400;

    // Above so many yes-or-no questions the solver finds nothing that the greedy search has not in any time a user waits.
    private const int MostQuestions = 200_000;

    private const int GreedyIterations = 300;

    /// <summary>Plans.</summary>
    /// <param name="period">The courses and the period.</param>
    /// <param name="deterministicTime">The solver's limit, counted in its own steps, each unit some seconds; 0 for the greedy search alone.</param>
    /// <param name="context">Progress and cancellation.</param>
    /// <exception cref="InputException">No courses or days, or too many.</exception>
    public static CourseSchedule Plan(CoursePeriod period, double deterministicTime = 3, WorkContext? context = null)
    {
        context ??= WorkContext.Default;
        Check(period);
        var alone = period.Courses.Select((_, index) => new CourseCapacity(period).Soonest(index)?.Last).ToList();

        // A course lost outweighs the greatest delay that all others could have.
        var lost = 1 + period.Days * period.Courses.Sum(course => (long)course.Priority);
        long Cost(CoursePlacement?[] placed) => placed.Select((placement, index) => alone[index] is not { } soonest ? 0
            : period.Courses[index].Priority * (placement is null ? lost : placement.Last - soonest)).Sum();

        context.Report("placing courses", 0);
        var placed = new CourseGreedy(period, Cost).Run(GreedyIterations, new RandomStream(1), context.Cancellation);
        var isProven = Cost(placed) == 0;
        if (!isProven && deterministicTime > 0 && Questions(period) <= MostQuestions)
        {
            context.Report("asking CP-SAT", 0.5);
            var (answer, isOptimal) = new CourseModel(period, alone, lost).Solve(placed, deterministicTime, context.Cancellation);
            if (answer is not null && (isOptimal || Cost(answer) < Cost(placed))) (placed, isProven) = (answer, isOptimal);
        }

        var refused = Enumerable.Range(0, placed.Length).Where(index => placed[index] is null).Select(index => new RefusedCourse(index, CourseReasons.Of(period, index))).ToList();
        var delay = placed.OfType<CoursePlacement>().Sum(placement => period.Courses[placement.Course].Priority * (long)(placement.Last - alone[placement.Course]!.Value));
        return new CourseSchedule([.. placed.OfType<CoursePlacement>()], refused, delay, isProven);
    }

    private static long Questions(CoursePeriod period) => period.Courses.Sum(course => (long)period.Days * (1 + (course.Rooms.Count > 1 ? course.Rooms.Count : 0)));

    private static void Check(CoursePeriod period)
    {
        if (period.Courses.Count is < 1 or > MostCourses) throw new InputException($"there are {period.Courses.Count} courses; 1 to {MostCourses} can be planned.");
        if (period.Days is < 1 or > MostDays) throw new InputException($"the period has {period.Days} days; 1 to {MostDays} can be planned.");
    }
}
