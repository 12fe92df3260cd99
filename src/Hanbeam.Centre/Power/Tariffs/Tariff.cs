using Hanbeam.Numerics.Work;

namespace Hanbeam.Centre.Power.Tariffs;

/// <summary>What electricity costs: windows of time for energy, which together cover every hour of the year once, and a demand charge.</summary>
public sealed class Tariff
{
    private const int HoursOfDay = 24;

    private static readonly string[] MonthNames = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private readonly PriceWindow[] table;

    /// <summary>Makes a tariff.</summary>
    /// <param name="currency">The currency's name.</param>
    /// <param name="source">Where the figures come from.</param>
    /// <param name="windows">The windows.</param>
    /// <param name="demand">The demand charge, or null.</param>
    /// <exception cref="InputException">Windows that overlap or leave an hour without a price, or a price below 0.</exception>
    public Tariff(string currency, string source, IReadOnlyList<PriceWindow> windows, DemandCharge? demand)
    {
        Currency = currency;
        Source = source;
        Demand = demand;
        table = TableOf(windows);
        if (demand is null) return;
        if (demand.IntervalMinutes is not (15 or 30)) throw Invalid($"power.tariff.demand: the interval is {demand.IntervalMinutes} min, but must be 15 or 30 min.");
        if (!(demand.PricePerKwMonth >= 0)) throw Invalid($"power.tariff.demand: the price is {demand.PricePerKwMonth} {currency} per kW and month, but must be 0 or more.");
        if (!(demand.LeastBilledKiloWatt >= 0)) throw Invalid($"power.tariff.demand: the least demand billed is {demand.LeastBilledKiloWatt} kW, but must be 0 or more.");
    }

    /// <summary>The currency's name.</summary>
    public string Currency { get; }

    /// <summary>Where the figures come from.</summary>
    public string Source { get; }

    /// <summary>The demand charge, or null.</summary>
    public DemandCharge? Demand { get; }

    /// <summary>The window that an hour lies in.</summary>
    /// <param name="month">The month, from 0.</param>
    /// <param name="weekend">Whether the day is a Saturday or Sunday.</param>
    /// <param name="hour">The hour of the day, 0 to 23.</param>
    public PriceWindow WindowAt(int month, bool weekend, int hour) => table[IndexOf(month, weekend, hour)];

    /// <summary>The price in every hour of a year, currency/kWh.</summary>
    public double[] HourlyPrices(YearCalendar calendar) =>
        [.. Enumerable.Range(0, YearCalendar.Days * HoursOfDay).Select(n => WindowAt(calendar.MonthOf(n / HoursOfDay), calendar.IsWeekend(n / HoursOfDay), n % HoursOfDay).PricePerKwh)];

    private static PriceWindow[] TableOf(IReadOnlyList<PriceWindow> windows)
    {
        var table = new PriceWindow?[12 * 2 * HoursOfDay];
        foreach (var window in windows)
        {
            if (!(window.PricePerKwh >= 0)) throw Invalid($"power.tariff.energy: the price of '{window.Name}' is {window.PricePerKwh} per kWh, but must be 0 or more.");
            foreach (var month in window.Months)
                foreach (var weekend in new[] { false, true }.Where(weekend => weekend ? window.Weekends : window.Weekdays))
                    foreach (var hour in window.Hours)
                    {
                        ref var cell = ref table[IndexOf(month, weekend, hour)];
                        if (cell is not null) throw Invalid($"power.tariff.energy: '{cell.Name}' and '{window.Name}' overlap at {When(month, weekend, hour)}.");
                        cell = window;
                    }
        }

        var gap = Array.IndexOf(table, null);
        if (gap >= 0) throw Invalid($"power.tariff.energy: no window has a price for {When(gap / (2 * HoursOfDay), gap / HoursOfDay % 2 == 1, gap % HoursOfDay)}.");
        return [.. table.Select(window => window!)];
    }

    private static int IndexOf(int month, bool weekend, int hour) => (((month * 2) + (weekend ? 1 : 0)) * HoursOfDay) + hour;

    private static string When(int month, bool weekend, int hour) => FormattableString.Invariant($"{hour:00}:00 on {(weekend ? "weekends" : "weekdays")} in {MonthNames[month]}");

    private static InputException Invalid(FormattableString sentence) => new(FormattableString.Invariant(sentence));
}
