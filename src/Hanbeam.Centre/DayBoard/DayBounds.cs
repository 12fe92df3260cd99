namespace Hanbeam.Centre.DayBoard;

/// <summary>
/// Ticks before which no schedule that treats all appointments of a day can end. Proofs: docs/methods/day-board.md, in the order of the methods.
/// The bounds on the makespan forget windows, unavailability and different openings, which can only let a day end earlier.
/// </summary>
public static class DayBounds
{
    /// <summary>The best of the bounds, as the tick at which the day ends.</summary>
    /// <param name="day">The day.</param>
    public static Ticks End(BeamDay day)
    {
        if (day.Appointments.Count == 0) return day.Start;
        var makespan = Math.Max(BeamMakespan(day), Enumerable.Range(0, day.Rooms.Count).Max(room => RoomMakespan(day, room)));
        var machines = Math.Max(BeamEnd(day), Enumerable.Range(0, day.Rooms.Count).Max(room => RoomEnd(day, room)));
        return Math.Max(day.Start + makespan, machines);
    }

    /// <summary>All beam, and before and after it the shortest setup and the shortest exit of two different appointments.</summary>
    /// <param name="day">The day.</param>
    public static Ticks BeamMakespan(BeamDay day)
    {
        var withBeam = day.Appointments.Where(one => one.Beam > 0).ToList();
        if (withBeam.Count == 0) return 0;
        var sum = withBeam.Sum(one => one.Beam);
        if (withBeam.Count == 1) return withBeam[0].Total;
        var setups = withBeam.Index().OrderBy(one => one.Item.Setup).Take(2).ToList();
        var exits = withBeam.Index().OrderBy(one => one.Item.Exit).Take(2).ToList();
        return sum + setups.SelectMany(_ => exits, (first, last) => (first, last)).Where(pair => pair.first.Index != pair.last.Index)
            .Min(pair => pair.first.Item.Setup + pair.last.Item.Exit);
    }

    /// <summary>
    /// All stays in one room, and on top what the beams of the other rooms need beyond the time in which this room leaves the beam alone. Between
    /// two of its beams lie an exit and a setup; for every L, the L longest beams of the others find at most the L longest exits and the L longest setups.
    /// </summary>
    /// <param name="day">The day.</param>
    /// <param name="room">Index of the room.</param>
    public static Ticks RoomMakespan(BeamDay day, int room)
    {
        var own = day.Appointments.Where(one => one.Room == room).ToList();
        var others = day.Appointments.Where(one => one.Room != room && one.Beam > 0).ToList();
        var sum = own.Sum(one => one.Total);
        return own.Count == 0 || others.Count == 0 ? sum : sum + Overflow(own, others);
    }

    /// <summary>The beam as one machine: heads are setups, tails are exits.</summary>
    /// <param name="day">The day.</param>
    /// <returns>A tick.</returns>
    public static Ticks BeamEnd(BeamDay day) => OneMachineBound.Of(
        day.Appointments.Where(one => one.Beam > 0).Select(one => new OneMachineBound.Piece(EarliestIn(day, one) + one.Setup, one.Beam, one.Exit)), day.BeamUnavailable);

    /// <summary>A room as one machine.</summary>
    /// <param name="day">The day.</param>
    /// <param name="room">Index of the room.</param>
    /// <returns>A tick.</returns>
    public static Ticks RoomEnd(BeamDay day, int room) => OneMachineBound.Of(
        day.Appointments.Where(one => one.Room == room).Select(one => new OneMachineBound.Piece(EarliestIn(day, one), one.Total, 0)), day.Rooms[room].Unavailable);

    private static Ticks EarliestIn(BeamDay day, Appointment one) =>
        Math.Max(Math.Max(one.Earliest, day.Rooms[one.Room].Open), one.Windows.Count > 0 ? one.Windows[0].Start : 0);

    private static Ticks Overflow(List<Appointment> own, List<Appointment> others)
    {
        // Before the first beam of the room there is no exit, but a setup of the others; after its last beam the same the other way round.
        var exits = own.Select(one => one.Exit).Append(-others.Min(one => one.Setup)).OrderDescending().ToList();
        var setups = own.Select(one => one.Setup).Append(-others.Min(one => one.Exit)).OrderDescending().ToList();

        // An own stay without beam does not part the slots on its two sides, so that one beam may find two exits and two setups.
        var merged = own.Count(one => one.Beam == 0);
        Ticks found = 0, mostFound = 0, needed = 0, overflow = 0;
        var slots = 0;
        foreach (var beam in others.Select(one => one.Beam).OrderDescending())
        {
            needed += beam;
            for (var wanted = Math.Min(exits.Count, slots + 1 + (slots == 0 ? merged : 0)); slots < wanted; slots++)
            {
                found += exits[slots] + setups[slots];
                mostFound = Math.Max(mostFound, found);
            }

            overflow = Math.Max(overflow, needed - mostFound);
        }

        return overflow;
    }
}
