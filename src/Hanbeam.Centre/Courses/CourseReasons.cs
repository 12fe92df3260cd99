namespace Hanbeam.Centre.Courses;

/// <summary>Finds out why a course has no place, by easing its conditions one after the other with nobody else in the centre.</summary>
internal static class CourseReasons
{
    public static RefusalReason Of(CoursePeriod period, int index)
    {
        var course = period.Courses[index];
        if (course.Rooms.Count == 0) return RefusalReason.NoRoom;
        var days = Enumerable.Range(0, period.Days).ToList();
        if (!days.Any(day => course.Rooms.Any(room => period.Rooms[room].Seconds[day] >= Math.Max(1, course.RoomSeconds) && period.BeamSeconds[day] >= Math.Max(1, course.BeamSeconds))))
            return RefusalReason.FractionTooLong;
        if (!days.Any(day => day >= course.StartFrom && day <= course.StartTo && course.Rooms.Any(room => period.Allows(course, room, day)))) return RefusalReason.NoDayToStart;
        if (Fits(period, course)) return RefusalReason.NoCapacity;
        return Fits(period, course with { MostGapDays = period.Days }) ? RefusalReason.GapTooLong : RefusalReason.PeriodTooShort;
    }

    private static bool Fits(CoursePeriod period, Course course) =>
        course.Rooms.Any(room => CoursePattern.Soonest(period, course, day => period.Allows(course, room, day)) is not null);
}
