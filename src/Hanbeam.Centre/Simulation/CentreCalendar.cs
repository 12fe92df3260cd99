namespace Hanbeam.Centre.Simulation;

/// <summary>Which hours the centre has on which day. Days are counted from the beginning of the warm-up.</summary>
internal sealed class CentreCalendar
{
    /// <summary>Days of a week.</summary>
    public const int DaysPerWeek = 7;

    private readonly CentreDescription centre;
    private readonly OpeningDay[] days;

    public CentreCalendar(CentreDescription centre)
    {
        this.centre = centre;
        WarmUpDays = DaysPerWeek * centre.WarmUpWeeks;
        Days = WarmUpDays + centre.Years * CentreDescription.DaysPerYear;
        // Courses are booked beyond the last simulated day.
        days = [.. Enumerable.Range(0, Days + DaysPerWeek * (centre.Booking.HorizonWeeks + 104)).Select(Hours)];
    }

    /// <summary>Days before the first reported one.</summary>
    public int WarmUpDays { get; }

    /// <summary>Simulated days.</summary>
    public int Days { get; }

    /// <summary>Days whose hours are known, more than are simulated.</summary>
    public int KnownDays => days.Length;

    /// <summary>The hours of a day.</summary>
    public OpeningDay this[int day] => days[day];

    /// <summary>The calendar week of a day: weeks begin with the first weekday.</summary>
    public static int WeekOf(int day) => day / DaysPerWeek;

    /// <summary>The reported year of a day, from 0; -1 in the warm-up.</summary>
    public int YearOf(int day) => day < WarmUpDays ? -1 : (day - WarmUpDays) / CentreDescription.DaysPerYear;

    /// <summary>Whether a room is open on a day; one that opens on the first day was open throughout the warm-up.</summary>
    public bool HasRoom(int room, int day) => centre.Rooms[room].OpensDay == 1 || day - WarmUpDays >= centre.Rooms[room].OpensDay - 1;

    private OpeningDay Hours(int day)
    {
        var dayOfYear = ((day - WarmUpDays) % CentreDescription.DaysPerYear + CentreDescription.DaysPerYear) % CentreDescription.DaysPerYear + 1;
        if (centre.Closures.Any(closure => dayOfYear >= closure.FirstDay && dayOfYear < closure.FirstDay + closure.Days)) return new OpeningDay([], []);
        var weekday = (DayOfWeek)(((int)centre.FirstWeekday + day) % DaysPerWeek);
        var shifts = centre.Shifts.Where(shift => shift.Days.Contains(weekday)).OrderBy(shift => shift.FromMinutes).ToList();
        List<(double From, double To)> bookable = [.. shifts.Select(shift => (60 * shift.FromMinutes, 60 * shift.ToMinutes))];
        foreach (var window in centre.Maintenance.Where(window => window.Weekday == weekday && WeekOf(day) % window.EveryWeeks == 0))
            bookable = [.. bookable.SelectMany(stretch => Without(stretch, 60 * window.FromMinutes, 60 * window.ToMinutes))];
        return new OpeningDay(shifts, bookable);
    }

    private static IEnumerable<(double From, double To)> Without((double From, double To) stretch, double from, double to)
    {
        if (to <= stretch.From || from >= stretch.To) return [stretch];
        return new[] { (stretch.From, To: from), (From: to, stretch.To) }.Where(part => part.Item2 > part.Item1).Select(part => (part.Item1, part.Item2));
    }
}
