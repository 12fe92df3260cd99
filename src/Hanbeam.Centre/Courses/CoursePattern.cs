namespace Hanbeam.Centre.Courses;

/// <summary>
/// The soonest possible end of one course on given days, exactly: a dynamic programme over (fractions given, day of the last, fractions in its week). O(fractions × days ×
/// fractions a week × gap).
/// </summary>
internal static class CoursePattern
{
    /// <summary>The days of a course that ends soonest, or null where there is none.</summary>
    /// <param name="period">The period.</param>
    /// <param name="course">The course.</param>
    /// <param name="isFree">Whether a fraction can be given on a day.</param>
    public static int[]? Soonest(CoursePeriod period, Course course, Func<int, bool> isFree)
    {
        var free = Enumerable.Range(0, period.Days).Where(isFree).ToHashSet();
        var reached = new List<Dictionary<(int Day, int InWeek), (int Day, int InWeek)>> { new() };
        foreach (var day in free.Where(day => day >= course.StartFrom && day <= course.StartTo)) reached[0][(day, 1)] = (-1, 0);
        for (var fraction = 1; fraction < course.Fractions; fraction++)
        {
            var next = new Dictionary<(int, int), (int, int)>();
            foreach (var from in reached[^1].Keys.Order())
                for (var day = from.Day + course.LeastGapDays; day <= from.Day + course.MostGapDays && day < period.Days; day++)
                {
                    var inWeek = period.Week(day) == period.Week(from.Day) ? from.InWeek + 1 : 1;
                    if (inWeek <= course.MostPerWeek && free.Contains(day)) next.TryAdd((day, inWeek), from);
                }

            reached.Add(next);
        }

        return reached[^1].Count == 0 ? null : TraceBack(reached, reached[^1].Keys.Min());
    }

    private static int[] TraceBack(List<Dictionary<(int Day, int InWeek), (int Day, int InWeek)>> reached, (int Day, int InWeek) at)
    {
        var days = new int[reached.Count];
        for (var fraction = reached.Count - 1; fraction >= 0; fraction--)
        {
            days[fraction] = at.Day;
            at = reached[fraction][at];
        }

        return days;
    }
}
