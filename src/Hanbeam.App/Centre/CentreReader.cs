using Hanbeam.App.Recipes;
using Hanbeam.Centre.Simulation;
using Hanbeam.Numerics.Random;

namespace Hanbeam.App.Centre;

/// <summary>Reads a centre's file section by section; every figure has its allowed range here.</summary>
internal static class CentreReader
{
    private const double MostMinutes = 600;
    private const double MinutesPerDay = 1440;

    private static readonly string[] SourceKeys = ["source", "sources"];

    private static readonly Dictionary<string, SessionTask> Tasks = new()
    {
        ["immobilisation"] = SessionTask.Immobilisation,
        ["setUp"] = SessionTask.SetUp,
        ["imaging"] = SessionTask.Imaging,
        ["betweenFields"] = SessionTask.BetweenFields,
        ["irradiation"] = SessionTask.Irradiation,
        ["exit"] = SessionTask.Exit,
    };

    /// <summary>Reads the document.</summary>
    /// <param name="map">The document.</param>
    /// <param name="plans">Takes beam times from plans.</param>
    public static CentreDescription Read(YamlMap map, PlanFieldReader plans)
    {
        var run = map.OptionalMap("run");
        run?.Allow([.. SourceKeys, "years", "warmUpWeeks", "replications", "seed", "firstWeekday"]);
        var beam = Needed(map, "beam").Allow([.. SourceKeys, "machine", "mode", "roomSwitchSeconds", "onBeforeMinutes", "offAfterMinutes"]);
        plans.Open(beam);
        return new CentreDescription
        {
            Name = map.Text("name"),
            Years = run?.WholeIn("years", 1, 15, "years", 1) ?? 1,
            WarmUpWeeks = run?.WholeIn("warmUpWeeks", 0, 520, "weeks", 0) ?? 0,
            Replications = run?.WholeIn("replications", 2, 10_000, "replications", 100) ?? 100,
            Seed = (uint)(run?.WholeIn("seed", 0, int.MaxValue, "", 1) ?? 1),
            FirstWeekday = run?.Has("firstWeekday") == true ? run.Weekday("firstWeekday", run.Text("firstWeekday")) : DayOfWeek.Monday,
            Shifts = [.. map.Maps("shifts").Select(ReadShift)],
            Closures = [.. map.Maps("closures").Select(ReadClosure)],
            Maintenance = [.. map.Maps("maintenance").Select(ReadMaintenance)],
            Rooms = [.. map.Maps("rooms").Select(ReadRoom)],
            Beam = new BeamSharing(beam.NumberIn("roomSwitchSeconds", 0, 3600, "s"), beam.NumberIn("onBeforeMinutes", 0, MostMinutes, "min", 0), beam.NumberIn("offAfterMinutes", 0, MostMinutes, "min", 0)),
            Failures = ReadFailures(map.OptionalMap("failures")),
            Staffing = ReadStaffing(map.OptionalMap("staffing")),
            Referrals = ReadReferrals(Needed(map, "referrals")),
            Booking = ReadBooking(Needed(map, "booking")),
            Attendance = ReadAttendance(map.OptionalMap("attendance")),
            Sites = [.. map.Maps("sites").Select(site => ReadSite(site, plans))],
            Inputs = StatedInputs.Of(map),
        };
    }

    private static Shift ReadShift(YamlMap map)
    {
        map.Allow([.. SourceKeys, "name", "days", "from", "to", "staff"]);
        var (from, to) = Hours(map);
        var staff = map.OptionalMap("staff");
        return new Shift(map.Text("name"), [.. map.Texts("days").Select(day => map.Weekday("days", day)).Distinct()], from, to, Staff(staff));
    }

    private static (double From, double To) Hours(YamlMap map)
    {
        var (from, to) = (map.Clock("from"), map.Clock("to"));
        return to > from ? (from, to) : throw map.ErrorAt("to", $"{map.PathOf("to")} is {map.Text("to")}, and must be later than {map.PathOf("from")}, {map.Text("from")}, on the same day (at most 24:00)");
    }

    private static Dictionary<string, int> Staff(YamlMap? map) =>
        map is null ? [] : map.Keys.Where(key => !SourceKeys.Contains(key)).ToDictionary(role => role, role => map.WholeIn(role, 0, 1000, "people"));

    private static Closure ReadClosure(YamlMap map)
    {
        map.Allow([.. SourceKeys, "name", "firstDay", "days"]);
        return new Closure(map.Text("name"), map.WholeIn("firstDay", 1, CentreDescription.DaysPerYear, "day of the year"), map.WholeIn("days", 1, CentreDescription.DaysPerYear, "days"));
    }

    private static MaintenanceWindow ReadMaintenance(YamlMap map)
    {
        map.Allow([.. SourceKeys, "name", "day", "from", "to", "everyWeeks"]);
        var (from, to) = Hours(map);
        return new MaintenanceWindow(map.Text("name"), map.Weekday("day", map.Text("day")), from, to, map.WholeIn("everyWeeks", 1, 52, "weeks", 1));
    }

    private static TreatmentRoom ReadRoom(YamlMap map)
    {
        map.Allow([.. SourceKeys, "name", "ports", "opensDay"]);
        var ports = map.Texts("ports");
        if (ports.Count == 0) throw map.ErrorAt("ports", $"{map.PathOf("ports")} is empty, and a room needs at least one port");
        return new TreatmentRoom(map.Text("name"), ports, map.WholeIn("opensDay", 1, 15 * CentreDescription.DaysPerYear, "days from the beginning", 1));
    }

