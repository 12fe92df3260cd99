namespace Hanbeam.Centre.Power.Tariffs;

/// <summary>A year of 365 days from 1 January: which month a day is in and whether it is a weekend. Public holidays are not known.</summary>
/// <param name="FirstWeekday">The weekday of day 0.</param>
public sealed record YearCalendar(DayOfWeek FirstWeekday = DayOfWeek.Monday)
{
    /// <summary>Number of days.</summary>
    public const int Days = 365;

    private static readonly int[] MonthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    private static readonly int[] Months = [.. MonthLengths.SelectMany((length, month) => Enumerable.Repeat(month, length))];

    /// <summary>The month of a day, from 0.</summary>
    public int MonthOf(int day) => Months[day % Days];

    /// <summary>Whether a day is a Saturday or Sunday.</summary>
    public bool IsWeekend(int day) => (DayOfWeek)(((int)FirstWeekday + day) % 7) is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
