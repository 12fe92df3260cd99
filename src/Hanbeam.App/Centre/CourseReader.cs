using System.Globalization;
using Hanbeam.App.Recipes;
using Hanbeam.Centre.Courses;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Centre;

/// <summary>Reads courses (docs/formats/course.md) from YAML.</summary>
internal sealed class CourseReader
{
    /// <summary>The schema that the file must name.</summary>
    public const string Schema = "hanbeam-course/1";

    private const double MostMinutes = 1440;

    private readonly YamlMap map;
    private readonly DateOnly from;
    private readonly int days;
    private readonly bool[] isTreatmentDay;
    private readonly List<(long Open, long Close)> hours = [];
    private readonly List<CourseRoom> rooms;
    private readonly List<(double Setup, double Beam, double Exit)> stays = [];

    private CourseReader(YamlMap map)
    {
        this.map = map;
        from = Date(map, "from", map.Text("from"));
        days = Date(map, "to", map.Text("to")).DayNumber - from.DayNumber + 1;
        if (days < 1) throw map.ErrorAt("to", $"to is {map.Text("to")}, before from, {map.Text("from")}");
        if (days > CoursePlanner.MostDays) throw map.ErrorAt("to", $"from {map.Text("from")} to {map.Text("to")} are {days} days, and at most {CoursePlanner.MostDays} are planned");
        var weekdays = map.Has("weekdays") ? map.Texts("weekdays").Select(text => map.Weekday("weekdays", text)).ToHashSet()
            : [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];
        var closed = Days(map, "closed");
        isTreatmentDay = [.. Enumerable.Range(0, days).Select(day => weekdays.Contains(from.AddDays(day).DayOfWeek) && !closed.Contains(day))];
        rooms = [.. map.Maps("rooms").Select(ReadRoom)];
        if (rooms.Count == 0) throw map.ErrorAt("rooms", "rooms is empty, and courses need at least one");
        if (rooms.CountBy(room => room.Name).FirstOrDefault(count => count.Value > 1).Key is { } twice) throw map.ErrorAt("rooms", $"rooms names '{twice}' twice");
    }

    private double Fill => map.NumberIn("fill", 0.1, 1, "", otherwise: 1);

    /// <summary>Reads.</summary>
    public static CourseFile Read(YamlMap map, string path, byte[] bytes)
    {
        map.Allow("schema", "from", "to", "weekdays", "closed", "fill", "rooms", "beam", "patients", "source");
        if (map.Text("schema") is var schema and not Schema) throw map.ErrorAt("schema", $"the schema is '{schema}', and {Schema} is read");
        var reader = new CourseReader(map);
        var patients = map.Maps("patients");
        if (patients.Count == 0) throw map.ErrorAt("patients", "patients is empty, and there is nothing to plan");
        if (patients.Count > CoursePlanner.MostCourses) throw map.ErrorAt("patients", $"there are {patients.Count} patients, and at most {CoursePlanner.MostCourses} are planned");
        var courses = patients.Select(reader.ReadPatient).ToList();
        if (courses.CountBy(course => course.Name).FirstOrDefault(count => count.Value > 1).Key is { } twice) throw map.ErrorAt("patients", $"patients names '{twice}' twice");
        var period = new CoursePeriod { FirstWeekday = ((int)reader.from.DayOfWeek + 6) % 7, BeamSeconds = reader.ReadBeam(), Rooms = reader.rooms, Courses = courses };
        return new CourseFile(path, bytes, period, reader.from, reader.hours, reader.stays);
    }

    private CourseRoom ReadRoom(YamlMap room)
    {
        room.Allow("name", "ports", "open", "close", "closed");
        var (open, close) = (BoardClock.Ticks(room.Clock("open")), BoardClock.Ticks(room.Clock("close")));
        if (close <= open) throw room.ErrorAt("close", $"{room.PathOf("close")} is {room.Text("close")}, and must be after open, {room.Text("open")}");
        hours.Add((open, close));
        var closed = Days(room, "closed");
        return new CourseRoom
        {
            Name = room.Text("name"),
            Ports = room.TextOrTexts("ports"),
            Seconds = [.. Enumerable.Range(0, days).Select(day => isTreatmentDay[day] && !closed.Contains(day) ? (long)(Fill * (close - open)) : 0)],
        };
    }

