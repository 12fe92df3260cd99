using Hanbeam.Centre.Simulation.Events;
using Hanbeam.Numerics.Random;

namespace Hanbeam.Centre.Simulation;

/// <summary>When the machine breaks and is repaired: failures come with machine-on time, repairs go on through nights and weekends.</summary>
internal sealed class FailureClock : IProcess
{
    private const double SecondsPerDay = 86_400;

    private readonly EventCalendar calendar;
    private readonly BeamServer beam;
    private readonly CentreStreams streams;
    private readonly bool fails;
    private readonly double meanBetweenSeconds;
    private readonly double meanRepairSeconds;
    private int number;
    private double onSecondsToNext;
    private double repairedAt;
    private double onSince;
    private int day;
    private Action? broken;
    private Action? repaired;

    public FailureClock(CentreDescription centre, EventCalendar calendar, BeamServer beam, CentreStreams streams)
    {
        (this.calendar, this.beam, this.streams) = (calendar, beam, streams);
        if (centre.Failures is not { } ranges) return;
        fails = true;
        var stream = streams.Failure(0);
        meanBetweenSeconds = 3600 * Distribution.Uniform(ranges.LeastHoursBetween, ranges.MostHoursBetween).Sample(stream);
        meanRepairSeconds = 60 * Distribution.Uniform(ranges.LeastRepairMinutes, ranges.MostRepairMinutes).Sample(stream);
        onSecondsToNext = NextFailure();
    }

    /// <summary>The machine is switched on.</summary>
    /// <param name="today">The day.</param>
    /// <param name="whenBroken">Called after a failure during the day.</param>
    /// <param name="whenRepaired">Called after a repair.</param>
    public void Begin(int today, Action whenBroken, Action whenRepaired)
    {
        if (!fails) return;
        (day, broken, repaired, onSince) = (today, whenBroken, whenRepaired, calendar.Now);
        if (repairedAt > Absolute) BreakUntil(repairedAt);
        else calendar.Schedule(calendar.Now + onSecondsToNext, this, 0);
    }

    /// <summary>The machine is switched off.</summary>
    public void End()
    {
        if (fails && !beam.Down) onSecondsToNext -= calendar.Now - onSince;
    }

    /// <inheritdoc/>
    public void Resume(int signal)
    {
        if (signal == 0)
        {
            var repair = Distribution.Exponential(meanRepairSeconds).Sample(RepairStream);
            onSecondsToNext = NextFailure();
            BreakUntil(Absolute + repair);
            broken!();
            return;
        }

        onSince = calendar.Now;
        beam.Repair();
        calendar.Schedule(calendar.Now + onSecondsToNext, this, 0);
        repaired!();
    }

    private double Absolute => day * SecondsPerDay + calendar.Now;

    private RandomStream RepairStream => streams.Failure(2 * number);

    private void BreakUntil(double absolute)
    {
        repairedAt = absolute;
        beam.Fail();
        calendar.Schedule(calendar.Now + (absolute - Absolute), this, 1);
    }

    private double NextFailure() => Distribution.Exponential(meanBetweenSeconds).Sample(streams.Failure(2 * ++number - 1));
}
