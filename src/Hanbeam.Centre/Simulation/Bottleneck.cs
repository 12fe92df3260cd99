namespace Hanbeam.Centre.Simulation;

/// <summary>
/// What holds a year back: what limits how many patients can start, and what delays those who are in the building. Medians over the replications;
/// the rules are in docs/methods/centre-simulation.md.
/// </summary>
/// <param name="Volume">What limits the number of patients.</param>
/// <param name="Loads">The resources, the one with most waiting first.</param>
public sealed record Bottleneck(VolumeLimit Volume, IReadOnlyList<ResourceLoad> Loads)
{
    // A book is never quite full: the last minutes of a day are shorter than an appointment.
    private const double FullBookPercent = 93;

    // One server in steady demand makes its customers wait 0.85 / (2 · 0.15) = 2.8 service times at this use, and steeply more beyond (Pollaczek and Khinchine).
    private const double SaturatedPercent = 85;

    // Courses start on weekdays; a delay of a few days is the calendar's, not a queue's.
    private const double NoQueueDays = 7;

    /// <summary>Judges a year by its medians.</summary>
    /// <param name="centre">The centre.</param>
    /// <param name="median">Gives a metric's median by its key.</param>
    internal static Bottleneck Of(CentreDescription centre, Func<string, double> median)
    {
        List<ResourceLoad> loads =
        [
            new(ResourceKind.Rooms, "", centre.Rooms.Count, median("roomUsePercent"), median("roomWaitMinutesMean")),
            new(ResourceKind.Beam, "", 1, median("beamUsePercent"), median("beamWaitMinutesMean")),
            new(ResourceKind.Repair, "", 1, 100 - median("availabilityPercent"), median("failureWaitMinutesMean")),
            .. centre.Roles.Select(role => new ResourceLoad(ResourceKind.Staff, role, centre.Shifts.Max(shift => shift.Staff.GetValueOrDefault(role)), median($"staffUsePercent:{role}"), median($"staffWaitMinutesMean:{role}"))),
        ];
        return new Bottleneck(LimitOf(centre, median), [.. loads.OrderByDescending(load => load.WaitMinutesPerFraction)]);
    }

    private static VolumeLimit LimitOf(CentreDescription centre, Func<string, double> median)
    {
        if (median("beamUsePercent") >= SaturatedPercent) return VolumeLimit.Beam;
        if (!(median("startDelayDaysMean") > NoQueueDays)) return VolumeLimit.Referrals;
        if (median("bookedPercent") >= FullBookPercent - centre.Booking.ReservePercent) return VolumeLimit.RoomTime;
        return centre.Referrals.StartsPerWeek is null ? VolumeLimit.SuitableRooms : VolumeLimit.StartsPerWeek;
    }
}
