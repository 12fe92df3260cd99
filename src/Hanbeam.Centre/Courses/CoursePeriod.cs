namespace Hanbeam.Centre.Courses;

/// <summary>Courses that share rooms and one beam over a period of days.</summary>
public sealed record CoursePeriod
{
    /// <summary>Weekday of day 0, 0 for a Monday.</summary>
    public required int FirstWeekday { get; init; }

    /// <summary>Seconds of beam that may be planned on each day; 0 on days without treatment.</summary>
    public required IReadOnlyList<long> BeamSeconds { get; init; }

    /// <summary>The rooms.</summary>
    public required IReadOnlyList<CourseRoom> Rooms { get; init; }

    /// <summary>The courses.</summary>
    public required IReadOnlyList<Course> Courses { get; init; }

    /// <summary>Number of days.</summary>
    public int Days => BeamSeconds.Count;

    /// <summary>The week of a day.</summary>
    public int Week(int day) => (day + FirstWeekday) / 7;

    /// <summary>Whether a course could be treated on a day in a room with nobody else there.</summary>
    internal bool Allows(Course course, int room, int day) => !course.Away.Contains(day) && day >= course.StartFrom
        && Rooms[room].Seconds[day] >= course.RoomSeconds && Rooms[room].Seconds[day] > 0 && BeamSeconds[day] >= course.BeamSeconds && BeamSeconds[day] > 0;
}
