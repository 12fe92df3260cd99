using Hanbeam.Numerics.Work;

namespace Hanbeam.Treatment.Delivery;

/// <summary>
/// A breath gate that opens and closes regularly: ions go to the patient only while it is open. It opens with the request of the beam
/// and then every period; a new cycle is accelerated so that it meets an open gate. Source: docs/methods/delivery-timeline.md.
/// </summary>
public sealed record BreathGate
{
    // Slower than any breath, faster than none; a gate of another period is a mistake of units.
    private const double ShortestPeriodSeconds = 0.5, LongestPeriodSeconds = 60;

    /// <summary>Makes a gate.</summary>
    /// <param name="periodSeconds">From opening to opening, 0.5 to 60 s.</param>
    /// <param name="dutyFactor">Share of the period in which it is open, above 0 to 1.</param>
    /// <exception cref="InputException">A figure is out of its range.</exception>
    public BreathGate(double periodSeconds, double dutyFactor)
    {
        if (!(periodSeconds is >= ShortestPeriodSeconds and <= LongestPeriodSeconds))
            throw new InputException(FormattableString.Invariant($"the period of the breath gate is {periodSeconds} s, but must be {ShortestPeriodSeconds} to {LongestPeriodSeconds} s"));
        if (!(dutyFactor is > 0 and <= 1))
            throw new InputException(FormattableString.Invariant($"the duty factor of the breath gate is {dutyFactor}, but must be above 0 and at most 1"));
        PeriodSeconds = periodSeconds;
        DutyFactor = dutyFactor;
    }

    /// <summary>From opening to opening, s.</summary>
    public double PeriodSeconds { get; }

    /// <summary>Share of the period in which it is open.</summary>
    public double DutyFactor { get; }

    // What is left of an opening after it was waited for is lost in rounding below this.
    private double Rounding => 1e-9 * PeriodSeconds;

    /// <summary>How long it stays open from a moment on, s; 0 while it is closed.</summary>
    internal double OpenSeconds(double now)
    {
        var left = DutyFactor * PeriodSeconds - Phase(now);
        return left > Rounding ? left : 0;
    }

    /// <summary>How long it stays closed from a moment on, s; 0 while it is open.</summary>
    internal double ClosedSeconds(double now) => OpenSeconds(now) > 0 ? 0 : PeriodSeconds - Phase(now);

    private double Phase(double now)
    {
        var phase = now - PeriodSeconds * Math.Floor(now / PeriodSeconds);
        return PeriodSeconds - phase <= Rounding ? 0 : phase;
    }
}
