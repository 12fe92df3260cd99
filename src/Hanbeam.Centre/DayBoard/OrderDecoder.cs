namespace Hanbeam.Centre.DayBoard;

/// <summary>
/// Turns an order into times: each appointment in turn starts as early as its room, the beam and the windows allow, behind those before it in the
/// order; one that fits nowhere is passed over. No schedule in which the beam serves in this order has an earlier start of any of them, so some order decodes
/// to an optimum (docs/methods/day-board.md). An appointment without beam takes no part in the beam's order.
/// </summary>
public static class OrderDecoder
{
    /// <summary>Decodes.</summary>
    /// <param name="day">The day.</param>
    /// <param name="order">Indices of appointments, each at most once.</param>
    /// <returns>Their times.</returns>
    public static DaySchedule Decode(BeamDay day, IEnumerable<int> order)
    {
        var state = new DayState(day);
        var visits = new List<Visit>();
        var notTreated = new List<int>();
        foreach (var index in order)
            if (state.Place(index, out var visit)) visits.Add(visit);
            else notTreated.Add(index);

        // Appointments without beam may stand anywhere in the order.
        return new DaySchedule(day, [.. visits.OrderBy(visit => visit.BeamStart).ThenBy(visit => visit.Start)], notTreated);
    }
}
