namespace Hanbeam.Centre.Simulation;

/// <summary>All figures of a year and how they come from its sums; docs/formats/centre-run.md says what each is.</summary>
internal static class CentreMetrics
{
    private const string Days = "d", Minutes = "min", Percent = "%", Seconds = "s";

    private static readonly (string Key, string Unit, Func<YearTally, double> Value)[] Whole =
    [
        ("referred", "", year => year.Referred),
        ("started", "", year => year.Started),
        ("finished", "", year => year.Finished),
        ("withdrawn", "", year => year.Withdrawn),
        ("inCourseAtEnd", "", year => year.InCourseAtEnd),
        ("waitingAtEnd", "", year => year.WaitingAtEnd),
        ("openDays", Days, year => year.OpenDays),
        ("fractions", "", year => year.Fractions),
        ("fractionsPerDay", "", year => Ratio(year.Fractions, year.OpenDays)),
        ("fractionsOnBusiestDay", "", year => year.BusiestDay),
        ("missed", "", year => year.Missed),
        ("cancelled", "", year => year.Cancelled),
        ("startWaitDaysMedian", Days, year => Quantile(year.StartWaitDays, 0.5)),
        ("startWaitDaysP95", Days, year => Quantile(year.StartWaitDays, 0.95)),
        ("startDelayDaysMean", Days, year => Ratio(year.StartDelayDays, year.Started)),
        ("roomWaitMinutesMean", Minutes, year => Mean(year.RoomWaitMinutes)),
        ("roomWaitMinutesP95", Minutes, year => Quantile(year.RoomWaitMinutes, 0.95)),
        ("beamWaitMinutesMean", Minutes, year => Mean(year.BeamWaitMinutes)),
        ("beamWaitMinutesP95", Minutes, year => Quantile(year.BeamWaitMinutes, 0.95)),
        ("failureWaitMinutesMean", Minutes, year => Ratio(year.FailureWaitSeconds / 60, year.Fractions)),
        ("overtimeMinutesPerDay", Minutes, year => Ratio(year.OvertimeMinutes, year.OpenDays)),
        ("overtimeDaysPercent", Percent, year => 100 * Ratio(year.OvertimeDays, year.OpenDays)),
        ("inRoomMinutesMean", Minutes, year => Ratio(year.InRoomSeconds / 60, year.Fractions)),
        ("bookedPercent", Percent, year => 100 * Ratio(year.RoomBookedSeconds.Sum(), year.RoomOpenSeconds.Sum())),
        ("roomUsePercent", Percent, year => 100 * Ratio(year.RoomOccupiedSeconds.Sum(), year.RoomOpenSeconds.Sum())),
        ("beamUsePercent", Percent, year => 100 * Ratio(year.BeamHeldSeconds, year.OpenSeconds)),
        ("beamSecondsPerFraction", Seconds, year => Ratio(year.BeamTimes.TotalSeconds, year.Fractions)),
        ("beamOnHours", "h", year => year.BeamTimes.BeamOnSeconds / 3600),
        ("availabilityPercent", Percent, year => 100 - 100 * Ratio(year.DownSeconds, year.OnSeconds)),
    ];

    /// <summary>The figures of a centre: those of the whole, then those of each room and role.</summary>
    public static IReadOnlyList<CentreMetric> Of(CentreDescription centre) =>
    [
        .. Whole.Select(metric => new CentreMetric(metric.Key, metric.Unit)),
        .. centre.Rooms.SelectMany(room => new[] { new CentreMetric($"roomUsePercent:{room.Name}", Percent, room.Name), new CentreMetric($"bookedPercent:{room.Name}", Percent, room.Name) }),
        .. centre.Roles.SelectMany(role => new[] { new CentreMetric($"staffUsePercent:{role}", Percent, role), new CentreMetric($"staffWaitMinutesMean:{role}", Minutes, role) }),
    ];

    /// <summary>The values of a year, in the same order.</summary>
    public static double[] Values(YearTally year) =>
    [
        .. Whole.Select(metric => metric.Value(year)),
        .. Enumerable.Range(0, year.RoomOpenSeconds.Length).SelectMany(room => new[]
        {
            100 * Ratio(year.RoomOccupiedSeconds[room], year.RoomOpenSeconds[room]),
            100 * Ratio(year.RoomBookedSeconds[room], year.RoomOpenSeconds[room]),
        }),
        .. Enumerable.Range(0, year.StaffSeconds.Length).SelectMany(role => new[]
        {
            100 * Ratio(year.StaffSeconds[role], year.StaffOnDutySeconds[role]),
            Ratio(year.StaffWaitSeconds[role] / 60, year.Fractions),
        }),
    ];

    /// <summary>The value below which a share of a sample lies, by linear interpolation between its members; NaN for an empty one.</summary>
    public static double Quantile(IReadOnlyCollection<double> sample, double share)
    {
        if (sample.Count == 0) return double.NaN;
        double[] sorted = [.. sample];
        Array.Sort(sorted);
        var at = share * (sorted.Length - 1);
        var below = (int)at;
        return below + 1 < sorted.Length ? sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }

    private static double Mean(List<double> sample) => sample.Count == 0 ? double.NaN : sample.Sum() / sample.Count;

    private static double Ratio(double part, double whole) => whole > 0 ? part / whole : double.NaN;
}
