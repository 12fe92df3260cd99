using Hanbeam.Numerics.Work;

namespace Hanbeam.Centre.DayBoard;

/// <summary>
/// Plans a day: looks for the order that treats most (by priority), then makes fewest late, then ends earliest, and says how early it could end at best.
/// Same day, settings and version, same board, for any number of threads (unless the budget is in seconds). Range: 1 to 5000
/// appointments, times below 10¹² ticks. Source: docs/methods/day-board.md. Accuracy: the verification
/// DayBoard_OfGeneratedDays_LiesWithinAPercentOfItsBound.
/// </summary>
public static class DayPlanner
{
    /// <summary>Most appointments that a day may have: the largest published instances have 2000.</summary>
    public const int MostAppointments = 5000;

    /// <summary>Plans.</summary>
    /// <param name="day">The day; its parts as their types ask for.</param>
    /// <param name="settings">How long to look, or null for the usual.</param>
    /// <param name="context">Threads, progress, cancellation.</param>
    /// <returns>The board.</returns>
    /// <exception cref="InputException">No appointments, too many, or settings out of range.</exception>
    public static DayPlan Plan(BeamDay day, DaySearchSettings? settings = null, WorkContext? context = null)
    {
        settings ??= new DaySearchSettings();
        context ??= WorkContext.Default;
        Check(day, settings);
        var bound = DayBounds.End(day);
        var isFree = day.IsFree;
        int[] order = [.. Enumerable.Range(0, day.Appointments.Count)];
        long iterations = 0;
        if (isFree)
        {
            var budget = settings.Iterations ?? FreeIterations(day.Appointments.Count);
            (order, _, iterations) = OrderSearch.Run(day, () => new FreeInsertion(day), new DayCost(0, 0, bound), budget, settings, context);
        }

        var schedule = OrderDecoder.Decode(day, order);
        if (!isFree || schedule.NotTreated.Count > 0 || schedule.Late.Any())
        {
            var budget = settings.Iterations ?? DecodedIterations(day.Appointments.Count);
            (order, _, iterations) = OrderSearch.Run(day, () => new DecodingInsertion(day), new DayCost(0, 0, bound), budget, settings, context);
            schedule = OrderDecoder.Decode(day, order);
        }

        return new DayPlan(schedule, DayBounds.End(Treated(schedule)) - day.Start, iterations);
    }

    // About a second and a half a chain: an iteration costs O(appointments × rooms) on a free day and O(appointments²) on others.
    private static int FreeIterations(int appointments) => Math.Clamp(30_000_000 / appointments, 2_000, 300_000);

    private static int DecodedIterations(int appointments) => (int)Math.Clamp(25_000_000L / ((long)appointments * appointments), 20, 10_000);

    private static BeamDay Treated(DaySchedule schedule) => schedule.NotTreated.Count == 0
        ? schedule.Day : schedule.Day with { Appointments = [.. schedule.Order.Order().Select(index => schedule.Day.Appointments[index])] };

    private static void Check(BeamDay day, DaySearchSettings settings)
    {
        if (day.Appointments.Count == 0) throw new InputException("the day has no patients, and a board needs at least one.");
        if (day.Appointments.Count > MostAppointments)
            throw new InputException($"the day has {day.Appointments.Count} patients, and at most {MostAppointments} are planned.");
        if (settings.Iterations is < 1) throw new InputException($"a search of {settings.Iterations} iterations is none; at least 1 is needed.");
        if (settings.Chains is < 1 or > 64) throw new InputException($"a search of {settings.Chains} chains is out of range; 1 to 64 are allowed.");
        if (settings.Seconds is not null and not (> 0 and <= 86_400)) throw new InputException($"a search of {settings.Seconds} s is out of range; above 0 and at most 86400 s are allowed.");
    }
}
