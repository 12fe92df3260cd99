using Hanbeam.Centre.Simulation;

namespace Hanbeam.Centre.Power;

/// <summary>
/// How many seconds of each block of the clock the machine spends in each state. Within a beam interval its parts (flat-top, ramp, pause) are
/// spread evenly, because an <see cref="OperatingDay"/> says how long they last and not in which order.
/// </summary>
public sealed class StateProfile
{
    /// <summary>Seconds of a day.</summary>
    public const int DaySeconds = 86400;

    private static readonly int States = Enum.GetValues<MachineState>().Length;

    private readonly double[] seconds;

    private StateProfile(int blocks, int blockSeconds, MachineState night)
    {
        Blocks = blocks;
        BlockSeconds = blockSeconds;
        seconds = new double[blocks * States];
        for (var block = 0; block < blocks; block++) seconds[(block * States) + (int)night] = blockSeconds;
    }

    /// <summary>Length of a block, s.</summary>
    public int BlockSeconds { get; }

    /// <summary>Number of blocks; block 0 begins at midnight of day 0.</summary>
    public int Blocks { get; }

    /// <summary>Seconds spent in a state during a block; over the states they add up to <see cref="BlockSeconds"/>.</summary>
    public double Seconds(int block, MachineState state) => seconds[(block * States) + (int)state];

    /// <summary>Hours spent in a state altogether.</summary>
    public double Hours(MachineState state)
    {
        var sum = 0.0;
        for (var block = 0; block < Blocks; block++) sum += Seconds(block, state);
        return sum / 3600;
    }

    /// <summary>Whether a state occurs; what rounding leaves of an emptied one, below a few milliseconds, does not count.</summary>
    public bool Occurs(MachineState state) => Hours(state) > 1e-6;

    /// <summary>The profile of days.</summary>
    /// <param name="days">What the machine did, ascending in <see cref="OperatingDay.Day"/>; days that are missing are days off. A day may run past midnight.</param>
    /// <param name="dayCount">Number of days from day 0.</param>
    /// <param name="night">What the machine does outside its hours.</param>
    /// <param name="warmUpSeconds">Warm-up before the hours where it is off at night, s; as much of it as there is time for since the day before.</param>
    /// <param name="blockSeconds">Length of a block, s; a day must be a whole number of them.</param>
    /// <exception cref="ArgumentException">Deliveries that overlap or are longer than their interval.</exception>
    public static StateProfile Of(IReadOnlyList<OperatingDay> days, int dayCount, NightMode night, double warmUpSeconds, int blockSeconds)
    {
        if (DaySeconds % blockSeconds != 0) throw new ArgumentException($"a day is no whole number of blocks of {blockSeconds} s");
        var idle = night == NightMode.Off ? MachineState.Off : MachineState.Standby;
        var profile = new StateProfile(dayCount * (DaySeconds / blockSeconds), blockSeconds, idle);
        var free = 0.0;
        foreach (var day in days)
        {
            if (day.Deliveries.Count == 0 && day.MachineOffSeconds <= day.MachineOnSeconds) continue;
            var midnight = (double)day.Day * DaySeconds;
            var (on, off) = HoursOf(day);
            on = Math.Max(free, midnight + on);
            off = Math.Max(on, midnight + off);
            if (night == NightMode.Off) profile.Move(Math.Max(free, on - warmUpSeconds), on, idle, MachineState.WarmUp, 1);
            profile.Move(on, off, idle, MachineState.Ready, 1);
            free = off;
            foreach (var delivery in Checked(day)) profile.Deliver(midnight, delivery);
        }

        return profile;
    }

    private static (double On, double Off) HoursOf(OperatingDay day) => day.Deliveries.Count == 0
        ? (day.MachineOnSeconds, day.MachineOffSeconds)
        : (Math.Min(day.MachineOnSeconds, day.Deliveries[0].StartSeconds), Math.Max(day.MachineOffSeconds, day.Deliveries[^1].EndSeconds));

    private static IEnumerable<BeamInterval> Checked(OperatingDay day)
    {
        // Times are sums of many small parts: rounding may reach a microsecond.
        const double rounding = 1e-6;
        var end = double.NegativeInfinity;
        foreach (var delivery in day.Deliveries)
        {
            var length = delivery.EndSeconds - delivery.StartSeconds;
            if (delivery.StartSeconds < end - rounding || length < delivery.Times.TotalSeconds - rounding)
                throw new ArgumentException($"day {day.Day}: the beam interval from {delivery.StartSeconds} to {delivery.EndSeconds} s overlaps or is shorter than what is in it");
            end = delivery.EndSeconds;
            if (length > 0) yield return delivery;
        }
    }

    private void Deliver(double midnight, BeamInterval delivery)
    {
        var (from, to, times) = (midnight + delivery.StartSeconds, midnight + delivery.EndSeconds, delivery.Times);
        var length = to - from;
        var ramp = Math.Min(1, times.SpillGapSeconds / length);
        var flatTop = Math.Min(1 - ramp, (times.BeamOnSeconds + times.ScanningSeconds + times.EnergySwitchSeconds + times.GateWaitSeconds) / length);

        // Where nothing but rounding is left for a pause, there is none.
        if ((1 - ramp - flatTop) * length < 1e-6) (ramp, flatTop) = flatTop > 0 ? (ramp, 1 - ramp) : (1, 0);
        Move(from, to, MachineState.Ready, MachineState.Ramp, ramp);
        Move(from, to, MachineState.Ready, MachineState.FlatTop, flatTop);
        Move(from, to, MachineState.Ready, MachineState.Pause, 1 - ramp - flatTop);
    }

    /// <summary>Gives a part of the time between two moments to another state.</summary>
    private void Move(double from, double to, MachineState before, MachineState after, double part)
    {
        var last = Math.Min(Blocks - 1, (int)(to / BlockSeconds));
        for (var block = Math.Max(0, (int)(from / BlockSeconds)); block <= last; block++)
        {
            var start = (double)block * BlockSeconds;
            var moved = part * (Math.Min(to, start + BlockSeconds) - Math.Max(from, start));
            if (!(moved > 0)) continue;
            seconds[(block * States) + (int)before] -= moved;
            seconds[(block * States) + (int)after] += moved;
        }
    }
}
