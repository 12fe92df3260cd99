namespace Hanbeam.Centre.DayBoard;

/// <summary>What is minimised, the first difference deciding.</summary>
/// <param name="Lost">Priorities of those not treated.</param>
/// <param name="Late">Sum of the ticks by which patients leave after their latest time.</param>
/// <param name="Tail">The tick at which the day ends, plus the weighed delays of patients who start later than they were told.</param>
internal readonly record struct DayCost(long Lost, Ticks Late, Ticks Tail) : IComparable<DayCost>
{
    public static DayCost Worst { get; } = new(long.MaxValue, long.MaxValue, long.MaxValue);

    public int CompareTo(DayCost other)
    {
        if (Lost != other.Lost) return Lost < other.Lost ? -1 : 1;
        if (Late != other.Late) return Late < other.Late ? -1 : 1;
        return Tail.CompareTo(other.Tail);
    }
}
