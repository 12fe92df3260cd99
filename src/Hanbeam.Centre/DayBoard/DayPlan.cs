namespace Hanbeam.Centre.DayBoard;

/// <summary>What the search for a day's order came to.</summary>
/// <param name="Schedule">The times.</param>
/// <param name="LowerBound">Ticks from the first opening before which no schedule that treats the same patients can be over.</param>
/// <param name="Iterations">Iterations that each chain was given.</param>
public sealed record DayPlan(DaySchedule Schedule, Ticks LowerBound, long Iterations)
{
    /// <summary>Whether the bound is reached: no other order ends the day earlier with the same patients.</summary>
    public bool IsProvenOptimal => Schedule.Makespan == LowerBound;

    /// <summary>Makespan over bound, less one.</summary>
    public double Gap => LowerBound == 0 ? 0 : (double)(Schedule.Makespan - LowerBound) / LowerBound;
}
