namespace Hanbeam.Centre.Power.Storage;

/// <summary>
/// What sun, tariff and outage ask of a store: series of equal length, one entry per step, and what may be built.
/// Money is in the tariff's currency, sizes are bought once and charged by the year.
/// </summary>
public sealed record StorageProblem
{
    /// <summary>Load that must be met, kW.</summary>
    public required IReadOnlyList<double> LoadKiloWatt { get; init; }

    /// <summary>What one kWp of photovoltaics gives, kW/kWp; 0 where it is next to nothing, because a solver minds coefficients of 10⁻¹⁷.</summary>
    public required IReadOnlyList<double> SunKiloWattPerKwp { get; init; }

    /// <summary>Price of energy from the grid, currency/kWh, 0 or more.</summary>
    public required IReadOnlyList<double> PricePerKwh { get; init; }

    /// <summary>What the grid pays for energy from the photovoltaics, currency/kWh; no more than any price.</summary>
    public double ExportPricePerKwh { get; init; }

    /// <summary>The billing month of each step, from 0.</summary>
    public required IReadOnlyList<int> Month { get; init; }

    /// <summary>Length of a step, h.</summary>
    public double StepHours { get; init; } = 1;

    /// <summary>Price of demand, currency per kW and month.</summary>
    public double DemandPricePerKwMonth { get; init; }

    /// <summary>Months, from 0, whose demand counts in every month's bill too.</summary>
    public IReadOnlyList<int> RatchetMonths { get; init; } = [];

    /// <summary>The least demand that is billed, kW.</summary>
    public double LeastBilledKiloWatt { get; init; }

    /// <summary>Photovoltaics, kWp, with their yearly cost per kWp.</summary>
    public required BuildOption Sun { get; init; }

    /// <summary>The store's energy, kWh, with its yearly cost per kWh.</summary>
    public required BuildOption Energy { get; init; }

    /// <summary>The store's power, kW, charging or discharging, with its yearly cost per kW.</summary>
    public required BuildOption Power { get; init; }

    /// <summary>Where the store comes in units of fixed power and energy: kWh per kW; null where both are free.</summary>
    public double? EnergyPerPowerHours { get; init; }

    /// <summary>Fraction of the energy taken in that is stored, 0 to 1.</summary>
    public double ChargeEfficiency { get; init; } = 1;

    /// <summary>Fraction of the energy let out of the store that arrives, 0 to 1.</summary>
    public double DischargeEfficiency { get; init; } = 1;

    /// <summary>Fraction of what is stored that is lost in an hour, 0 to 1.</summary>
    public double LossPerHour { get; init; }

    /// <summary>Hours that the store alone must carry the critical load, at any time.</summary>
    public double ReserveHours { get; init; }

    /// <summary>The load that an outage may not interrupt, kW.</summary>
    public double CriticalKiloWatt { get; init; }
}
