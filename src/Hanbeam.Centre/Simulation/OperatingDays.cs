namespace Hanbeam.Centre.Simulation;

/// <summary>Days on which the machine stays in standby.</summary>
internal static class OperatingDays
{
    /// <summary>Adds a closed day where it is reported.</summary>
    public static void AddIfReported(this List<OperatingDay> days, CentreCalendar calendar, int day)
    {
        if (calendar.YearOf(day) >= 0) days.Add(new OperatingDay(day - calendar.WarmUpDays, 0, 0, []));
    }
}
