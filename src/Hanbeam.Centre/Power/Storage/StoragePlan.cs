namespace Hanbeam.Centre.Power.Storage;

/// <summary>What may be built for sun, tariff and outage; the user's figures.</summary>
public sealed record StoragePlan
{
    /// <summary>What the store is called, such as battery or flywheel.</summary>
    public required string Name { get; init; }

    /// <summary>Where the store's figures come from.</summary>
    public required string Source { get; init; }

    /// <summary>Where the photovoltaics' figures come from; null without any.</summary>
    public string? SunSource { get; init; }

    /// <summary>Where the reserve's figures come from; null without one.</summary>
    public string? ReserveSource { get; init; }

    /// <summary>Photovoltaics, kWp.</summary>
    public BuildOption Sun { get; init; }

    /// <summary>What a kWp gives in each hour of the year, kW; empty where there are no photovoltaics.</summary>
    public IReadOnlyList<double> SunKiloWattPerKwp { get; init; } = [];

    /// <summary>What the grid pays for energy from the photovoltaics, currency/kWh.</summary>
    public double ExportPricePerKwh { get; init; }

    /// <summary>The store's energy, kWh.</summary>
    public required BuildOption Energy { get; init; }

    /// <summary>The store's power, kW.</summary>
    public required BuildOption Power { get; init; }

    /// <summary>One unit's power and energy where the store comes in units, or null.</summary>
    public (double KiloWatt, double Kwh)? Unit { get; init; }

    /// <summary>Efficiency of charging, 0 to 1.</summary>
    public double ChargeEfficiency { get; init; } = 1;

    /// <summary>Efficiency of discharging, 0 to 1.</summary>
    public double DischargeEfficiency { get; init; } = 1;

    /// <summary>Loss of what is stored in an hour, 0 to 1.</summary>
    public double LossPerHour { get; init; }

    /// <summary>Hours that the store alone must carry the critical load.</summary>
    public double ReserveHours { get; init; }

    /// <summary>The load that an outage may not interrupt, kW.</summary>
    public double CriticalKiloWatt { get; init; }
}
