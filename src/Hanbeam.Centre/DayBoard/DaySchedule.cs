namespace Hanbeam.Centre.DayBoard;

/// <summary>The times of a day that follow from an order of its appointments.</summary>
/// <param name="Day">The day.</param>
/// <param name="Visits">Those treated, in the order in which they get the beam.</param>
/// <param name="NotTreated">Indices of the appointments that do not fit before their room closes or into their windows, in the order tried.</param>
public sealed record DaySchedule(BeamDay Day, IReadOnlyList<Visit> Visits, IReadOnlyList<int> NotTreated)
{
    /// <summary>When the last patient leaves, ticks; the day's start where nobody comes.</summary>
    public Ticks End => Visits.Count == 0 ? Day.Start : Visits.Max(visit => visit.End);

    /// <summary>Ticks from the first opening to the last patient's leaving.</summary>
    public Ticks Makespan => End - Day.Start;

    /// <summary>Those who leave after their latest time.</summary>
    public IEnumerable<Visit> Late => Visits.Where(visit => visit.End > Day.Appointments[visit.Appointment].Latest);

    /// <summary>Indices of the appointments in the order in which they get the beam.</summary>
    public IReadOnlyList<int> Order => [.. Visits.Select(visit => visit.Appointment)];
}
