namespace Hanbeam.Centre.Simulation;

/// <summary>The hours of one day.</summary>
/// <param name="Shifts">Shifts in the order of their times; none on a closed day.</param>
/// <param name="Bookable">Stretches for appointments: shifts without planned maintenance, s from midnight.</param>
internal sealed record OpeningDay(IReadOnlyList<Shift> Shifts, IReadOnlyList<(double From, double To)> Bookable)
{
    /// <summary>Whether there are appointments.</summary>
    public bool IsOpen => Bookable.Count > 0;

    /// <summary>Bookable time of a room, min.</summary>
    public double BookableMinutes { get; } = Bookable.Sum(stretch => stretch.To - stretch.From) / 60;

    /// <summary>Beginning of the first shift, s from midnight.</summary>
    public double OpensSeconds => 60 * Shifts[0].FromMinutes;

    /// <summary>End of the last shift, s from midnight.</summary>
    public double ClosesSeconds => 60 * Shifts[^1].ToMinutes;
}
