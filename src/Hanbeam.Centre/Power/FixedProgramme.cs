using Hanbeam.Centre.Power.Tariffs;
using Hanbeam.Centre.Simulation;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Centre.Power;

/// <summary>
/// A year without a simulation: kinds of days in the order given, on Monday to Friday or on all days, from 1 January until they are used up; the rest
/// are days off. A day's fractions are spread evenly over its hours, each beam in the middle of its share.
/// </summary>
/// <param name="Kinds">The kinds of days.</param>
/// <param name="Weekends">Whether Saturdays and Sundays are used too.</param>
public sealed record FixedProgramme(IReadOnlyList<ProgrammeDays> Kinds, bool Weekends)
{
    /// <summary>Fractions in the year.</summary>
    public int Fractions => Kinds.Sum(kind => kind.Days * kind.Fractions);

    /// <summary>The days.</summary>
    /// <param name="calendar">The year.</param>
    /// <exception cref="InputException">More days than the year has, hours that cross, or more beam than hours.</exception>
    public IReadOnlyList<OperatingDay> In(YearCalendar calendar)
    {
        var open = Enumerable.Range(0, YearCalendar.Days).Where(day => Weekends || !calendar.IsWeekend(day)).ToArray();
        var kinds = Kinds.SelectMany(kind => Enumerable.Repeat(kind, kind.Days)).ToArray();
        foreach (var kind in Kinds) Check(kind);
        if (kinds.Length > open.Length)
            throw Invalid($"power.programme: {kinds.Length} days are asked for, and the year has {open.Length} {(Weekends ? "days" : "from Monday to Friday; weekends: true adds the others")}.");
        return [.. kinds.Select((kind, n) => DayOf(kind, open[n]))];
    }

    private static OperatingDay DayOf(ProgrammeDays kind, int day)
    {
        var share = (kind.ClosesSeconds - kind.OpensSeconds) / Math.Max(1, kind.Fractions);
        var length = kind.Times.TotalSeconds + kind.PauseSeconds;
        return new OperatingDay(day, kind.OpensSeconds, kind.ClosesSeconds, [.. Enumerable.Range(0, kind.Fractions).Select(n =>
        {
            var start = kind.OpensSeconds + (n * share) + ((share - length) / 2);
            return new BeamInterval(start, start + length, 0, kind.Times);
        })]);
    }

    private static void Check(ProgrammeDays kind)
    {
        if (kind.Days < 0 || kind.Fractions < 0) throw Invalid($"power.programme: {kind.Days} days of {kind.Fractions} fractions; neither may be below 0.");
        if (!(kind.OpensSeconds >= 0) || !(kind.ClosesSeconds > kind.OpensSeconds) || !(kind.ClosesSeconds <= StateProfile.DaySeconds))
            throw Invalid($"power.programme: the hours from {kind.OpensSeconds / 3600:0.##} to {kind.ClosesSeconds / 3600:0.##} h cross or leave the day.");
        var t = kind.Times;
        if (new[] { t.BeamOnSeconds, t.ScanningSeconds, t.EnergySwitchSeconds, t.SpillGapSeconds, kind.PauseSeconds }.Any(part => !(part >= 0) || !double.IsFinite(part)))
            throw Invalid($"power.programme: the times of a fraction must be 0 s or more.");
        var needed = kind.Fractions * (t.TotalSeconds + kind.PauseSeconds);
        if (needed > kind.ClosesSeconds - kind.OpensSeconds)
            throw Invalid($"power.programme: {kind.Fractions} fractions hold the beam for {needed / 3600:0.##} h, and the day has {(kind.ClosesSeconds - kind.OpensSeconds) / 3600:0.##} h.");
    }

    private static InputException Invalid(FormattableString sentence) => new(FormattableString.Invariant(sentence));
}