    private static FailureRanges? ReadFailures(YamlMap? map)
    {
        if (map is null) return null;
        map.Allow([.. SourceKeys, "meanHoursBetween", "meanRepairMinutes"]);
        var (leastBetween, mostBetween) = map.RangeIn("meanHoursBetween", 1, 100_000, "h");
        var (leastRepair, mostRepair) = map.RangeIn("meanRepairMinutes", 0, 100_000, "min");
        return new FailureRanges(leastBetween, mostBetween, leastRepair, mostRepair);
    }

    private static Dictionary<SessionTask, IReadOnlyDictionary<string, int>> ReadStaffing(YamlMap? map)
    {
        if (map is null) return [];
        map.Allow([.. SourceKeys, .. Tasks.Keys]);
        return Tasks.Where(task => map.Has(task.Key)).ToDictionary(task => task.Value, task => (IReadOnlyDictionary<string, int>)Staff(map.OptionalMap(task.Key)));
    }

    private static ReferralSettings ReadReferrals(YamlMap map)
    {
        map.Allow([.. SourceKeys, "perWeek", "startsPerWeek", "preparationDays", "patienceDays"]);
        var perWeek = map.NumberOrNumbers("perWeek");
        if (perWeek.Count == 0) throw map.ErrorAt("perWeek", $"{map.PathOf("perWeek")} is empty, and one figure per year is expected");
        foreach (var mean in perWeek) map.CheckIn("perWeek", mean, 0, 200, "patients a week");
        return new ReferralSettings
        {
            PerWeek = perWeek,
            StartsPerWeek = map.Has("startsPerWeek") ? map.WholeIn("startsPerWeek", 1, 1000, "courses") : null,
            PreparationDays = map.DistributionIn("preparationDays", 365, "days") ?? Distribution.Zero,
            PatienceDays = map.DistributionIn("patienceDays", 3650, "days"),
        };
    }

    private static BookingPolicy ReadBooking(YamlMap map)
    {
        map.Allow([.. SourceKeys, "horizonWeeks", "reservePercent", "makeUpDays", "lastEntryMinutes"]);
        return new BookingPolicy(map.WholeIn("horizonWeeks", 1, 104, "weeks"), map.NumberIn("reservePercent", 0, 90, "%"), map.WholeIn("makeUpDays", 1, 60, "open days"), map.NumberIn("lastEntryMinutes", 0, 360, "min"));
    }

    private static Attendance ReadAttendance(YamlMap? map)
    {
        if (map is null) return new Attendance(0, 0, Distribution.Zero, 0);
        map.Allow([.. SourceKeys, "earlyMinutes", "latePercent", "lateMinutes", "missedPercent"]);
        var late = map.NumberIn("latePercent", 0, 100, "%", 0);
        var lateMinutes = map.DistributionIn("lateMinutes", MostMinutes, "min");
        if (late > 0 && lateMinutes is null) throw map.ErrorAt("latePercent", $"{map.PathOf("latePercent")} is above 0 %, and {map.PathOf("lateMinutes")} is missing");
        return new Attendance(map.NumberIn("earlyMinutes", 0, MostMinutes, "min", 0), late, lateMinutes ?? Distribution.Zero, map.NumberIn("missedPercent", 0, 50, "%", 0));
    }

    private static TreatmentSite ReadSite(YamlMap map, PlanFieldReader plans)
    {
        map.Allow([.. SourceKeys, "name", "share", "fractions", "fractionsPerWeek", "appointmentMinutes", "immobilisation", "setUp", "imaging", "betweenFields", "irradiation", "exit", "fields", "fieldsPerFraction", "beamSpreadPercent", "plan", "ports", "gate"]);
        var planned = map.Has("plan") ? plans.ReadPlan(map) : null;
        if (planned is null && map.Has("ports")) throw map.ErrorAt("ports", $"{map.PathOf("ports")} belongs to a plan, and {map.PathOf("plan")} is missing; with given fields each has its port");
        var one = map.OptionalChoice("fieldsPerFraction", "all", "one");
        var fields = planned?.Fields ?? SiteFields.Given(map);
        return new TreatmentSite
        {
            Name = map.Text("name"),
            SharePercent = map.NumberIn("share", 0, 100, "%"),
            Fractions = Fractions(map, planned),
            FractionsPerWeek = map.WholeIn("fractionsPerWeek", 1, 7, "fractions"),
            AppointmentMinutes = map.NumberIn("appointmentMinutes", 1, MinutesPerDay, "min"),
            Minutes = Tasks.Select(task => (Task: task.Value, Minutes: map.DistributionIn(task.Key, MostMinutes, "min"))).Where(task => task.Minutes is not null).ToDictionary(task => task.Task, task => task.Minutes!),
            Fields = fields,
            OneFieldPerFraction = one is null ? planned?.OneFieldPerFraction ?? false : one == "one",
            BeamSpreadPercent = map.NumberIn("beamSpreadPercent", 0, 200, "%", 0),
        };
    }

    private static int Fractions(YamlMap map, PlannedFields? planned)
    {
        if (planned is null) return map.WholeIn("fractions", 1, 60, "fractions");
        var fractions = map.Has("fractions") ? map.WholeIn("fractions", 1, 60, "fractions") : planned.Fractions;
        return fractions == planned.Fractions ? fractions
            : throw map.ErrorAt("fractions", $"{map.PathOf("fractions")} is {fractions}, and the plan {planned.Path} has {planned.Fractions}: its beam times belong to that number");
    }

    private static YamlMap Needed(YamlMap map, string key) => map.OptionalMap(key) ?? throw map.ErrorAt(key, $"the section {key} is missing");
}
