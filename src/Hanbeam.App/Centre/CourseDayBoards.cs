using System.Globalization;
using System.Text;
using Hanbeam.Centre.Courses;
using Hanbeam.Centre.DayBoard;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Centre;

/// <summary>The days that courses come to, as problems of the day board.</summary>
/// <param name="file">The courses.</param>
/// <param name="schedule">Their days.</param>
internal sealed class CourseDayBoards(CourseFile file, CourseSchedule schedule)
{
    // Enough to see whether a day of a few dozen patients keeps its hours; "centre day" looks longer.
    private static readonly DaySearchSettings Quick = new() { Iterations = 200, Chains = 1 };

    /// <summary>Days on which somebody is treated, with who.</summary>
    public IEnumerable<(int Day, IReadOnlyList<CoursePlacement> Placements)> Days() => Enumerable.Range(0, file.Period.Days)
        .Select(day => (day, (IReadOnlyList<CoursePlacement>)[.. schedule.Placements.Where(placement => placement.Days.Contains(day))]))
        .Where(one => one.Item2.Count > 0);

    /// <summary>Plans the board of a day.</summary>
    public DaySchedule Board(IReadOnlyList<CoursePlacement> placements, WorkContext context) => DayPlanner.Plan(Problem(placements), Quick, context with { Progress = null }).Schedule;

    /// <summary>The day as a file for <c>centre day</c>.</summary>
    public string Yaml(int day, IReadOnlyList<CoursePlacement> placements)
    {
        var yaml = new StringBuilder($"schema: {DayReader.Schema}\ndate: {file.Date(day)}\nrooms:\n");
        foreach (var (index, room) in file.Period.Rooms.Index())
            yaml.Append(CultureInfo.InvariantCulture, $"  - {{ name: {Quoted(room.Name)}, open: {BoardClock.Hours.Text(file.Rooms[index].Open)}, close: {BoardClock.Hours.Text(file.Rooms[index].Close)} }}\n");
        yaml.Append("patients:\n");
        foreach (var placement in placements)
        {
            var (setup, beam, exit) = file.Stays[placement.Course];
            yaml.Append(CultureInfo.InvariantCulture, $"  - {{ name: {Quoted(file.Period.Courses[placement.Course].Name)}, room: {Quoted(file.Period.Rooms[placement.Room].Name)}, setup: {setup}, beam: {beam}, exit: {exit} }}\n");
        }

        return yaml.ToString();
    }

    private BeamDay Problem(IReadOnlyList<CoursePlacement> placements) => new()
    {
        Rooms = [.. file.Period.Rooms.Select((room, index) => new TreatmentRoom { Name = room.Name, Open = file.Rooms[index].Open, Close = file.Rooms[index].Close })],
        Appointments = [.. placements.Select(placement => new Appointment
        {
            Name = file.Period.Courses[placement.Course].Name,
            Room = placement.Room,
            Setup = BoardClock.Ticks(file.Stays[placement.Course].Setup),
            Beam = BoardClock.Ticks(file.Stays[placement.Course].Beam),
            Exit = BoardClock.Ticks(file.Stays[placement.Course].Exit),
        })],
    };

    // A double-quoted scalar of YAML: any name survives.
    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";
}
