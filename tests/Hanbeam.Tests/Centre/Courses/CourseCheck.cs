using Hanbeam.Centre.Courses;
using Xunit;

namespace Hanbeam.Tests.Centre.Courses;

/// <summary>Says whether placements keep every rule of their period, course by course and day by day.</summary>
public static class CourseCheck
{
    /// <summary>Fails where a rule is broken.</summary>
    public static void Holds(CoursePeriod period, CourseSchedule schedule)
    {
        Assert.Equal(Enumerable.Range(0, period.Courses.Count), schedule.Placements.Select(placement => placement.Course).Concat(schedule.Refused.Select(refused => refused.Course)).Order());
        Assert.True(schedule.Placements.All(placement => KeepsRhythm(period, placement)));
        Assert.True(KeepsCapacity(period, schedule.Placements));
    }

    /// <summary>Whether a course has its fractions in its rhythm, in a room of its own.</summary>
    public static bool KeepsRhythm(CoursePeriod period, CoursePlacement placement)
    {
        var (course, days) = (period.Courses[placement.Course], placement.Days);
        return days.Count == course.Fractions && course.Rooms.Contains(placement.Room) && days[0] >= course.StartFrom && days[0] <= course.StartTo
            && days.Zip(days.Skip(1), (a, b) => b - a).All(gap => gap >= course.LeastGapDays && gap <= course.MostGapDays)
            && days.GroupBy(day => (day + period.FirstWeekday) / 7).All(week => week.Count() <= course.MostPerWeek)
            && !days.Any(course.Away.Contains);
    }

    /// <summary>Whether no room and no beam has more than it may on any day, and nothing on days without treatment.</summary>
    public static bool KeepsCapacity(CoursePeriod period, IEnumerable<CoursePlacement> placements)
    {
        var beam = period.BeamSeconds.ToArray();
        var rooms = period.Rooms.Select(room => room.Seconds.ToArray()).ToArray();
        foreach (var placement in placements)
            foreach (var day in placement.Days)
            {
                if (period.BeamSeconds[day] == 0 || period.Rooms[placement.Room].Seconds[day] == 0) return false;
                beam[day] -= period.Courses[placement.Course].BeamSeconds;
                rooms[placement.Room][day] -= period.Courses[placement.Course].RoomSeconds;
            }

        return beam.Concat(rooms.SelectMany(room => room)).All(left => left >= 0);
    }
}