    private long[] ReadBeam()
    {
        var beam = map.OptionalMap("beam")?.Allow("minutes", "closed");
        var longest = hours.Max(room => room.Close) - hours.Min(room => room.Open);
        var seconds = beam?.Has("minutes") == true ? BoardClock.Ticks(beam.NumberIn("minutes", 1, MostMinutes, "min")) : (long)(Fill * longest);
        var closed = beam is null ? [] : Days(beam, "closed");
        return [.. Enumerable.Range(0, days).Select(day => isTreatmentDay[day] && !closed.Contains(day) ? seconds : 0)];
    }

    private Course ReadPatient(YamlMap patient)
    {
        patient.Allow("name", "fractions", "perWeek", "minGap", "maxGap", "startFrom", "startTo", "port", "room", "setup", "beam", "exit", "away", "priority");
        var (setup, beam, exit) = (patient.NumberIn("setup", 0, MostMinutes, "min"), patient.NumberIn("beam", 0, MostMinutes, "min"), patient.NumberIn("exit", 0, MostMinutes, "min"));
        stays.Add((setup, beam, exit));
        var leastGap = patient.WholeIn("minGap", 1, CoursePlanner.MostDays, "days", otherwise: 1);
        var (startFrom, startTo) = (Day(patient, "startFrom", 0), Day(patient, "startTo", days - 1));
        if (startTo < startFrom) throw patient.ErrorAt("startTo", $"{patient.PathOf("startTo")} is {patient.OptionalText("startTo") ?? map.Text("to")}, before startFrom, {patient.OptionalText("startFrom") ?? map.Text("from")}");
        return new Course
        {
            Name = patient.Text("name"),
            Fractions = patient.WholeIn("fractions", 1, 100, ""),
            MostPerWeek = patient.WholeIn("perWeek", 1, 7, ""),
            LeastGapDays = leastGap,
            MostGapDays = patient.WholeIn("maxGap", leastGap, CoursePlanner.MostDays, "days", otherwise: CoursePlanner.MostDays),
            StartFrom = Math.Max(0, startFrom),
            StartTo = Math.Min(startTo, days - 1),
            Rooms = RoomsOf(patient),
            Away = Days(patient, "away"),
            RoomSeconds = BoardClock.Ticks(setup) + BoardClock.Ticks(beam) + BoardClock.Ticks(exit),
            BeamSeconds = BoardClock.Ticks(beam),
            Priority = patient.WholeIn("priority", 1, 1000, "", otherwise: 1),
        };
    }

    private int[] RoomsOf(YamlMap patient)
    {
        if (patient.Has("room"))
        {
            if (patient.Has("port")) throw patient.ErrorAt("port", $"{patient.PathOf("port")} stands beside {patient.PathOf("room")}; one of them says where");
            return [.. patient.TextOrTexts("room").Select(name => rooms.FindIndex(room => room.Name == name) is var index && index >= 0 ? index
                : throw patient.ErrorAt("room", $"{patient.PathOf("room")} names '{name}', which is no room; {NearestName.Suggestion(name, [.. rooms.Select(room => room.Name)])}"))];
        }

        var port = patient.OptionalText("port");
        return [.. Enumerable.Range(0, rooms.Count).Where(room => port is null || rooms[room].Ports.Contains(port))];
    }

    private int Day(YamlMap map, string key, int otherwise) => map.Has(key) ? Date(map, key, map.Text(key)).DayNumber - from.DayNumber : otherwise;

    private HashSet<int> Days(YamlMap map, string key) => [.. map.TextOrTexts(key).Select(text => Date(map, key, text).DayNumber - from.DayNumber)];

    private static DateOnly Date(YamlMap map, string key, string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : throw map.ErrorAt(key, $"{map.PathOf(key)} has '{text}', and a date such as 2027-03-01 is expected");
}
