using System.Globalization;
using System.Text;
using Hanbeam.Centre.Courses;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Centre;

/// <summary>Courses on their days, for people and for programs.</summary>
/// <param name="file">The courses.</param>
/// <param name="schedule">Their days.</param>
internal sealed class CourseReport(CourseFile file, CourseSchedule schedule)
{
    private readonly CoursePeriod period = file.Period;

    /// <summary>The document, with a board for each day.</summary>
    public CourseDocument Document(CourseDayBoards boards, WorkContext context)
    {
        var days = new List<CourseDayLoad>();
        foreach (var (day, placements) in boards.Days())
        {
            context.Report("checking the days' boards", (double)day / period.Days);
            context.Cancellation.ThrowIfCancellationRequested();
            var board = boards.Board(placements, context);
            var rooms = period.Rooms.Select((room, index) => (room.Name, Minutes: placements.Where(one => one.Room == index).Sum(one => period.Courses[one.Course].RoomSeconds) / 60.0));
            days.Add(new CourseDayLoad(
                file.Date(day), placements.Count, placements.Sum(one => period.Courses[one.Course].BeamSeconds) / 60.0, rooms.ToDictionary(room => room.Name, room => room.Minutes),
                BoardClock.Hours.Text(board.End), [.. board.NotTreated.Select(index => board.Day.Appointments[index].Name)]));
        }

        return new CourseDocument(
            CourseDocument.CurrentSchema,
            [.. schedule.Placements.Select(one => new CourseDays(period.Courses[one.Course].Name, period.Rooms[one.Room].Name, [.. one.Days.Select(file.Date)]))],
            [.. schedule.Refused.Select(one => new CourseRefusal(period.Courses[one.Course].Name, Sentence(one)))],
            schedule.DelayDays, schedule.IsProvenOptimal, days);
    }

    /// <summary>The lines on a terminal.</summary>
    public IEnumerable<string> Lines(CourseDocument document)
    {
        yield return Text($"{schedule.Placements.Count} of {period.Courses.Count} courses have their days, {file.Date(0)} to {file.Date(period.Days - 1)}; delays of {schedule.DelayDays} days (by priority).");
        yield return schedule.IsProvenOptimal ? "No other assignment takes more, or delays less." : "A better assignment was not ruled out in the time given.";
        yield return "";
        var (width, roomWidth) = (Math.Max(7, period.Courses.Max(course => course.Name.Length)), Math.Max(4, period.Rooms.Max(room => room.Name.Length)));
        yield return $"{"patient".PadRight(width)}  {"room".PadRight(roomWidth)}  fractions  first       last";
        foreach (var one in document.Courses)
            yield return $"{one.Patient.PadRight(width)}  {one.Room.PadRight(roomWidth)}  {one.Dates.Count,9}  {one.Dates[0]}  {one.Dates[^1]}";
        if (document.Refused.Count > 0) yield return "";
        foreach (var one in document.Refused) yield return $"NO PLACE  {one.Patient}: {one.Reason}";
        yield return "";
        if (document.Days.Count == 0) yield break;
        var busiest = document.Days.MaxBy(day => day.BeamMinutes)!;
        yield return Text($"Busiest day: {busiest.Date} with {busiest.Patients} patients and {busiest.BeamMinutes:0.#} min of beam.");
        foreach (var day in document.Days.Where(day => day.NotTreated.Count > 0))
            yield return $"BOARD  {day.Date}: no order was found that treats {string.Join(", ", day.NotTreated)} before closing; lower 'fill' or the beam's minutes";
    }

    /// <summary>One row a fraction.</summary>
    public string Csv()
    {
        var csv = new StringBuilder("patient,room,fraction,date\n");
        foreach (var one in schedule.Placements)
            foreach (var (fraction, day) in one.Days.Index())
                csv.Append(CultureInfo.InvariantCulture, $"{Quoted(period.Courses[one.Course].Name)},{Quoted(period.Rooms[one.Room].Name)},{fraction + 1},{file.Date(day)}\n");
        return csv.ToString();
    }

    private string Sentence(RefusedCourse refused)
    {
        var course = period.Courses[refused.Course];
        return refused.Reason switch
        {
            RefusalReason.NoRoom => "no room has the port that it needs",
            RefusalReason.FractionTooLong => Text($"a fraction needs {course.RoomSeconds / 60.0:0.#} min of a room and {course.BeamSeconds / 60.0:0.#} min of beam, more than may be planned on any day"),
            RefusalReason.NoDayToStart => course.StartTo < 0 ? "its start window is over before the period begins"
                : course.StartFrom >= period.Days ? "its start window begins after the period" : $"there is no treatment day for it from {file.Date(course.StartFrom)} to {file.Date(course.StartTo)}",
            RefusalReason.PeriodTooShort => $"{course.Fractions} fractions, at most {course.MostPerWeek} a week, do not fit between {file.Date(course.StartFrom)} and {file.Date(period.Days - 1)}",
            RefusalReason.GapTooLong => $"days without treatment make a gap of more than {course.MostGapDays} days between its fractions, whenever it starts",
            _ => schedule.IsProvenOptimal ? "the other courses leave no room and beam for it" : "no place was found beside the other courses",
        };
    }

    private static string Quoted(string text) => text.AsSpan().ContainsAny(",\"\n") ? $"\"{text.Replace("\"", "\"\"")}\"" : text;

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
