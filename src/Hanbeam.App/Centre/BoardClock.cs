using System.Globalization;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Centre;

/// <summary>How the ticks of a day are written and read.</summary>
internal sealed class BoardClock
{
    private const long TicksPerMinute = 60;
    private const long TicksPerDay = 1440 * TicksPerMinute;

    private readonly bool hasHours;

    private BoardClock(bool hasHours) => this.hasHours = hasHours;

    /// <summary>Ticks are seconds from midnight.</summary>
    public static BoardClock Hours { get; } = new(true);

    /// <summary>Ticks are whatever the input counts in.</summary>
    public static BoardClock Plain { get; } = new(false);

    /// <summary>The unit of <see cref="Length"/>.</summary>
    public string Unit => hasHours ? "min" : "units of the input";

    /// <summary>Whether there are hours of the day.</summary>
    public bool HasHours => hasHours;

    /// <summary>Minutes as ticks.</summary>
    public static long Ticks(double minutes) => (long)Math.Round(minutes * TicksPerMinute);

    /// <summary>A length in minutes, or in the units of the input.</summary>
    public double Length(long ticks) => hasHours ? (double)ticks / TicksPerMinute : ticks;

    /// <summary>A length as text.</summary>
    public string LengthText(long ticks) => hasHours ? Length(ticks).ToString("0.#", CultureInfo.InvariantCulture) + " min" : ticks.ToString(CultureInfo.InvariantCulture);

    /// <summary>A time of day to the minute (down), or the bare number.</summary>
    public string Text(long ticks) => hasHours
        ? string.Create(CultureInfo.InvariantCulture, $"{ticks / 3600:00}:{ticks / TicksPerMinute % 60:00}") : ticks.ToString(CultureInfo.InvariantCulture);

    /// <summary>A time of day to the second, or the bare number.</summary>
    public string Exact(long ticks) => hasHours
        ? string.Create(CultureInfo.InvariantCulture, $"{ticks / 3600:00}:{ticks / TicksPerMinute % 60:00}:{ticks % 60:00}") : ticks.ToString(CultureInfo.InvariantCulture);

    /// <summary>A time given with an option.</summary>
    public long Parse(string option, string text)
    {
        if (!hasHours)
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
                : throw new InputException($"{option} '{text}' is not a whole number; this day counts without hours.");
        var parts = text.Split(':');
        if (parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && parts[1].Length == 2 &&
            int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes < 60 && 3600L * hours + TicksPerMinute * minutes <= TicksPerDay)
            return 3600L * hours + TicksPerMinute * minutes;
        throw new InputException($"{option} '{text}' is not a time of day from 00:00 to 24:00.");
    }
}
