namespace Hanbeam.Centre.Courses;

/// <summary>What is left of rooms and beam while courses are placed.</summary>
internal sealed class CourseCapacity
{
    private readonly CoursePeriod period;
    private readonly long[][] rooms;
    private readonly long[] beam;

    public CourseCapacity(CoursePeriod period)
    {
        this.period = period;
        rooms = [.. period.Rooms.Select(room => room.Seconds.ToArray())];
        beam = [.. period.BeamSeconds];
    }

    /// <summary>The placement of a course that ends soonest with what is left, or null.</summary>
    public CoursePlacement? Soonest(int index)
    {
        var course = period.Courses[index];
        CoursePlacement? best = null;
        foreach (var room in course.Rooms)
        {
            var days = CoursePattern.Soonest(period, course, day => period.Allows(course, room, day) && rooms[room][day] >= course.RoomSeconds && beam[day] >= course.BeamSeconds);
            if (days is not null && (best is null || days[^1] < best.Last)) best = new CoursePlacement(index, room, days);
        }

        return best;
    }

    public void Take(CoursePlacement placement) => Add(placement, -1);

    public void GiveBack(CoursePlacement placement) => Add(placement, 1);

    private void Add(CoursePlacement placement, int sign)
    {
        var course = period.Courses[placement.Course];
        foreach (var day in placement.Days)
        {
            rooms[placement.Room][day] += sign * course.RoomSeconds;
            beam[day] += sign * course.BeamSeconds;
        }
    }
}
