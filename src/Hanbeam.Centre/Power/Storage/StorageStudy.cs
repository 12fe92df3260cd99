using Hanbeam.Centre.Power.Tariffs;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Centre.Power.Storage;

/// <summary>A year of hours under a tariff, with and without what may be built, for the low and for the high end of the load.</summary>
/// <param name="Low">The answer for the load's low end.</param>
/// <param name="High">The answer for its high end.</param>
/// <param name="WithoutLow">What the year costs with nothing built, low end, currency.</param>
/// <param name="WithoutHigh">The same, high end.</param>
/// <param name="QuarterOverHour">The year's highest demand in the tariff's interval over its highest hour, at the high end: what the hourly model does not see.</param>
public sealed record StorageStudy(StorageAnswer Low, StorageAnswer High, double WithoutLow, double WithoutHigh, double QuarterOverHour)
{
    /// <summary>Solves both ends.</summary>
    /// <param name="plan">What may be built.</param>
    /// <param name="tariff">The tariff.</param>
    /// <param name="calendar">The year.</param>
    /// <param name="load">The load in blocks of a quarter of an hour.</param>
    /// <param name="context">Cancellation and progress.</param>
    public static StorageStudy Of(StoragePlan plan, Tariff tariff, YearCalendar calendar, LoadCurve load, WorkContext context)
    {
        var blocksPerHour = 3600 / load.BlockSeconds;
        var hours = load.Coarser(blocksPerHour);
        context.Report("storage for the low load", 0);
        var low = Answer(plan, tariff, calendar, hours.LowKiloWatt, context);
        context.Report("storage for the high load", 0);
        var high = Answer(plan, tariff, calendar, hours.HighKiloWatt, context);
        var interval = load.Coarser((tariff.Demand?.IntervalMinutes ?? 15) * 60 / load.BlockSeconds);
        return new StorageStudy(low.Answer, high.Answer, low.Without, high.Without, interval.Peak().KiloWatt.High / hours.Peak().KiloWatt.High);
    }

    private static (StorageAnswer Answer, double Without) Answer(StoragePlan plan, Tariff tariff, YearCalendar calendar, IReadOnlyList<double> load, WorkContext context)
    {
        var problem = ProblemOf(plan, tariff, calendar, load);
        var nothing = new BuildOption(0, 0, 0);
        var without = problem with { Sun = nothing, Energy = nothing, Power = nothing, EnergyPerPowerHours = null, ReserveHours = 0 };
        return (new StorageModel(problem).Solve(context), new StorageModel(without).Solve(context).YearlyCost);
    }

    private static StorageProblem ProblemOf(StoragePlan plan, Tariff tariff, YearCalendar calendar, IReadOnlyList<double> load) => new()
    {
        LoadKiloWatt = load,
        SunKiloWattPerKwp = plan.SunKiloWattPerKwp.Count > 0 ? plan.SunKiloWattPerKwp : new double[load.Count],
        PricePerKwh = tariff.HourlyPrices(calendar),
        ExportPricePerKwh = plan.ExportPricePerKwh,
        Month = [.. Enumerable.Range(0, load.Count).Select(hour => calendar.MonthOf(hour / 24))],
        DemandPricePerKwMonth = tariff.Demand?.PricePerKwMonth ?? 0,
        RatchetMonths = tariff.Demand?.RatchetMonths ?? [],
        LeastBilledKiloWatt = tariff.Demand?.LeastBilledKiloWatt ?? 0,
        Sun = plan.Sun,
        Energy = plan.Energy,
        Power = plan.Power,
        EnergyPerPowerHours = plan.Unit is { } unit ? unit.Kwh / unit.KiloWatt : null,
        ChargeEfficiency = plan.ChargeEfficiency,
        DischargeEfficiency = plan.DischargeEfficiency,
        LossPerHour = plan.LossPerHour,
        ReserveHours = plan.ReserveHours,
        CriticalKiloWatt = plan.CriticalKiloWatt,
    };
}
