using Hanbeam.App.Recipes;
using Hanbeam.Centre.DayBoard;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Centre;

/// <summary>Reads a day (docs/formats/day.md) from YAML.</summary>
internal sealed class DayReader
{
    /// <summary>The schema that the file must name.</summary>
    public const string Schema = "hanbeam-day/1";

    // A stay may not be longer than a day.
    private const double MostMinutes = 1440;
    private const int MostPriority = 1_000_000;

    private readonly YamlMap map;
    private readonly DayPlanBeams plans;
    private readonly List<TreatmentRoom> rooms;
    private readonly double? quantile;

    private DayReader(YamlMap map, string path)
    {
        this.map = map;
        plans = new DayPlanBeams(map, new RecipePaths(Path.GetDirectoryName(Path.GetFullPath(path))!));
        rooms = [.. map.Maps("rooms").Select(ReadRoom)];
        if (rooms.Count == 0) throw map.ErrorAt("rooms", "rooms is empty, and a day needs at least one");
        if (map.Has("setupQuantile")) quantile = map.NumberIn("setupQuantile", 0.5, 0.99, "");
    }

    /// <summary>Reads.</summary>
    public static DayFile Read(YamlMap map, string path, byte[] bytes)
    {
        map.Allow("schema", "date", "rooms", "beam", "machine", "mode", "setupQuantile", "callEarlier", "tellFrom", "patients", "source");
        if (map.Text("schema") is var schema and not Schema) throw map.ErrorAt("schema", $"the schema is '{schema}', and {Schema} is read");
        var reader = new DayReader(map, path);
        var beam = map.OptionalMap("beam")?.Allow("unavailable");
        var patients = map.Maps("patients");
        if (patients.Count == 0) throw map.ErrorAt("patients", "patients is empty, and a board needs at least one");
        if (patients.Count > DayPlanner.MostAppointments) throw map.ErrorAt("patients", $"there are {patients.Count} patients, and at most {DayPlanner.MostAppointments} are planned");
        var day = new BeamDay
        {
            Rooms = Distinct(reader.rooms, room => room.Name, map, "rooms"),
            BeamUnavailable = beam is null ? [] : ReadWindows(beam, "unavailable"),
            Appointments = Distinct([.. patients.Select(reader.ReadPatient)], one => one.Name, map, "patients"),
        };
        var early = BoardClock.Ticks(map.NumberIn("callEarlier", 0, MostMinutes, "min", otherwise: 0));
        var tell = BoardClock.Ticks(map.NumberIn("tellFrom", 0, MostMinutes, "min", otherwise: 0));
        return new DayFile(path, bytes, day, map.OptionalText("date") ?? Path.GetFileName(path), BoardClock.Hours, early, tell, reader.plans.Warnings);
    }

    private static TreatmentRoom ReadRoom(YamlMap map)
    {
        map.Allow("name", "open", "close", "unavailable");
        var (open, close) = (BoardClock.Ticks(map.Clock("open")), BoardClock.Ticks(map.Clock("close")));
        if (close <= open) throw map.ErrorAt("close", $"{map.PathOf("close")} is {map.Text("close")}, and must be after open, {map.Text("open")}");
        return new TreatmentRoom { Name = map.Text("name"), Open = open, Close = close, Unavailable = ReadWindows(map, "unavailable") };
    }

    private Appointment ReadPatient(YamlMap patient)
    {
        patient.Allow("name", "room", "setup", "setupP90", "beam", "plan", "beams", "betweenBeams", "exit", "earliest", "latest", "windows", "priority");
        var name = patient.Text("room");
        var room = rooms.FindIndex(one => one.Name == name);
        if (room < 0) throw patient.ErrorAt("room", $"{patient.PathOf("room")} is '{name}', which is no room of this day; {NearestName.Suggestion(name, [.. rooms.Select(one => one.Name)])}");
        var earliest = patient.Has("earliest") ? BoardClock.Ticks(patient.Clock("earliest")) : 0;
        var latest = patient.Has("latest") ? BoardClock.Ticks(patient.Clock("latest")) : Appointment.NoLatest;
        if (latest <= earliest) throw patient.ErrorAt("latest", $"{patient.PathOf("latest")} is {patient.Text("latest")}, and must be after earliest, {patient.OptionalText("earliest")}");
        return new Appointment
        {
            Name = patient.Text("name"),
            Room = room,
            Setup = BoardClock.Ticks(Setup(patient)),
            Beam = patient.Has("plan") ? plans.BeamTicks(patient) : BoardClock.Ticks(patient.NumberIn("beam", 0, MostMinutes, "min")),
            Exit = BoardClock.Ticks(patient.NumberIn("exit", 0, MostMinutes, "min")),
            Earliest = earliest,
            Latest = latest,
            Windows = ReadWindows(patient, "windows"),
            Priority = patient.WholeIn("priority", 1, MostPriority, "", otherwise: 1),
        };
    }

    private double Setup(YamlMap patient)
    {
        var median = patient.NumberIn("setup", 0, MostMinutes, "min");
        if (!patient.Has("setupP90")) return median;
        var ninetieth = patient.NumberIn("setupP90", median, MostMinutes, "min");
        return quantile is { } probability ? SetupBuffer.PlannedMinutes(median, ninetieth, probability) : median;
    }

    private static IReadOnlyList<TimeWindow> ReadWindows(YamlMap map, string key)
    {
        var windows = new List<TimeWindow>();
        foreach (var item in map.Maps(key))
        {
            item.Allow("from", "to", "why");
            var window = new TimeWindow(BoardClock.Ticks(item.Clock("from")), BoardClock.Ticks(item.Clock("to")));
            if (window.End <= window.Start) throw item.ErrorAt("to", $"{item.PathOf("to")} is {item.Text("to")}, and must be after from, {item.Text("from")}");
            if (windows.Count > 0 && window.Start < windows[^1].End) throw item.ErrorAt("from", $"{item.PathOf("from")} is {item.Text("from")}, before the one above it has ended");
            windows.Add(window);
        }

        return windows;
    }

    private static IReadOnlyList<T> Distinct<T>(IReadOnlyList<T> items, Func<T, string> name, YamlMap map, string key)
    {
        var twice = items.CountBy(name).Where(count => count.Value > 1).Select(count => count.Key).FirstOrDefault();
        return twice is null ? items : throw map.ErrorAt(key, $"{key} names '{twice}' twice");
    }
}
