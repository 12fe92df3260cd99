using Hanbeam.Centre.Power.Pulses;
using Hanbeam.Centre.Power.Storage;
using Hanbeam.Centre.Power.Tariffs;
using Hanbeam.Centre.Simulation;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Centre.Power;

/// <summary>All answers about a centre's power; what the input does not ask for is null.</summary>
public sealed record PowerStudy
{
    /// <summary>The question.</summary>
    public required PowerInput Input { get; init; }

    /// <summary>Energy and demand.</summary>
    public required EnergyLedger Ledger { get; init; }

    /// <summary>Standby against off at night.</summary>
    public NightComparison? Nights { get; init; }

    /// <summary>Carbon dioxide of the year, kg.</summary>
    public ValueRange? CarbonKg { get; init; }

    /// <summary>The year's bill.</summary>
    public Bill? Bill { get; init; }

    /// <summary>The day on which the beam is held longest, from 0.</summary>
    public required int BusiestDay { get; init; }

    /// <summary>That day's load, minute by minute.</summary>
    public required LoadCurve BusiestDayMinutes { get; init; }

    /// <summary>Levelling of pulses.</summary>
    public PulseStudy? Pulses { get; init; }

    /// <summary>Sun, tariff and outage.</summary>
    public StorageStudy? Storage { get; init; }

    /// <summary>Answers everything.</summary>
    /// <param name="input">The question.</param>
    /// <param name="days">What the machine did in the year, ascending.</param>
    /// <param name="fractions">Fractions treated.</param>
    /// <param name="context">Progress and cancellation.</param>
    /// <exception cref="InputException">A figure that is missing or out of range.</exception>
    public static PowerStudy Of(PowerInput input, IReadOnlyList<OperatingDay> days, int fractions, WorkContext context)
    {
        var ledger = EnergyLedger.Of(input.Model, days, YearCalendar.Days, fractions);
        var busiest = ledger.BusiestDay();
        return new PowerStudy
        {
            Input = input,
            Ledger = ledger,
            Nights = ledger.CompareNights(),
            CarbonKg = input.CarbonKgPerKwh is { } carbon ? new ValueRange(carbon.Value.Low * ledger.TotalKwh.Low, carbon.Value.High * ledger.TotalKwh.High) : null,
            Bill = input.Tariff is { } tariff ? Bill.Of(tariff, input.Calendar, ledger.QuarterHours) : null,
            BusiestDay = busiest,
            BusiestDayMinutes = ledger.OfDay(busiest, 60),
            Pulses = input.Pulses is { } pulses ? PulseStudy.Of(pulses, context) : null,
            Storage = input.Storage is { } plan && input.Tariff is { } prices ? StorageStudy.Of(plan, prices, input.Calendar, ledger.QuarterHours, context) : null,
        };
    }
}
